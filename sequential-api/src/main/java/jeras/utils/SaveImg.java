package jeras.utils;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.imageio.ImageIO;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** The options of {@link Utils#saveImg}: the keyword arguments of Keras, with its defaults. */
public final class SaveImg {
    private static final List<String> FORMATS = List.of("png", "jpeg", "bmp", "gif");

    private final ArrayToImg conversion = new ArrayToImg();
    private String fileFormat = "";

    SaveImg() {}

    /** {@code "channels_last"} or {@code "channels_first"}; default: what {@code Keras.setImageDataFormat} chose. */
    public SaveImg dataFormat(String format) {
        conversion.dataFormat(format);
        return this;
    }

    /** {@code "png"}, {@code "jpeg"}, {@code "bmp"} or {@code "gif"}; default: what the name of the file ends in. */
    public SaveImg fileFormat(String format) {
        fileFormat = known(format);
        return this;
    }

    /** Whether the smallest number becomes 0 and the greatest 255; default: true. */
    public SaveImg scale(boolean value) {
        conversion.scale(value);
        return this;
    }

    private static String known(String format) {
        String lower = format.toLowerCase(Locale.ROOT);
        String name = lower.equals("jpg") ? "jpeg" : lower;
        if (!FORMATS.contains(name)) {
            throw new InvalidArgumentException(Suggestions.unknown("format of images", format, FORMATS));
        }
        return name;
    }

    void save(Path file, Array array) {
        String name = file.getFileName().toString();
        String format = fileFormat.isEmpty() ? known(name.substring(name.lastIndexOf('.') + 1)) : fileFormat;
        BufferedImage image = conversion.image(array);
        boolean hasAlpha = image.getColorModel().hasAlpha();
        if (hasAlpha && (format.equals("jpeg") || format.equals("bmp"))) {
            Warnings.warn("The " + format.toUpperCase(Locale.ROOT)
                    + " format does not support RGBA images, converting to RGB.");
            image = PixelImage.of(image, 3).toBufferedImage();
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, bytes)) {
                throw new IOException("no writer of " + format + " for this image");
            }
            write(file.toAbsolutePath(), bytes.toByteArray());
        } catch (IOException e) {
            throw new FileFormatException(
                    JerasException.message(
                            "The image " + file + " cannot be written.",
                            "a folder that exists, can be written to and has enough room",
                            e.toString(),
                            "create the folder, check its permissions, or free some space"),
                    e);
        }
    }

    /** Whole or not at all. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(temporary, bytes);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
