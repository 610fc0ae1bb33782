package jeras.layers;

import ai.djl.ndarray.types.Shape;
import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.regularizers.Regularizer;

/**
 * Fully connected layer: {@code y = activation(x · kernel + bias)}.
 *
 * <ul>
 *   <li>input {@code (batch, ..., in)}, output {@code (batch, ..., units)}
 *   <li>kernel {@code (in, units)}, bias {@code (units)}
 * </ul>
 *
 * <pre>{@code Dense.of(64).activation("relu")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/core_layers/dense/">keras.layers.Dense</a>
 */
public final class Dense extends KerasLayer<Dense, Dense.Config> {
    private Variable kernel;
    private Variable bias;

    /** Keras's arguments. */
    record Config(
            int units,
            Activation activation,
            boolean useBias,
            Initializer kernelInitializer,
            Initializer biasInitializer,
            Regularizer kernelRegularizer,
            Regularizer biasRegularizer,
            Constraint kernelConstraint,
            Constraint biasConstraint) {
        Config {
            Check.positive("Dense", "units", units);
        }
    }

    Dense(Config config) {
        super(config, Dense::new);
    }

    public static Dense of(int units) {
        return new Dense(new Config(
                units,
                Activation.of("linear"),
                true,
                Initializer.of("glorot_uniform"),
                Initializer.of("zeros"),
                null,
                null,
                null,
                null));
    }

    /** Default: {@code linear}. */
    public Dense activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code linear}. */
    public Dense activation(Activation activation) {
        return with("activation", activation);
    }

    /** Default: true. */
    public Dense useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    public Dense kernelInitializer(String id) {
        return kernelInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public Dense kernelInitializer(Initializer initializer) {
        return with("kernelInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public Dense biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public Dense biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public Dense kernelRegularizer(String id) {
        return kernelRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Dense kernelRegularizer(Regularizer penalty) {
        return with("kernelRegularizer", penalty);
    }

    /** Default: none. */
    public Dense biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Dense biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public Dense kernelConstraint(String id) {
        return kernelConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Dense kernelConstraint(Constraint projection) {
        return with("kernelConstraint", projection);
    }

    /** Default: none. */
    public Dense biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Dense biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }

    @Override
    protected void build(Shape input) {
        Check.rankAtLeast(this, input, 2);
        long in = Check.knownAxis(this, input, -1);
        kernel = weight(
                "kernel",
                new Shape(in, config.units),
                config.kernelInitializer,
                config.kernelRegularizer,
                config.kernelConstraint);
        if (config.useBias) {
            bias = weight(
                    "bias",
                    new Shape(config.units),
                    config.biasInitializer,
                    config.biasRegularizer,
                    config.biasConstraint);
        }
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Check.axis(this, x.shape(), -1, kernel.size(0));
        Tensor y = bias == null ? Ops.matmul(x, kernel) : Ops.linear(x, kernel, bias);
        return config.activation.apply(y);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
