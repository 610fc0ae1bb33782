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
        return PixelImage.of(
                decode(file, maxPixels, (problem, received) -> refused(file, maxPixels, problem, received)), channels);
    }

    /** Why a file is refused. */
    public enum Problem {
        /** It cannot be read at all. */
        UNREADABLE,
        /** It is too long to be read. */
        TOO_MANY_BYTES,
        /** It would take too much memory. */
        TOO_MANY_PIXELS,
        /** It is no image, or a damaged one. */
        NO_IMAGE
    }

    /** Says to whom has asked why a file is refused. */
    public interface Refusal {
        /**
         * What is thrown.
         *
         * @param received what the file is instead
         */
        FileFormatException of(Problem problem, String received);
    }

    /** The first image in a file, as Java has it. */
    public static BufferedImage decode(Path file, long maxPixels, Refusal refusal) {
        byte[] bytes;
        try {
            long size = Files.size(file);
            if (size > LARGEST_FILE) {
                throw refusal.of(Problem.TOO_MANY_BYTES, size + " bytes");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw because(refusal.of(Problem.UNREADABLE, e.toString()), e);
        }
        return decode(bytes, maxPixels, refusal);
    }

    /** The first image in the bytes of a file, from a network for example, as Java has it. */
    public static BufferedImage decode(byte[] file, long maxPixels, Refusal refusal) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw refusal.of(Problem.NO_IMAGE, file.length == 0 ? "an empty file" : "a file of another kind");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return decode(reader, maxPixels, refusal);
            } finally {
                reader.dispose();
            }
        } catch (FileFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The decoders of the JDK meet damage with any exception.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            boolean colours = reason.contains("Unsupported Image Type");
            throw because(
                    refusal.of(Problem.NO_IMAGE, colours ? "an image in colours that this Java does not read" : reason),
                    e);
        }
    }

    private static BufferedImage decode(ImageReader reader, long maxPixels, Refusal refusal) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > maxPixels) {
            throw refusal.of(Problem.TOO_MANY_PIXELS, width + " x " + height + " pixels");
        }
        // Where a JPEG ends too early, Java makes up the rest and only warns.
        boolean[] endsEarly = new boolean[1];
        reader.addIIOReadWarningListener((source, warning) -> endsEarly[0] |= warning.contains("premature end"));
        BufferedImage image = reader.read(0);
        if (endsEarly[0]) {
            throw refusal.of(Problem.NO_IMAGE, "a file that is cut off");
        }
        return image;
    }

    private static FileFormatException because(FileFormatException refused, Exception cause) {
        refused.initCause(cause);
        return refused;
    }

    private static FileFormatException refused(Path file, long maxPixels, Problem problem, String received) {
        return new FileFormatException(
                switch (problem) {
                    case UNREADABLE ->
                        JerasException.message(
                                "The image " + file + " cannot be read.",
                                "a file that can be read",
                                received,
                                "check the path and its permissions");
                    case TOO_MANY_BYTES ->
                        JerasException.message(
                                "The image " + file + " is too large.",
                                "at most " + LARGEST_FILE + " bytes",
                                received,
                                "make it smaller");
                    case TOO_MANY_PIXELS ->
                        JerasException.message(
                                "The image " + file + " is too large.",
                                "at most " + maxPixels + " pixels",
                                received,
                                "make it smaller, or allow more by maxPixels");
                    case NO_IMAGE ->
                        JerasException.message(
                                "The image " + file + " cannot be decoded.",
                                "a JPEG, PNG, BMP or GIF image",
                                received,
                                "convert it or take it away; a data set of a folder can leave it out by skipUnreadable(true)");
                });
    }
}
