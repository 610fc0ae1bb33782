package jeras.utils;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import jeras.FileFormatException;
import jeras.JerasException;

/** Reads files of images that nobody has looked at: a damaged or oversized one is refused by its name, before it takes memory. */
public final class ImageFile {
    /** The pixels up to which an image is read unless told otherwise; the number at which PIL begins to warn. */
    public static final long MAX_PIXELS = 89_478_485;

    private static final long LARGEST_FILE = 1L << 29;

    private ImageFile() {}

    /**
     * The first image in a JPEG, PNG, BMP or GIF file.
     *
     * @param channels 1, 3 or 4
     * @param maxPixels the most pixels that are decoded
     * @throws FileFormatException if it cannot be read
     */
    public static PixelImage read(Path file, int channels, long maxPixels) {
        return PixelImage.of(decoded(file, maxPixels), channels);
    }

    private static BufferedImage decoded(Path file, long maxPixels) {
        try {
            return decode(file, maxPixels);
        } catch (TooLarge e) {
            throw new FileFormatException(
                    JerasException.message(
                            "The image " + file + " is too large.",
                            "at most " + e.most,
                            e.getMessage(),
                            "make it smaller" + (e.isInPixels ? ", or allow more by maxPixels" : "")),
                    e);
        } catch (NoImage e) {
            throw new FileFormatException(message(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new FileFormatException(
                    JerasException.message(
                            "The image " + file + " cannot be read.",
                            "a file that can be read",
                            e.toString(),
                            "check the path and its permissions"),
                    e);
        }
    }

    /**
     * The first image in a file, as Java has it.
     *
     * @throws IOException if the file cannot be read, or is no image, damaged or too large; of the latter the message says what it is
     */
    public static BufferedImage decode(Path file, long maxPixels) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST_FILE) {
            throw new TooLarge(size + " bytes", LARGEST_FILE + " bytes", false);
        }
        return decode(Files.readAllBytes(file), maxPixels);
    }

    /** As {@link #decode(Path, long)}, of the bytes of a file, from a network for example. */
    public static BufferedImage decode(byte[] file, long maxPixels) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new NoImage(file.length == 0 ? "an empty file" : "a file of another kind", null);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return decode(reader, maxPixels);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage decode(ImageReader reader, long maxPixels) throws IOException {
        try {
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > maxPixels) {
                throw new TooLarge(width + " x " + height + " pixels", maxPixels + " pixels", true);
            }
            // Where a JPEG ends too early, Java makes up the rest and only warns.
            boolean[] endsEarly = new boolean[1];
            reader.addIIOReadWarningListener((source, warning) -> endsEarly[0] |= warning.contains("premature end"));
            BufferedImage image = reader.read(0);
            if (endsEarly[0]) {
                throw new NoImage("a file that is cut off", null);
            }
            return image;
        } catch (TooLarge | NoImage e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The decoders of the JDK meet damage with any exception.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new NoImage(
                    reason.contains("Unsupported Image Type")
                            ? "an image in colours that this Java does not read"
                            : reason,
                    e);
        }
    }

    /** Bytes that are no image, or a damaged one. */
    private static final class NoImage extends IOException {
        private static final long serialVersionUID = 1;

        NoImage(String what, Exception cause) {
            super(what, cause);
        }
    }

    /** More bytes or pixels than are taken. */
    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        private final String most;
        private final boolean isInPixels;

        TooLarge(String size, String most, boolean isInPixels) {
            super(size);
            this.most = most;
            this.isInPixels = isInPixels;
        }
    }

    private static String message(Path file, String received) {
        return JerasException.message(
                "The image " + file + " cannot be decoded.",
                "a JPEG, PNG, BMP or GIF image",
                received,
                "convert it or take it away; a data set of a folder can leave it out by skipUnreadable(true)");
    }
}
