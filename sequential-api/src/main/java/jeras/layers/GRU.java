package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;
import jeras.utils.Records;

/**
 * Gated recurrent unit (Cho et al. 2014): a state h that an update gate z keeps, and a reset gate r hides from the candidate.
 *
 * <pre>
 * z, r = recurrentActivation(x · kernel + h · recurrent_kernel + bias)
 * candidate = activation(x · kernel + r (h · recurrent_kernel + bias))
 * h = z h + (1 - z) candidate
 * </pre>
 *
 * <ul>
 *   <li>input {@code (batch, time, in)}, and optionally the first state: {@code gru.apply(x, h)}
 *   <li>output {@code (batch, units)}, or {@code (batch, time, units)} with {@code returnSequences}; with {@code returnState}
 *       then the last h, {@code (batch, units)}
 *   <li>kernel {@code (in, 3 units)}, recurrent kernel {@code (units, 3 units)}; columns z, r, candidate; bias
 *       {@code (2, 3 units)}, of the inputs and of the state, or {@code (3 units)} with {@code resetAfter(false)}
 * </ul>
 *
 * <pre>{@code GRU.of(64).returnSequences(true).dropout(0.2)}</pre>
 *
 * <p>With tanh, sigmoid, {@code resetAfter} and no recurrent dropout, all steps run in one kernel, also under a mask.
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/gru/">keras.layers.GRU</a>
 */
public final class GRU extends RecurrentLayer<GRU, GRU.Config> implements GatedOptions<GRU> {
    /** Keras's arguments. */
    record Config(
            int units,
            Activation activation,
            Activation recurrentActivation,
            boolean useBias,
            Initializer kernelInitializer,
            Initializer recurrentInitializer,
            Initializer biasInitializer,
            Regularizer kernelRegularizer,
            Regularizer recurrentRegularizer,
            Regularizer biasRegularizer,
            Constraint kernelConstraint,
            Constraint recurrentConstraint,
            Constraint biasConstraint,
            double dropout,
            double recurrentDropout,
            boolean resetAfter,
            Long seed,
            boolean returnSequences,
            boolean returnState,
            boolean goBackwards,
            boolean stateful,
            boolean unroll,
            boolean zeroOutputForMask)
            implements RecurrentLayer.Options, CellArguments {
        Config {
            Check.positive("GRU", "units", units);
            check("GRU");
        }
    }

    GRU(Config config) {
        super(config, GRU::new, new GRUCell(Records.part(config, GRUCell.Config.class)).name("gru_cell"));
    }

    public static GRU of(int units) {
        return new GRU(new Config(
                units,
                Activation.of("tanh"),
                Activation.of("sigmoid"),
                true,
                Initializer.of("glorot_uniform"),
                Initializer.of("orthogonal"),
                Initializer.of("zeros"),
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                true,
                null,
                false,
                false,
                false,
                false,
                false,
                false));
    }

    /**
     * Whether the reset gate works on the state after its product with the recurrent kernel, which then has a bias of its own;
     * else before, as in the first paper. Default: true.
     */
    public GRU resetAfter(boolean resetAfter) {
        return with("resetAfter", resetAfter);
    }
}
