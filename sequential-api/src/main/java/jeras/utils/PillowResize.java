package jeras.utils;

import java.util.List;
import jeras.InvalidArgumentException;

/**
 * PIL's resizing of images of eight bits, to the last bit: smoothed when they become smaller, in whole numbers.
 *
 * @see <a href="https://pillow.readthedocs.io/en/stable/handbook/concepts.html#filters">Pillow's filters</a>
 */
enum PillowResize {
    NEAREST(0),
    BILINEAR(1),
    BICUBIC(2),
    HAMMING(1),
    BOX(0.5),
    LANCZOS(3);

    private static final int PRECISION = 22;
    private static final int HALF = 1 << (PRECISION - 1);

    private final double radius;

    PillowResize(double radius) {
        this.radius = radius;
    }

    static PillowResize of(String id) {
        List<String> ids = List.of("nearest", "bilinear", "bicubic", "hamming", "box", "lanczos");
        int at = ids.indexOf(id);
        if (at < 0) {
            throw new InvalidArgumentException(Suggestions.unknown("interpolation", id, ids));
        }
        return values()[at];
    }

    /** The part of an image from {@code (left, top)} on, in another size. */
    PixelImage resized(PixelImage image, int top, int left, int cropHeight, int cropWidth, int height, int width) {
        int n = image.channels();
        Weights along = weights(left, cropWidth, image.width(), width);
        Weights down = weights(top, cropHeight, image.height(), height);
        byte[] narrowed = new byte[image.height() * width * n];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < width; x++) {
                pixel(image.values(), y * image.width() * n, n, n, along, x, narrowed, (y * width + x) * n);
            }
        }
        byte[] values = new byte[height * width * n];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixel(narrowed, x * n, width * n, n, down, y, values, (y * width + x) * n);
            }
        }
        return new PixelImage(height, width, n, values);
    }

    private static void pixel(
            byte[] from, int start, int stride, int channels, Weights weights, int place, byte[] to, int at) {
        int[] values = weights.values[place];
        int first = start + weights.first[place] * stride;
        for (int c = 0; c < channels; c++) {
            int sum = HALF;
            for (int k = 0; k < values.length; k++) {
                sum += values[k] * (from[first + k * stride + c] & 0xff);
            }
            to[at + c] = (byte) Math.max(0, Math.min(255, sum >> PRECISION));
        }
    }

    private record Weights(int[] first, int[][] values) {}

    /** The weights along an axis of the pixels from {@code start} on. */
    private Weights weights(int start, int length, int in, int out) {
        Weights weights = new Weights(new int[out], new int[out][]);
        double scale = length / (double) out;
        if (this == NEAREST) {
            double at = start + scale * 0.5;
            for (int i = 0; i < out; i++) {
                weights.first[i] = Math.min((int) at, in - 1);
                weights.values[i] = new int[] {1 << PRECISION};
                at += scale;
            }
            return weights;
        }
        double smooth = Math.max(1, scale);
        double support = radius * smooth;
        for (int i = 0; i < out; i++) {
            double center = start + (i + 0.5) * scale;
            int from = Math.max(0, (int) (center - support + 0.5));
            int to = Math.min(in, (int) (center + support + 0.5));
            double[] exact = new double[to - from];
            double sum = 0;
            for (int k = 0; k < exact.length; k++) {
                exact[k] = kernel((k + from - center + 0.5) / smooth);
                sum += exact[k];
            }
            weights.first[i] = from;
            weights.values[i] = new int[exact.length];
            for (int k = 0; k < exact.length; k++) {
                double fixed = (sum == 0 ? exact[k] : exact[k] / sum) * (1 << PRECISION);
                weights.values[i][k] = (int) (fixed + (fixed < 0 ? -0.5 : 0.5));
            }
        }
        return weights;
    }

    private double kernel(double place) {
        double d = Math.abs(place);
        return switch (this) {
            case BILINEAR -> d < 1 ? 1 - d : 0;
            // Keys' cubic with a = -1/2.
            case BICUBIC -> d < 1 ? (1.5 * d - 2.5) * d * d + 1 : d < 2 ? (((d - 5) * d + 8) * d - 4) * -0.5 : 0;
            case HAMMING -> d == 0 ? 1 : d >= 1 ? 0 : sinc(d) * (0.54 + 0.46 * Math.cos(Math.PI * d));
            case BOX -> place > -0.5 && place <= 0.5 ? 1 : 0;
            case LANCZOS -> d < 3 ? sinc(d) * sinc(d / 3) : 0;
            case NEAREST -> throw new IllegalStateException("weights has it");
        };
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
