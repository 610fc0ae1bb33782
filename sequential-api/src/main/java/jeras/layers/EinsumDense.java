package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.FanInitializer;
import jeras.initializers.Fans;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.regularizers.Regularizer;

/**
 * A dense layer over any axes: {@code y = activation(einsum(equation, x, kernel) + bias)}.
 *
 * <ul>
 *   <li>input and output: the axes that the equation names, {@code ...} for any others at its left or right end
 *   <li>kernel: the axes that the equation names
 *   <li>bias: the axes of the output from the first of {@code biasAxes} on, of length 1 where they are not among them
 * </ul>
 *
 * <pre>{@code
 * EinsumDense.of("abc,cd->abd", -1, 64).biasAxes("d")
 * EinsumDense.of("...x,xy->...y", 64)
 * }</pre>
 *
 * @see <a href="https://keras.io/api/layers/core_layers/einsum_dense/">keras.layers.EinsumDense</a>
 */
public final class EinsumDense extends KerasLayer<EinsumDense, EinsumDense.Config> {
    private final EinsumEquation equation;
    private Variable kernel;
    private Variable bias;

    /** Keras's arguments; in {@code outputShape} null stands for the input's own length. */
    record Config(
            String equation,
            List<Integer> outputShape,
            Activation activation,
            String biasAxes,
            Initializer kernelInitializer,
            Initializer biasInitializer,
            Regularizer kernelRegularizer,
            Regularizer biasRegularizer,
            Constraint kernelConstraint,
            Constraint biasConstraint) {
        Config {
            equation = equation.replace(" ", "");
        }
    }

    EinsumDense(Config config) {
        super(config, EinsumDense::new);
        equation = EinsumEquation.of(config.equation);
    }

    /**
     * A layer for an equation of input, kernel and output, such as {@code "abc,cd->abd"}.
     *
     * @param outputShape the lengths of the output's axes without the batch and those that dots stand for; -1 takes the input's
     */
    public static EinsumDense of(String equation, int... outputShape) {
        List<Integer> lengths = new ArrayList<>();
        for (int n : outputShape) {
            lengths.add(n == -1 ? null : (Integer) n);
        }
        return new EinsumDense(new Config(
                equation,
                Collections.unmodifiableList(lengths),
                Activation.of("linear"),
                null,
                Initializer.of("glorot_uniform"),
                Initializer.of("zeros"),
                null,
                null,
                null,
                null));
    }

    /** Default: {@code linear}. */
    public EinsumDense activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code linear}. */
    public EinsumDense activation(Activation activation) {
        return with("activation", activation);
    }

    /** The letters of the output's axes along which the bias differs. Default: no bias. */
    public EinsumDense biasAxes(String biasAxes) {
        return with("biasAxes", biasAxes);
    }

    /** Default: {@code glorot_uniform}. */
    public EinsumDense kernelInitializer(String id) {
        return kernelInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public EinsumDense kernelInitializer(Initializer initializer) {
        return with("kernelInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public EinsumDense biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public EinsumDense biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public EinsumDense kernelRegularizer(String id) {
        return kernelRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public EinsumDense kernelRegularizer(Regularizer penalty) {
        return with("kernelRegularizer", penalty);
    }

    /** Default: none. */
    public EinsumDense biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public EinsumDense biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public EinsumDense kernelConstraint(String id) {
        return kernelConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public EinsumDense kernelConstraint(Constraint projection) {
        return with("kernelConstraint", projection);
    }

    /** Default: none. */
    public EinsumDense biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public EinsumDense biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }

    @Override
    protected void build(Shape input) {
        EinsumEquation.Plan plan = equation.plan(this, input, config.outputShape, config.biasAxes);
        kernel = weight(
                "kernel", plan.kernel(), kernelInitializer(plan), config.kernelRegularizer, config.kernelConstraint);
        if (plan.bias() != null) {
            bias = weight("bias", plan.bias(), config.biasInitializer, config.biasRegularizer, config.biasConstraint);
        }
    }

    /** The equation says which axes are inputs; by their order alone an initializer could not know. */
    private Initializer kernelInitializer(EinsumEquation.Plan plan) {
        if (config.kernelInitializer instanceof FanInitializer fan) {
            Fans fans = Fans.of(plan.kernel(), plan.inputAxes(), plan.outputAxes());
            return (Shape shape, DataType type) -> fan.apply(shape, type, fans);
        }
        return config.kernelInitializer;
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        int summed = equation.contracted();
        boolean plain = summed > 0 && unknown(x.shape().slice(1)) <= 1;
        Tensor y = plain ? product(x, summed) : Ops.einsum(config.equation, x, kernel);
        boolean added = plain && whole(summed);
        return config.activation.apply(bias == null || added ? y : y.add(bias));
    }

    /** As one matrix product, with the bias where it lies along all axes that the product makes. */
    private Tensor product(Tensor x, int summed) {
        long in = kernel.shape().slice(0, summed).size();
        Shape made = kernel.shape().slice(summed);
        Shape free = x.shape().slice(0, x.rank() - summed);
        Tensor flat = summed == 1 ? x : Ops.reshape(x, free.add(in)); // (free..., in)
        Tensor matrix = kernel.rank() == 2 ? kernel : Ops.reshape(kernel, in, made.size());
        Tensor y = whole(summed)
                ? Ops.linear(flat, matrix, Ops.reshape(bias, made.size()))
                : Ops.matmul(flat, matrix); // (free..., made)
        return made.dimension() == 1 ? y : Ops.reshape(y, free.addAll(made));
    }

    private boolean whole(int summed) {
        return bias != null && bias.shape().equals(kernel.shape().slice(summed));
    }

    private static long unknown(Shape shape) {
        return Arrays.stream(shape.getShape()).filter(d -> d < 0).count();
    }
}
