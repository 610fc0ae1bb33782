package jeras.callbacks;

import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
import jeras.Array;

/**
 * A weight as a picture, its smallest number black and its greatest white; one pixel a number. Kernels of convolutions lie side by
 * side, those of one output in a column; there Keras shows three, clipped to 0 to 1, and none of more than four outputs.
 */
final class KernelPicture {
    private static final int LONGEST = 2048;

    private final double[] values;
    private final double min;
    private final double range;

    private KernelPicture(double[] values) {
        this.values = values;
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        min = Arrays.stream(finite).min().orElse(0);
        double max = Arrays.stream(finite).max().orElse(0);
        range = max > min ? max - min : 1;
    }

    /** Empty for weights of other ranks, and for those that are too large to be looked at. */
    static Optional<BufferedImage> of(Array weight) {
        long[] dims =
                Arrays.stream(weight.shape().getShape()).filter(d -> d != 1).toArray();
        if (weight.size() == 0
                || weight.size() > (long) LONGEST * LONGEST
                || !weight.dataType().isFloating()) {
            return Optional.empty();
        }
        KernelPicture picture = new KernelPicture(weight.toDoubleArray());
        Shape shape = weight.shape();
        if (shape.dimension() == 4) {
            return picture.tiles((int) shape.get(0), (int) shape.get(1), (int) shape.get(2), (int) shape.get(3));
        }
        return switch (dims.length) {
            case 0, 1 -> picture.table(1, (int) weight.size(), false);
            // The longer side lies, as in Keras.
            case 2 -> picture.table((int) dims[0], (int) dims[1], dims[0] > dims[1]);
            case 3 -> picture.tiles((int) dims[0], (int) dims[1], 1, (int) dims[2]);
            default -> Optional.empty();
        };
    }

    private Optional<BufferedImage> table(int rows, int columns, boolean turned) {
        return image(turned ? columns : rows, turned ? rows : columns).map(image -> {
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    image.setRGB(turned ? r : c, turned ? c : r, gray(values[r * columns + c]));
                }
            }
            return image;
        });
    }

    private Optional<BufferedImage> tiles(int height, int width, int inputs, int outputs) {
        return image(inputs * (height + 1) - 1, outputs * (width + 1) - 1).map(image -> {
            int at = 0;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    for (int i = 0; i < inputs; i++) {
                        for (int o = 0; o < outputs; o++) {
                            image.setRGB(o * (width + 1) + x, i * (height + 1) + y, gray(values[at++]));
                        }
                    }
                }
            }
            return image;
        });
    }

    private static Optional<BufferedImage> image(int rows, int columns) {
        return rows > LONGEST || columns > LONGEST
                ? Optional.empty()
                : Optional.of(new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB));
    }

    private int gray(double value) {
        int level = Double.isFinite(value) ? (int) Math.round(255 * (value - min) / range) : 0;
        return level << 16 | level << 8 | level;
    }
}
