package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/** {@code keras.ops}: casts, constants, loops and gradients. */
abstract class CoreOps {
    CoreOps() {}

    /** The values in another data type. */
    public static Tensor cast(Tensor x, DataType type) {
        return Operation.of("core.Cast", x).with("dtype", type).one(() -> {
            if (x.dataType() == type) {
                return x;
            }
            String code = "torch.to({0}, " + Code.type(type) + ")";
            return type.isFloating()
                    ? Primitive.of("cast", code, x.shape(), type, x)
                    : Primitive.constant("cast", code, x.shape(), type, x);
        });
    }

    /**
     * A constant: a tensor with these values.
     *
     * @see <a href="https://keras.io/api/ops/core/#converttotensor-function">keras.ops.convert_to_tensor</a>
     */
    public static Tensor convertToTensor(Literal values) {
        return Variable.constant(values);
    }

    /** The same values, through which no gradient flows. */
    public static Tensor stopGradient(Tensor x) {
        return Operation.of("core.StopGradient", x)
                .one(() -> Primitive.constant("stop_gradient", "torch.detach({0})", x.shape(), x.dataType(), x));
    }

    /** A tensor filled with one number. */
    public static Tensor full(Shape shape, double value, DataType type) {
        String code = "torch.full(" + Code.ints(shape.getShape()) + ", " + Code.number(value, type) + ", dtype="
                + Code.type(type) + ", device={device})";
        return Primitive.constant("full", code, shape, type);
    }

    public static Tensor zeros(Shape shape, DataType type) {
        return full(shape, 0, type);
    }

    public static Tensor ones(Shape shape, DataType type) {
        return full(shape, 1, type);
    }

    public static Tensor zerosLike(Tensor x) {
        return Operation.of("numpy.ZerosLike", x)
                .one(() -> Primitive.constant("zeros_like", "torch.zeros_like({0})", x.shape(), x.dataType(), x));
    }

    public static Tensor onesLike(Tensor x) {
        return Operation.of("numpy.OnesLike", x)
                .one(() -> Primitive.constant("ones_like", "torch.ones_like({0})", x.shape(), x.dataType(), x));
    }

    /**
     * A tensor filled with one number whose unknown axes are those of {@code like}: axis i of the result has the length of axis
     * i of {@code like} where {@code shape} says -1.
     */
    public static Tensor fullLike(Tensor like, Shape shape, double value, DataType type) {
        String code = "torch.full(" + Code.sizes(shape, 0) + ", " + Code.number(value, type) + ", dtype="
                + Code.type(type) + ", device={device})";
        return Primitive.constant("full", code, shape, type, like);
    }

    /** The whole numbers from {@code start} up to, without, {@code stop}: shape {@code (stop - start)}. */
    public static Tensor arange(long start, long stop, DataType type) {
        String code = "torch.arange(" + start + ", " + stop + ", 1, dtype=" + Code.type(type) + ", device={device})";
        return Primitive.constant("arange", code, new Shape(Math.max(0, stop - start)), type);
    }

    /** The length of an axis as a float scalar; it may be known only when the program runs. */
    public static Tensor length(Tensor x, int axis) {
        int a = Shapes.axis(axis, x.rank());
        String code = "torch.full([], float(" + Code.size(x.shape().get(a), 0, a) + "), dtype=6, device={device})";
        return Primitive.constant("shape", code, new Shape(), DataType.FLOAT32, x);
    }

    /** The number of elements as a float scalar. */
    public static Tensor count(Tensor x) {
        String code = "torch.full([], float(torch.numel({0})), dtype=6, device={device})";
        return Primitive.constant("size", code, new Shape(), DataType.FLOAT32, x);
    }

    /**
     * A loop over one axis: {@code step} gets the states and the elements of all sequences at one place, and gives the new
     * states followed by what is to be collected.
     *
     * @param initial the first states
     * @param sequences tensors of equal length along {@code axis}
     * @param reverse from the last element to the first
     * @return the last states, then each collected sequence, stacked along {@code axis} in the order of the steps taken
     */
    public static List<Tensor> scan(
            BiFunction<List<Tensor>, List<Tensor>, List<Tensor>> step,
            List<Tensor> initial,
            List<Tensor> sequences,
            int axis,
            boolean reverse) {
        int n = initial.size();
        Scan.Step taken = (states, elements) -> {
            List<Tensor> all = step.apply(states, elements);
            return new Scan.Taken(all.subList(0, n), all.subList(n, all.size()));
        };
        return Scan.of(taken, initial, sequences, axis, reverse).outputs();
    }

