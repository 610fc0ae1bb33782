package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;
import jeras.utils.Records;

/**
 * The plain recurrent layer: {@code h = activation(x · kernel + h · recurrent_kernel + bias)} at each step.
 *
 * <ul>
 *   <li>input {@code (batch, time, in)}, and optionally the first state: {@code rnn.apply(x, h)}
 *   <li>output {@code (batch, units)}, or {@code (batch, time, units)} with {@code returnSequences}; with {@code returnState}
 *       then the last h, {@code (batch, units)}
 *   <li>kernel {@code (in, units)}, recurrent kernel {@code (units, units)}, bias {@code (units)}
 * </ul>
 *
 * <pre>{@code SimpleRNN.of(64).activation("relu")}</pre>
 *
 * <p>With tanh or relu, and no recurrent dropout, all steps run in one kernel, also under a mask.
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/simple_rnn/">keras.layers.SimpleRNN</a>
 */
public final class SimpleRNN extends RecurrentLayer<SimpleRNN, SimpleRNN.Config>
        implements RecurrentOptions<SimpleRNN> {
    /** Keras's arguments. */
    record Config(
            int units,
            Activation activation,
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
            Long seed,
            boolean returnSequences,
            boolean returnState,
            boolean goBackwards,
            boolean stateful,
            boolean unroll,
            boolean zeroOutputForMask)
            implements RecurrentLayer.Options, CellArguments {
        Config {
            Check.positive("SimpleRNN", "units", units);
            check("SimpleRNN");
        }
    }

    SimpleRNN(Config config) {
        super(
                config,
                SimpleRNN::new,
                new SimpleRNNCell(Records.part(config, SimpleRNNCell.Config.class)).name("simple_rnn_cell"));
    }

    public static SimpleRNN of(int units) {
        return new SimpleRNN(new Config(
                units,
                Activation.of("tanh"),
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
                null,
                false,
                false,
                false,
                false,
                false,
                false));
    }
}
