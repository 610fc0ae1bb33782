package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * A function over {@link Ops}, without weights, as a layer. A model with one trains and predicts, but cannot be saved:
 * write a layer of your own for that.
 *
 * <ul>
 *   <li>inputs and output of any shape
 * </ul>
 *
 * <pre>{@code Lambda.of(x -> Ops.square(x).add(1))}</pre>
 *
 * @see <a href="https://keras.io/api/layers/core_layers/lambda/">keras.layers.Lambda</a>
 */
public final class Lambda extends KerasLayer<Lambda, Lambda.Config> {
    /** Keras's arguments; what {@code arguments} holds in Keras a Java lambda captures, and shapes are inferred. */
    record Config(Function<List<Tensor>, Tensor> function, BinaryOperator<Tensor> mask, List<Long> outputShape) {}

    Lambda(Config config) {
        super(config, Lambda::new);
    }

    /** A function of one input. */
    public static Lambda of(UnaryOperator<Tensor> function) {
        return new Lambda(new Config(inputs -> function.apply(inputs.get(0)), null, null));
    }

    /** A function of several inputs: {@code Lambda.ofList(x -> Ops.matmul(x.get(0), x.get(1))).apply(a, b)}. */
    public static Lambda ofList(Function<List<Tensor>, Tensor> function) {
        return new Lambda(new Config(function, null, null));
    }

    /**
     * The output's mask, from the first input and its mask, which is null when there is none. Default: the output has
     * no mask.
     */
    public Lambda mask(BinaryOperator<Tensor> mask) {
        return with("mask", mask);
    }

    /**
     * What the function gives for a sample, without the batch; -1 for any length. It is inferred: this only has it checked while the
     * model is built. Default: not checked.
     */
    public Lambda outputShape(long... shape) {
        return with("outputShape", LongStream.of(shape).boxed().toList());
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        Tensor output = config.function.apply(inputs);
        if (config.outputShape != null) {
            Shape wanted = Shapes.withBatch(
                    config.outputShape.stream().mapToLong(length -> length).toArray());
            if (!Shapes.compatible(wanted, output.shape())) {
                throw new ShapeMismatchException(JerasException.message(
                        titleAndPlace() + " does not give what it declares.",
                        Shapes.text(wanted),
                        Shapes.text(output.shape()),
                        "correct the function, or leave out outputShape(...): it is inferred"));
            }
        }
        return List.of(output);
    }

    @Override
    protected Tensor computeMask(List<Tensor> inputs, int output) {
        Tensor first = inputs.get(0);
        return config.mask == null ? null : config.mask.apply(first, first.mask());
    }

    @Override
    boolean treatsSamplesAlone(boolean training) {
        return false;
    }
}
