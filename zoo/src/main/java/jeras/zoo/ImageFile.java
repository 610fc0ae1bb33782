package jeras.zoo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Reads one image file of any size as pixels for a model. */
final class ImageFile {
    private static final long MOST_PIXELS = 100_000_000;

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
     */
    record Target(int height, int width, int channels, double maxPixel, boolean darkBackground) {}

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
        return pixels(scaled(decode(file), target), target);
    }

    private static BufferedImage decode(Path file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw unreadable(file, "another format", null);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw unreadable(file, reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels", null);
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // The decoders answer broken files with all kinds of exceptions.
            throw e instanceof JerasException known ? known : unreadable(file, e.toString(), e);
        }
    }

    private static FileFormatException unreadable(Path file, String received, Exception cause) {
        return new FileFormatException(
                JerasException.message(
                        "The image " + file + " cannot be read.",
                        "a JPEG, PNG, GIF, BMP or TIFF file of up to " + MOST_PIXELS / 1_000_000 + " million pixels",
                        received,
                        "convert it to PNG"),
                cause);
    }

    /** Halved until the last step is short: each pixel then counts, where one great step would skip most of them. */
    private static BufferedImage scaled(BufferedImage image, Target target) {
        BufferedImage current = image;
        int width = image.getWidth();
        int height = image.getHeight();
        do {
            width = Math.max(target.width(), width > 2 * target.width() ? (width + 1) / 2 : target.width());
            height = Math.max(target.height(), height > 2 * target.height() ? (height + 1) / 2 : target.height());
            BufferedImage next = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = next.createGraphics();
            graphics.setRenderingHint(
                    java.awt.RenderingHints.KEY_INTERPOLATION, java.awt.RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            // What is transparent stands on white, as on a page.
            graphics.drawImage(current, 0, 0, width, height, Color.WHITE, null);
            graphics.dispose();
            current = next;
        } while (width != target.width() || height != target.height());
        return current;
    }

    private static Array pixels(BufferedImage image, Target target) {
        int count = target.height() * target.width();
        float[] values = new float[count * target.channels()];
        for (int i = 0; i < count; i++) {
            int rgb = image.getRGB(i % target.width(), i / target.width());
            int red = rgb >> 16 & 0xFF;
            int green = rgb >> 8 & 0xFF;
            int blue = rgb & 0xFF;
            if (target.channels() == 1) {
                values[i] = 0.299f * red + 0.587f * green + 0.114f * blue;
            } else {
                values[3 * i] = red;
                values[3 * i + 1] = green;
                values[3 * i + 2] = blue;
            }
        }
        boolean invert = target.darkBackground() && isBrightAtTheBorder(values, target);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((invert ? 255 - values[i] : values[i]) / 255 * target.maxPixel());
        }
        return Array.of(values, target.height(), target.width(), target.channels());
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