    /**
     * Changes variables, by assigning them or in place, only when a condition holds as the program runs. Only after the
     * gradients have been taken.
     *
     * @param condition a scalar; one on the CPU costs a GPU no waiting
     */
    public static void when(Tensor condition, Runnable changes) {
        When.record(condition, changes);
    }

    /** A vector of these numbers. */
    public static Tensor vector(DataType type, double... values) {
        String list = Arrays.stream(values).mapToObj(Code::number).collect(Collectors.joining(", "));
        String code = "torch.tensor(annotate(List[float], [" + list + "]), dtype=" + Code.type(type)
                + ", device={device}, requires_grad=False)";
        return Primitive.constant("vector", code, new Shape(values.length), type);
    }

    /** A float scalar on the program's device with the value of one on the CPU. */
    public static Tensor onDevice(Tensor scalar) {
        String code = "torch.full([], float({0}), dtype=6, device={device})";
        return Primitive.constant("scalar", code, new Shape(), DataType.FLOAT32, scalar);
    }

    /** The gradients of a scalar for each source; afterwards nothing takes part in gradients. */
    public static List<Tensor> gradients(Tensor scalar, List<? extends Tensor> sources) {
        return Backward.of(scalar, sources).orElseGet(() -> new Gradients(scalar, sources, false).outputs());
    }

    /**
     * The gradient of a function at a tensor, through which later gradients go on: for penalties on gradients, as in WGAN-GP, or
     * second derivatives. What Python writes as a {@code GradientTape} that watches {@code x}, or as {@code jax.grad}.
     *
     * <pre>{@code Tensor slope = Ops.grad(x -> Ops.sum(Ops.square(critic.apply(x))), images)}</pre>
     *
     * @param function one whose result is a scalar
     * @return the gradient, of the shape of {@code x}; zeros where the result does not depend on it
     */
    public static Tensor grad(UnaryOperator<Tensor> function, Tensor x) {
        // Adding a leaf of zeros makes x take gradients and leaves it what it was computed from.
        Tensor watched = x.add(leaf(Ops.zerosLike(x)));
        Tensor result = function.apply(watched);
        if (result.shape().dimension() != 0) {
            throw new ShapeMismatchException(JerasException.message(
                    "The gradient of a function can be taken only when its result is a scalar.",
                    "shape ()",
                    "shape " + Shapes.text(result.shape()),
                    "sum the result: Ops.sum(...); samples that do not depend on each other keep their own gradients"));
        }
        if (Gradients.reachable(result, List.of(watched)).isEmpty()) {
            return Ops.zerosLike(x);
        }
        return new Gradients(result, List.of(watched), true).outputs().get(0);
    }

    /** Records the body with nothing in it taking part in gradients that are taken later. */
    public static void withoutGradients(Runnable body) {
        new GradientMode(false);
        body.run();
        new GradientMode(true);
    }

    /** Those sources that a scalar depends on through operations that have a gradient. */
    public static <T extends Tensor> List<T> differentiable(Tensor scalar, List<T> sources) {
        return Gradients.reachable(scalar, sources);
    }

    /** A tensor of its own that takes gradients, with the values of {@code x}. */
    public static Tensor leaf(Tensor x) {
        return Primitive.constant("leaf", "torch.requires_grad_(torch.detach({0}))", x.shape(), x.dataType(), x);
    }

    /** A tensor with memory of its own, in row-major order. */
    public static Tensor materialize(Tensor x) {
        return Primitive.of("materialize", "torch.contiguous(torch.clone({0}))", x.shape(), x.dataType(), x);
    }

    /** Starts the device's random numbers anew at this place of the program. */
    public static void seed(long seed) {
        Primitive.effect("seed", "torch.manual_seed(" + seed + ")", List.of());
    }

    /** Overwrites the values of one tensor with those of another of the same shape. */
    public static void copyInto(Tensor target, Tensor source) {
        Primitive.effect("copy", "torch.copy_({0}, {1})", List.of(target, source));
    }
}
