package jeras.utils;

import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Images in another size, with TensorFlow's numbers, which are Keras's; in Java, so that many threads can do it beside a training.
 *
 * @param method Keras's id of the interpolation
 * @param crops whether to cut out the largest middle part of the new shape first
 * @param pads whether to fit the image in, with 0 around it
 */
public record ImageResize(String method, boolean crops, boolean pads) {
    public ImageResize {
        ResizeMethod.of(method);
        if (crops && pads) {
            throw new InvalidArgumentException(JerasException.message(
                    "Images cannot be resized so.",
                    "cropToAspectRatio or padToAspectRatio",
                    "both",
                    "leave one of them out"));
        }
    }

    /** A row of pixels as numbers. */
    public interface Rows {
        /** Copies the channels of the pixels of a row. */
        void read(int row, float[] into);
    }

    /** The pixels of a file in another size: {@code (height, width, channels)} from 0 to 255. */
    public float[] resized(PixelImage image, int height, int width) {
        int length = image.width() * image.channels();
        byte[] values = image.values();
        return resized(
                (row, into) -> {
                    int from = row * length;
                    for (int i = 0; i < length; i++) {
                        into[i] = values[from + i] & 0xff;
                    }
                },
                image.height(),
                image.width(),
                image.channels(),
                height,
                width);
    }

    /** Rows {@code (rows, columns, channels)} in another size: {@code (height, width, channels)}. */
    public float[] resized(Rows image, int rows, int columns, int channels, int height, int width) {
        if (crops) {
            int cropHeight = Math.max(1, Math.min(rows, (int) ((float) ((long) columns * height) / width)));
            int cropWidth = Math.max(1, Math.min(columns, (int) ((float) ((long) rows * width) / height)));
            int top = (rows - cropHeight) / 2;
            int left = (columns - cropWidth) / 2;
            float[] row = new float[columns * channels];
            Rows part = (y, into) -> {
                image.read(top + y, row);
                System.arraycopy(row, left * channels, into, 0, cropWidth * channels);
            };
            return scaled(part, cropHeight, cropWidth, channels, height, width);
        }
        return pads
                ? padded(image, rows, columns, channels, height, width)
                : scaled(image, rows, columns, channels, height, width);
    }

    private float[] padded(Rows image, int rows, int columns, int channels, int height, int width) {
        float ratio = Math.max(columns / (float) width, rows / (float) height);
        float scaledHeight = rows / ratio;
        float scaledWidth = columns / ratio;
        int innerHeight = Math.max(1, (int) scaledHeight);
        int innerWidth = Math.max(1, (int) scaledWidth);
        int top = Math.max(0, (int) Math.floor((height - scaledHeight) / 2));
        int left = Math.max(0, (int) Math.floor((width - scaledWidth) / 2));
        float[] inner = scaled(image, rows, columns, channels, innerHeight, innerWidth);
        float[] all = new float[height * width * channels];
        for (int y = 0; y < innerHeight; y++) {
            System.arraycopy(
                    inner,
                    y * innerWidth * channels,
                    all,
                    ((top + y) * width + left) * channels,
                    innerWidth * channels);
        }
        return all;
    }

    /** Along the rows first, those that are needed; an output row is then a sum of a few of them. */
    private float[] scaled(Rows image, int rows, int columns, int channels, int height, int width) {
        ResizeMethod kernel = ResizeMethod.of(method);
        ResizeMethod.Weights down = kernel.weights(rows, height);
        ResizeMethod.Weights along = kernel.weights(columns, width);
        float[] result = new float[Math.multiplyExact(Math.multiplyExact(height, width), channels)];
        float[] read = new float[columns * channels];
        float[][] narrowed = new float[rows][];
        int length = width * channels;
        for (int y = 0; y < height; y++) {
            int first = down.first()[y];
            float[] weights = down.values()[y];
            for (int k = 0; k < weights.length; k++) {
                int row = first + k;
                if (narrowed[row] == null) {
                    image.read(row, read);
                    narrowed[row] = narrowed(read, channels, along);
                }
                float weight = weights[k];
                float[] values = narrowed[row];
                int at = y * length;
                for (int i = 0; i < length; i++) {
                    result[at + i] += weight * values[i];
                }
            }
            forget(narrowed, y == 0 ? 0 : down.first()[y - 1], first);
        }
        return result;
    }

    private static void forget(float[][] rows, int from, int to) {
        for (int row = from; row < to; row++) {
            rows[row] = null;
        }
    }

    private static float[] narrowed(float[] row, int channels, ResizeMethod.Weights along) {
        int width = along.first().length;
        float[] narrowed = new float[width * channels];
        for (int x = 0; x < width; x++) {
            float[] weights = along.values()[x];
            int from = along.first()[x] * channels;
            for (int k = 0; k < weights.length; k++) {
                float weight = weights[k];
                for (int c = 0; c < channels; c++) {
                    narrowed[x * channels + c] += weight * row[from + k * channels + c];
                }
            }
        }
        return narrowed;
    }
}
