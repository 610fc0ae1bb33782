package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** {@code keras.random}: what is drawn anew each time the program runs. */
abstract class RandomOps extends RecurrentOps {
    RandomOps() {}

    /** Uniform numbers from {@code [min, max)}. */
    public static Tensor randomUniform(Shape shape, double min, double max, DataType type) {
        String code = "torch.rand(" + Code.ints(shape.getShape()) + ", dtype=" + Code.type(type) + ", device={device})";
        Tensor u = Primitive.constant("uniform", code, shape, type);
        return max - min == 1 && min == 0 ? u : u.multiply(max - min).add(min);
    }

    /** Normal numbers. */
    public static Tensor randomNormal(Shape shape, double mean, double stddev, DataType type) {
        String code =
                "torch.randn(" + Code.ints(shape.getShape()) + ", dtype=" + Code.type(type) + ", device={device})";
        Tensor n = Primitive.constant("normal", code, shape, type);
        Tensor scaled = stddev == 1 ? n : n.multiply(stddev);
        return mean == 0 ? scaled : scaled.add(mean);
    }

    /** Normal numbers redrawn when they lie more than two standard deviations from the mean. */
    public static Tensor truncatedNormal(Shape shape, double mean, double stddev, DataType type) {
        // The inverse of the normal distribution, over the part of (0, 1) that belongs to two standard deviations.
        double low = 0.022750131948179195;
        Tensor u = randomUniform(shape, 2 * low - 1, 1 - 2 * low, type);
        return clip(erfinv(u).multiply(Math.sqrt(2)), -2, 2).multiply(stddev).add(mean);
    }

    /**
     * Inverted dropout: each element is 0 with probability {@code rate}, the others grow by {@code 1 / (1 - rate)}.
     *
     * @param noiseShape the shape of the mask, broadcast to {@code x}: 1 drops along a whole axis, -1 takes the axis of {@code x}
     */
    public static Tensor dropout(Tensor x, double rate, Shape noiseShape) {
        if (rate == 0) {
            return x;
        }
        long[] noise = noiseShape.getShape().clone();
        boolean whole = true;
        for (int i = 0; i < noise.length; i++) {
            noise[i] = noise[i] < 0 ? x.shape().get(i) : noise[i];
            whole &= noise[i] == x.shape().get(i);
        }
        if (whole && isSmall(x.shape())) {
            return Primitive.of(
                    "dropout", "torch.dropout({0}, " + Code.number(rate) + ", True)", x.shape(), x.dataType(), x);
        }
        return x.multiply(dropoutMask(x, new Shape(noise), rate));
    }

    /** 0 with probability {@code rate}, else {@code 1 / (1 - rate)}; unknown axes of {@code shape} are those of {@code like}. */
    public static Tensor dropoutMask(Tensor like, Shape shape, double rate) {
        if (rate == 1) {
            return fullLike(like, shape, 0, like.dataType());
        }
        if (!isSmall(shape)) {
            return DropoutMask.of(like, shape, rate);
        }
        String code = "torch.dropout(torch.ones(" + Code.sizes(shape, 0) + ", dtype=" + Code.type(like.dataType())
                + ", device={device}), " + Code.number(rate) + ", True)";
        return Primitive.constant("dropout_mask", code, shape, like.dataType(), like);
    }

    /** True when drawing a mask's numbers one by one costs less than the operations that would draw several at once. */
    private static boolean isSmall(Shape shape) {
        return Arrays.stream(shape.getShape()).filter(d -> d > 0).reduce(1, (a, b) -> a * b) < 128;
    }
}
