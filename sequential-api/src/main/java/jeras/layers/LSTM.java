package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;
import jeras.utils.Records;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997): a state h and a cell c that gates write, keep and show.
 *
 * <pre>
 * i, f, g, o = x · kernel + h · recurrent_kernel + bias
 * c = recurrentActivation(f) c + recurrentActivation(i) activation(g)
 * h = recurrentActivation(o) activation(c)
 * </pre>
 *
 * <ul>
 *   <li>input {@code (batch, time, in)}, and optionally the first states h and c: {@code lstm.apply(x, h, c)}
 *   <li>output {@code (batch, units)}, or {@code (batch, time, units)} with {@code returnSequences}; with {@code returnState}
 *       then the last h and c, {@code (batch, units)} each
 *   <li>kernel {@code (in, 4 units)}, recurrent kernel {@code (units, 4 units)}, bias {@code (4 units)}; columns i, f, g, o
 * </ul>
 *
 * <pre>{@code LSTM.of(64).returnSequences(true).dropout(0.2)}</pre>
 *
 * <p>With tanh, sigmoid and no recurrent dropout, all steps run in one kernel, also under a mask.
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/lstm/">keras.layers.LSTM</a>
 */
public final class LSTM extends RecurrentLayer<LSTM, LSTM.Config> implements GatedOptions<LSTM> {
    /** Keras's arguments. */
    record Config(
            int units,
            Activation activation,
            Activation recurrentActivation,
            boolean useBias,
            Initializer kernelInitializer,
            Initializer recurrentInitializer,
            Initializer biasInitializer,
            boolean unitForgetBias,
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
            Check.positive("LSTM", "units", units);
            check("LSTM");
        }
    }

    LSTM(Config config) {
        super(config, LSTM::new, new LSTMCell(Records.part(config, LSTMCell.Config.class)).name("lstm_cell"));
    }

    public static LSTM of(int units) {
        return new LSTM(new Config(
                units,
                Activation.of("tanh"),
                Activation.of("sigmoid"),
                true,
                Initializer.of("glorot_uniform"),
                Initializer.of("orthogonal"),
                Initializer.of("zeros"),
                true,
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

    /** Whether the bias of the forget gate starts at 1, so that the cell remembers at first; default: true. */
    public LSTM unitForgetBias(boolean unitForgetBias) {
        return with("unitForgetBias", unitForgetBias);
    }
}
