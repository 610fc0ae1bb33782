package jeras.zoo;

import ai.djl.ndarray.types.Shape;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.layers.Resizing;

/** Reads one image file of any size as pixels for a model. */
final class ImageFile {
    private static final long MOST_PIXELS = 100_000_000;

    /** Less for strangers: a file of a few bytes may become so many pixels. */
    private static final long MOST_PIXELS_SENT = 20_000_000;

    private ImageFile() {}

    /**
     * What a model takes.
     *
     * @param height rows of pixels
     * @param width columns of pixels
     * @param channels 1 for grey, 3 for red, green and blue
     * @param maxPixel the value of a fully lit pixel
     * @param darkBackground whether all images that it was trained with are bright on dark; one that is dark on bright, as
     *     ink on paper, is then inverted
     * @param antialias whether all pixels of a larger image count; if not, it is resized as Keras resizes a folder of images
     */
    record Target(int height, int width, int channels, double maxPixel, boolean darkBackground, boolean antialias) {
        /** {@code (height, width, channels)}. */
        Shape shape() {
            return new Shape(height, width, channels);
        }
    }

    /**
     * Reads an image.
     *
     * @return float32 {@code (height, width, channels)}
     * @throws InvalidArgumentException if there is no such file
     * @throws FileFormatException if it is no image that Java can read, or is damaged or too large
     */
    static Array read(Path file, Target target) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is no image " + file + ".",
                    "the name of an image file",
                    Files.isDirectory(file) ? "a folder" : "no such file",
                    "correct the name"));
        }
        return fitted(
                jeras.utils.ImageFile.decode(
                        file, MOST_PIXELS, (problem, received) -> unreadable(file.toString(), MOST_PIXELS, received)),
                target);
    }

    /**
     * As {@link #read}, from the bytes of a file that comes from a network.
     *
     * @throws FileFormatException if it is no image that Java can read, or is damaged or too large
     */
    static Array read(byte[] file, Target target) {
        String name = "of " + file.length + " bytes";
        return fitted(
                jeras.utils.ImageFile.decode(
                        file, MOST_PIXELS_SENT, (problem, received) -> unreadable(name, MOST_PIXELS_SENT, received)),
                target);
    }

    private static Array fitted(BufferedImage image, Target target) {
        if (target.antialias()) {
            return finished(pixels(scaled(image, target), target.channels()), target);
        }
        Array whole = pixels(onWhite(image, image.getWidth(), image.getHeight()), target.channels());
        return finished(Resizing.of(target.height(), target.width()).apply(whole), target);
    }

    private static FileFormatException unreadable(String image, long mostPixels, String received) {
        return new FileFormatException(JerasException.message(
                "The image " + image + " cannot be read.",
                "a JPEG, PNG, GIF, BMP or TIFF file of up to " + mostPixels / 1_000_000 + " million pixels",
                received,
                "copy it again, convert it to PNG, or leave it out"));
    }

    /** Halved until the last step is short: each pixel then counts, where one great step would skip most of them. */
    private static BufferedImage scaled(BufferedImage image, Target target) {
        BufferedImage current = image;
        int width = image.getWidth();
        int height = image.getHeight();
        do {
            width = Math.max(target.width(), width > 2 * target.width() ? (width + 1) / 2 : target.width());
            height = Math.max(target.height(), height > 2 * target.height() ? (height + 1) / 2 : target.height());
            current = onWhite(current, width, height);
        } while (width != target.width() || height != target.height());
        return current;
    }

    /** What is transparent stands on white, as on a page. */
    private static BufferedImage onWhite(BufferedImage image, int width, int height) {
        BufferedImage next = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = next.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        return next;
    }

    /** The colours from 0 to 255, {@code (height, width, channels)}. */
    private static Array pixels(BufferedImage image, int channels) {
        int width = image.getWidth();
        int count = image.getHeight() * width;
        float[] values = new float[count * channels];
        for (int i = 0; i < count; i++) {
            int rgb = image.getRGB(i % width, i / width);
            if (channels == 1) {
                values[i] = grey(rgb);
            } else {
                values[3 * i] = rgb >> 16 & 0xFF;
                values[3 * i + 1] = rgb >> 8 & 0xFF;
                values[3 * i + 2] = rgb & 0xFF;
            }
        }
        return Array.of(values, image.getHeight(), width, channels);
    }

    /** In the range, and of the background, that the model knows. */
    private static Array finished(Array image, Target target) {
        float[] values = image.toFloatArray();
        boolean invert = target.darkBackground() && isBrightAtTheBorder(values, target);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((invert ? 255 - values[i] : values[i]) / 255 * target.maxPixel());
        }
        return Array.of(values, target.height(), target.width(), target.channels());
    }

    /** How light a colour is, from 0 to 255, by the weights of ITU-R BT.601. */
    static int grey(int rgb) {
        return Math.round(0.299f * (rgb >> 16 & 0xFF) + 0.587f * (rgb >> 8 & 0xFF) + 0.114f * (rgb & 0xFF));
    }

    private static boolean isBrightAtTheBorder(float[] values, Target target) {
        double sum = 0;
        int count = 0;
        int row = target.width() * target.channels();
        for (int i = 0; i < values.length; i++) {
            int y = i / row;
            int x = i % row / target.channels();
            if (y == 0 || x == 0 || y == target.height() - 1 || x == target.width() - 1) {
                sum += values[i];
                count++;
            }
        }
        return sum / count > 127.5;
    }
}
