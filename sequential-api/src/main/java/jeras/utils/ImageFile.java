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
        return PixelImage.of(decode(file, maxPixels), channels);
    }

    private static BufferedImage decode(Path file, long maxPixels) {
        try {
            long size = Files.size(file);
            if (size > LARGEST_FILE) {
                throw new FileFormatException(JerasException.message(
                        "The image " + file + " is too large.",
                        "at most " + LARGEST_FILE + " bytes",
                        size + " bytes",
                        "make it smaller"));
            }
            return decode(file, Files.readAllBytes(file), maxPixels);
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

    private static BufferedImage decode(Path file, byte[] bytes, long maxPixels) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw damaged(file, bytes.length == 0 ? "an empty file" : "a file of another kind");
            }
            ImageReader reader = readers.next();
            try {
                return decode(file, reader, in, maxPixels);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage decode(Path file, ImageReader reader, ImageInputStream in, long maxPixels) {
        try {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > maxPixels) {
                throw new FileFormatException(JerasException.message(
                        "The image " + file + " is too large.",
                        "at most " + maxPixels + " pixels",
                        width + " x " + height + " pixels",
                        "make it smaller, or allow more by maxPixels"));
            }
            boolean[] endsEarly = new boolean[1];
            reader.addIIOReadWarningListener((source, warning) -> endsEarly[0] |= warning.contains("premature end"));
            BufferedImage image = reader.read(0);
            if (endsEarly[0]) {
                throw damaged(file, "a file that is cut off");
            }
            return image;
        } catch (FileFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The decoders of the JDK meet damage with any exception.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new FileFormatException(
                    reason.contains("Unsupported Image Type")
                            ? message(file, "an image in colours that this Java does not read")
                            : message(file, reason),
                    e);
        }
    }

    private static FileFormatException damaged(Path file, String received) {
        return new FileFormatException(message(file, received));
    }

    private static String message(Path file, String received) {
        return JerasException.message(
                "The image " + file + " cannot be decoded.",
                "a JPEG, PNG, BMP or GIF image",
                received,
                "convert it or take it away; a data set of a folder can leave it out by skipUnreadable(true)");
    }
}
