package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * Its inputs joined along an axis. When one of them has a mask, the output has: joined where the inputs are joined
 * along the steps, else keeping what any of them keeps.
 *
 * <ul>
 *   <li>inputs {@code (batch, ..., n1)}, {@code (batch, ..., n2)}, ..., output {@code (batch, ..., n1 + n2 + ...)}
 * </ul>
 *
 * <pre>{@code Concatenate.of().apply(a, b)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/concatenate/">keras.layers.Concatenate</a>
 */
public final class Concatenate extends KerasLayer<Concatenate, Concatenate.Config> {
    /** Keras's arguments. */
    record Config(int axis) {}

    Concatenate(Config config) {
        super(config, Concatenate::new);
    }

    public static Concatenate of() {
        return new Concatenate(new Config(-1));
    }

    /** The axis along which to join, 0 being the batch. Default: -1. */
    public Concatenate axis(int axis) {
        return with("axis", axis);
    }

    @Override
    protected void build(List<Shape> inputs) {
        Shape first = inputs.get(0);
        int axis = Shapes.axis(config.axis, first.dimension());
        for (Shape s : inputs) {
            if (s.dimension() != first.dimension()
                    || !Shapes.compatible(Shapes.with(s, axis, -1), Shapes.with(first, axis, -1))) {
                throw new ShapeMismatchException(JerasException.message(
                        titleAndPlace() + " cannot join its inputs along axis " + config.axis + ".",
                        "equal shapes except on that axis",
                        String.join(", ", inputs.stream().map(Shapes::text).toList()),
                        "choose another axis, or bring them to the same shape"));
            }
        }
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        return List.of(Ops.concatenate(inputs, config.axis));
    }

    @Override
    protected Tensor computeMask(List<Tensor> inputs, int output) {
        if (inputs.stream().allMatch(x -> x.mask() == null)) {
            return null;
        }
        int axis = Shapes.axis(config.axis, inputs.get(0).rank());
        List<Tensor> masks = inputs.stream().map(Concatenate::mask).toList();
        return axis < masks.get(0).rank()
                ? Ops.concatenate(masks, axis)
                : masks.stream().reduce(Ops::logicalOr).orElseThrow();
    }

    /** The input's mask; one that keeps all steps when it has none. */
    private static Tensor mask(Tensor x) {
        Shape steps = x.shape().slice(0, x.rank() - 1);
        return x.mask() == null ? Ops.fullLike(x, steps, 1, DataType.BOOLEAN) : x.mask();
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
