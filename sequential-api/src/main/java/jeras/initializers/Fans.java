package jeras.initializers;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * The numbers of input and output units of a weight.
 *
 * @param in the inputs that each output sums over
 * @param out the outputs that each input reaches
 */
public record Fans(long in, long out) {
    /**
     * By the last two axes, {@code (receptive field..., in, out)}, each times the receptive field. A weight with one axis has its
     * length for both, a scalar 1.
     */
    public static Fans of(Shape shape) {
        int rank = shape.dimension();
        if (rank < 2) {
            long length = rank == 0 ? 1 : shape.get(0);
            return new Fans(length, length);
        }
        long field = shape.slice(0, rank - 2).size();
        return new Fans(shape.get(rank - 2) * field, shape.get(rank - 1) * field);
    }

    /** By the axes that hold the inputs and those that hold the outputs, for weights in an order of their own. */
    public static Fans of(Shape shape, int[] inputAxes, int[] outputAxes) {
        return new Fans(product(shape, inputAxes), product(shape, outputAxes));
    }

    private static long product(Shape shape, int[] axes) {
        return Arrays.stream(axes).mapToLong(shape::get).reduce(1, (a, b) -> a * b);
    }
}
