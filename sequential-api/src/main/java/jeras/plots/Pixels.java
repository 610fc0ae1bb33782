package jeras.plots;

import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import jeras.Array;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/** An array as an image. */
final class Pixels {
    private Pixels() {}

    /** Numbers from {@code low}, black, to {@code high}; {@code (height, width)} or {@code (height, width, 1 or 3)}. */
    static BufferedImage image(Array array, double low, double high) {
        Shape shape = array.shape();
        long channels = shape.dimension() == 2 ? 1 : shape.dimension() == 3 ? shape.get(2) : 0;
        if (channels != 1 && channels != 3) {
            throw new ShapeMismatchException(JerasException.message(
                    "This array is no image.",
                    "(height, width), (height, width, 1) or (height, width, 3)",
                    shape.toString(),
                    "choose a colour channel, or give images with the channels last"));
        }
        int height = (int) shape.get(0);
        int width = (int) shape.get(1);
        double[] values = array.toDoubleArray();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                int at = channels == 1 ? i : 3 * i + c;
                rgb = rgb << 8 | level(values[at], low, high);
            }
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }

    private static int level(double value, double low, double high) {
        double share = high == low ? 0 : (value - low) / (high - low); // also where black is the greater number
        return (int) Math.round(255 * Math.max(0, Math.min(1, share)));
    }
}
