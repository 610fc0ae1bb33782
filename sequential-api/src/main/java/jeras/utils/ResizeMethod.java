package jeras.utils;

import java.util.Arrays;
import java.util.Locale;
import jeras.InvalidArgumentException;

/** TensorFlow's ways of resizing images without smoothing, as the weights of input pixels in output pixels along one axis. */
enum ResizeMethod {
    BILINEAR(1),
    NEAREST(0),
    BICUBIC(2),
    AREA(0),
    LANCZOS3(3),
    LANCZOS5(5),
    GAUSSIAN(1.5),
    MITCHELLCUBIC(2);

    /** TensorFlow reads the cubic's weights from a table with so many steps between two pixels. */
    private static final int CUBIC_STEPS = 1024;

    private static final double SMALLEST_SUM = 1000 * Float.MIN_NORMAL;

    private final double radius;

    ResizeMethod(double radius) {
        this.radius = radius;
    }

    /** By Keras's id. */
    static ResizeMethod of(String id) {
        for (ResizeMethod method : values()) {
            if (method.name().equals(id.toUpperCase(Locale.ROOT))) {
                return method;
            }
        }
        throw new InvalidArgumentException(Suggestions.unknown(
                "interpolation",
                id,
                Arrays.stream(values())
                        .map(m -> m.name().toLowerCase(Locale.ROOT))
                        .toList()));
    }

    /**
     * The weights along an axis.
     *
     * @param first the first input pixel of each output pixel
     * @param values the weights of it and those after it
     */
    record Weights(int[] first, float[][] values) {}

    Weights weights(int in, int out) {
        int[] first = new int[out];
        float[][] values = new float[out][];
        float scale = in / (float) out;
        for (int i = 0; i < out; i++) {
            switch (this) {
                case NEAREST -> {
                    first[i] = Math.min((int) Math.floor((i + 0.5f) * scale), in - 1);
                    values[i] = new float[] {1};
                }
                case AREA -> area(i, scale, in, first, values);
                default -> kernel(i, scale, in, first, values);
            }
        }
        return new Weights(first, values);
    }

    /** The share of each input pixel that lies under the output pixel. */
    private static void area(int i, float scale, int in, int[] first, float[][] values) {
        float begin = i * scale;
        float end = (i + 1) * scale;
        int from = (int) Math.floor(begin);
        int to = Math.min(in, (int) Math.ceil(end));
        first[i] = from;
        values[i] = new float[to - from];
        for (int j = from; j < to; j++) {
            values[i][j - from] = (Math.min(end, j + 1) - Math.max(begin, j)) / scale;
        }
    }

    private void kernel(int i, float scale, int in, int[] first, float[][] values) {
        double sample = (i + 0.5f) * scale - 0.5f;
        if (this == BICUBIC) {
            double whole = Math.floor(sample);
            sample = whole + Math.rint((sample - whole) * CUBIC_STEPS) / CUBIC_STEPS;
        }
        int from = Math.max(0, (int) Math.ceil(sample - radius));
        int to = Math.min(in - 1, (int) Math.floor(sample + radius));
        first[i] = from;
        values[i] = new float[to - from + 1];
        double sum = 0;
        for (int j = from; j <= to; j++) {
            double weight = kernel(Math.abs(j - sample));
            values[i][j - from] = (float) weight;
            sum += weight;
        }
        for (int k = 0; k < values[i].length; k++) {
            values[i][k] = Math.abs(sum) < SMALLEST_SUM ? 0 : (float) (values[i][k] / sum);
        }
    }

    private double kernel(double d) {
        if (d > radius) {
            return 0;
        }
        return switch (this) {
            case BILINEAR -> 1 - d;
            // Keys' cubic with a = -1/2.
            case BICUBIC -> d < 1 ? (1.5 * d - 2.5) * d * d + 1 : ((-0.5 * d + 2.5) * d - 4) * d + 2;
            case GAUSSIAN -> Math.exp(-d * d / (2 * (radius / 3) * (radius / 3)));
            // Mitchell and Netravali's cubic with B = C = 1/3.
            case MITCHELLCUBIC ->
                d < 1 ? (7 / 6.0 * d - 2) * d * d + 8 / 9.0 : ((-7 / 18.0 * d + 2) * d - 10 / 3.0) * d + 16 / 9.0;
            default ->
                d <= 1e-3
                        ? 1
                        : radius * Math.sin(Math.PI * d) * Math.sin(Math.PI * d / radius) / (Math.PI * Math.PI * d * d);
        };
    }
}
