package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** {@code keras.ops}: choices and loops over the values of tensors. Over Java's values use Java's own. */
abstract class ControlOps extends SignalOps {
    ControlOps() {}

    /**
     * What one of two functions gives; the other is not computed.
     *
     * @param condition a boolean scalar
     * @param whenTrue gives a tensor of the same shape and data type as {@code whenFalse}
     */
    public static Tensor cond(Tensor condition, Supplier<Tensor> whenTrue, Supplier<Tensor> whenFalse) {
        return condAll(condition, () -> List.of(whenTrue.get()), () -> List.of(whenFalse.get()))
                .get(0);
    }

    /** As {@link #cond}, of functions that give several tensors. */
    public static List<Tensor> condAll(
            Tensor condition, Supplier<List<Tensor>> whenTrue, Supplier<List<Tensor>> whenFalse) {
        return Branch.of(condition, List.of(whenFalse, whenTrue)).outputs();
    }

    /**
     * What one of several functions gives; the others are not computed. A number below 0 takes the first, one too large the last.
     *
     * @param index a scalar, the place of the function
     * @param branches each gives the same shape and data type
     * @see <a href="https://keras.io/api/ops/core/#switch-function">keras.ops.switch</a>
     */
    public static Tensor switchCase(Tensor index, List<? extends Supplier<Tensor>> branches) {
        List<Supplier<List<Tensor>>> each = new ArrayList<>();
        branches.forEach(b -> each.add(() -> List.of(b.get())));
        return Branch.of(index, each).outputs().get(0);
    }

    /** Repeats a step as long as the condition, of the state, holds. */
    public static Tensor whileLoop(Function<Tensor, Tensor> condition, UnaryOperator<Tensor> step, Tensor initial) {
        return whileLoop(s -> condition.apply(s.get(0)), s -> List.of(step.apply(s.get(0))), List.of(initial))
                .get(0);
    }

    /**
     * Repeats a step as long as the condition holds.
     *
     * @param condition gives a boolean scalar
     * @param step gives new states of the shapes and data types of the old ones
     * @return the last states
     */
    public static List<Tensor> whileLoop(
            Function<List<Tensor>, Tensor> condition, UnaryOperator<List<Tensor>> step, List<Tensor> initial) {
        return While.of(condition, step, initial, -1).outputs();
    }

    /** As {@link #whileLoop(Function, UnaryOperator, List)}, with at most so many steps. */
    public static List<Tensor> whileLoop(
            Function<List<Tensor>, Tensor> condition,
            UnaryOperator<List<Tensor>> step,
            List<Tensor> initial,
            long maximumIterations) {
        return While.of(condition, step, initial, maximumIterations).outputs();
    }

    /**
     * Repeats a step for each whole number from {@code lower} up to, without, {@code upper}.
     *
     * @param step of the number, an int32 scalar, and the state
     */
    public static Tensor foriLoop(long lower, long upper, BinaryOperator<Tensor> step, Tensor initial) {
        Tensor first = full(new Shape(), (double) lower, DataType.INT32);
        return whileLoop(
                        s -> less(s.get(0), (double) upper),
                        s -> List.of(s.get(0).add(1), step.apply(s.get(0), s.get(1))),
                        List.of(first, initial))
                .get(1);
    }

    /** What a function gives of each slice of the first axis, stacked. */
    public static Tensor map(UnaryOperator<Tensor> function, Tensor x) {
        return scan((states, elements) -> List.of(function.apply(elements.get(0))), List.of(), List.of(x), 0, false)
                .get(0);
    }

    /** As {@link #map}. The program takes the slices one after the other. */
    public static Tensor vectorizedMap(UnaryOperator<Tensor> function, Tensor x) {
        return map(function, x);
    }

    /**
     * The running result of an associative function along an axis: the first slice, the function of the first two, of that and
     * the third, and so on.
     */
    public static Tensor associativeScan(BinaryOperator<Tensor> function, Tensor x, int axis) {
        int a = Shapes.axis(axis, x.rank());
        Tensor first = getItem(x, ":, ".repeat(a) + "0");
        Tensor rest = getItem(x, ":, ".repeat(a) + "1:");
        List<Tensor> made = scan(
                (states, elements) -> {
                    Tensor next = function.apply(states.get(0), elements.get(0));
                    return List.of(next, next);
                },
                List.of(first),
                List.of(rest),
                a,
                false);
        return concatenate(new ArrayList<>(Arrays.asList(expandDims(first, a), made.get(1))), a);
    }
}
