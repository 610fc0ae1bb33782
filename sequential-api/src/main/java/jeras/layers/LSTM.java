package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

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
public final class LSTM extends RecurrentLayer<LSTM, LSTM.Config> {
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
            implements RecurrentLayer.Options {
        Config {
            Check.positive("LSTM", "units", units);
            Check.rate("LSTM", "dropout", dropout);
            Check.rate("LSTM", "recurrentDropout", recurrentDropout);
        }
    }

    LSTM(Config config) {
        super(config, LSTM::new, new LSTMCell(config));
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

    /** Default: {@code tanh}. */
    public LSTM activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code tanh}. */
    public LSTM activation(Activation activation) {
        return with("activation", activation);
    }

    /** Default: {@code sigmoid}. */
    public LSTM recurrentActivation(String id) {
        return recurrentActivation(Activation.of(id));
    }

    /** Default: {@code sigmoid}. */
    public LSTM recurrentActivation(Activation activation) {
        return with("recurrentActivation", activation);
    }

    /** Default: true. */
    public LSTM useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    public LSTM kernelInitializer(String id) {
        return kernelInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public LSTM kernelInitializer(Initializer initializer) {
        return with("kernelInitializer", initializer);
    }

    /** Default: {@code orthogonal}. */
    public LSTM recurrentInitializer(String id) {
        return recurrentInitializer(Initializer.of(id));
    }

    /** Default: {@code orthogonal}. */
    public LSTM recurrentInitializer(Initializer initializer) {
        return with("recurrentInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public LSTM biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public LSTM biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Whether the bias of the forget gate starts at 1, so that the cell remembers at first; default: true. */
    public LSTM unitForgetBias(boolean unitForgetBias) {
        return with("unitForgetBias", unitForgetBias);
    }

    /** Default: none. */
    public LSTM kernelRegularizer(String id) {
        return kernelRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public LSTM kernelRegularizer(Regularizer penalty) {
        return with("kernelRegularizer", penalty);
    }

    /** Default: none. */
    public LSTM recurrentRegularizer(String id) {
        return recurrentRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public LSTM recurrentRegularizer(Regularizer penalty) {
        return with("recurrentRegularizer", penalty);
    }

    /** Default: none. */
    public LSTM biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public LSTM biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public LSTM kernelConstraint(String id) {
        return kernelConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public LSTM kernelConstraint(Constraint projection) {
        return with("kernelConstraint", projection);
    }

    /** Default: none. */
    public LSTM recurrentConstraint(String id) {
        return recurrentConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public LSTM recurrentConstraint(Constraint projection) {
        return with("recurrentConstraint", projection);
    }

    /** Default: none. */
    public LSTM biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public LSTM biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }

    /** The share of the inputs to drop in training, the same ones at each step; default: 0. */
    public LSTM dropout(double rate) {
        return with("dropout", rate);
    }

    /**
     * The share of the state h to drop in training on its way into each gate, the same ones at each step; default: 0. It rules out
     * the kernel for all steps.
     */
    public LSTM recurrentDropout(double rate) {
        return with("recurrentDropout", rate);
    }

    /** Kept for Keras's files; what dropout draws follows the program's one source of random numbers. Default: none. */
    public LSTM seed(long seed) {
        return with("seed", seed);
    }
}
