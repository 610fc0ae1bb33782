package jeras.utils;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * The pixels of an image, eight bits a channel: those that its file has, whatever colour profile it names, as PIL and TensorFlow
 * read them.
 *
 * @param channels 1 for grayscale, 3 for RGB, 4 for RGB and alpha
 * @param values {@code (height, width, channels)} in row-major order, unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are many, and nobody compares them
public record PixelImage(int height, int width, int channels, byte[] values) {
    private static final int BYTE = 8;
    private static final int WHITE = 255;

    /** Keras's names of numbers of channels. */
    public static final List<String> COLOR_MODES = List.of("grayscale", "rgb", "rgba");

    /** The channels of {@code "grayscale"}, {@code "rgb"} and {@code "rgba"}. */
    public static int channels(String colorMode) {
        return switch (colorMode) {
            case "grayscale" -> 1;
            case "rgb" -> 3;
            case "rgba" -> 4;
            default -> throw new InvalidArgumentException(Suggestions.unknown("colorMode", colorMode, COLOR_MODES));
        };
    }

    /** The pixels with the channels that the image has: 4 when it has alpha, 1 when it is gray, else 3. */
    public static PixelImage of(BufferedImage image) {
        ColorModel colors = image.getColorModel();
        return of(image, colors.hasAlpha() ? 4 : isGray(colors) ? 1 : 3);
    }

    private static boolean isGray(ColorModel colors) {
        return colors instanceof ComponentColorModel && colors.getNumColorComponents() == 1;
    }

    /** The pixels with so many channels: alpha is dropped, or 255 where there was none; gray is PIL's weighted mean of the colours. */
    public static PixelImage of(BufferedImage image, int channels) {
        int height = image.getHeight();
        int width = image.getWidth();
        int most = image.getType() == BufferedImage.TYPE_3BYTE_BGR ? 3 : 4;
        byte[] own = new byte[Math.multiplyExact(Math.multiplyExact(height, width), most)];
        int has = read(image, own);
        byte[] values = has != channels
                ? converted(own, has, channels, height * width)
                : has == most ? own : Arrays.copyOf(own, height * width * channels);
        return new PixelImage(height, width, channels, values);
    }

    /** Copies the pixels in the channels that they have, and returns how many these are. */
    private static int read(BufferedImage image, byte[] into) {
        ColorModel colors = image.getColorModel();
        int type = image.getType();
        if (type == BufferedImage.TYPE_3BYTE_BGR && isWhole(image)) {
            byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            int size = image.getHeight() * image.getWidth() * 3;
            for (int i = 0; i < size; i += 3) {
                into[i] = bgr[i + 2];
                into[i + 1] = bgr[i + 1];
                into[i + 2] = bgr[i];
            }
            return 3;
        }
        if (colors.getColorSpace().getType() == ColorSpace.TYPE_CMYK
                && image.getRaster().getNumBands() == 4) {
            return readInks(image.getRaster(), into);
        }
        boolean isStored = colors instanceof ComponentColorModel
                && !colors.isAlphaPremultiplied()
                && (isGray(colors) || colors.getColorSpace().getType() == ColorSpace.TYPE_RGB)
                && colors.getComponentSize(0) >= BYTE;
        return isStored ? readBands(image.getRaster(), colors, into) : readColors(image, into);
    }

    private static boolean isWhole(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData().length
                        == image.getHeight() * image.getWidth() * 3
                && image.getRaster().getParent() == null;
    }

    /** Samples as they are stored; the higher byte of those of 16 bits. */
    private static int readBands(Raster raster, ColorModel colors, byte[] into) {
        int bands = raster.getNumBands();
        int shift = colors.getComponentSize(0) - BYTE;
        int width = raster.getWidth();
        boolean isGrayAlpha = bands == 2;
        int channels = isGrayAlpha ? 4 : bands;
        int[] row = new int[width * bands];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < row.length; i++) {
                byte value = (byte) (row[i] >> shift);
                into[at++] = value;
                if (isGrayAlpha && i % 2 == 0) {
                    into[at++] = value;
                    into[at++] = value;
                }
            }
        }
        return channels;
    }

    /** Cyan, magenta, yellow and black, each from 0 to 255, which swallow light; TensorFlow's rule. */
    private static int readInks(Raster raster, byte[] into) {
        int width = raster.getWidth();
        int[] row = new int[width * 4];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < row.length; i += 4) {
                int white = WHITE - row[i + 3];
                for (int ink = 0; ink < 3; ink++) {
                    into[at++] = (byte) (white * (WHITE - row[i + ink]) / WHITE);
                }
            }
        }
        return 3;
    }

    /** Colours of palettes and of packed pixels. */
    private static int readColors(BufferedImage image, byte[] into) {
        int width = image.getWidth();
        int channels = image.getTransparency() == Transparency.OPAQUE ? 3 : 4;
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                into[at++] = (byte) (argb >> 16);
                into[at++] = (byte) (argb >> 8);
                into[at++] = (byte) argb;
                if (channels == 4) {
                    into[at++] = (byte) (argb >> 24);
                }
            }
        }
        return channels;
    }

    private static byte[] converted(byte[] own, int has, int wanted, int pixels) {
        byte[] values = new byte[pixels * wanted];
        for (int i = 0; i < pixels; i++) {
            byte red = own[i * has];
            byte green = own[i * has + (has == 1 ? 0 : 1)];
            byte blue = own[i * has + (has == 1 ? 0 : 2)];
            if (wanted == 1) {
                values[i] = luma(red & 0xff, green & 0xff, blue & 0xff);
                continue;
            }
            values[i * wanted] = red;
            values[i * wanted + 1] = green;
            values[i * wanted + 2] = blue;
            if (wanted == 4) {
                values[i * wanted + 3] = has == 4 ? own[i * has + 3] : (byte) 0xff;
            }
        }
        return values;
    }

    /** ITU-R 601-2, in PIL's whole numbers. */
    private static byte luma(int red, int green, int blue) {
        return (byte) ((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16);
    }

    /** As an image of Java's. */
    public BufferedImage toBufferedImage() {
        BufferedImage image = new BufferedImage(
                width,
                height,
                channels == 1
                        ? BufferedImage.TYPE_BYTE_GRAY
                        : channels == 3 ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_4BYTE_ABGR);
        byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < values.length; i += channels) {
            for (int c = 0; c < channels; c++) {
                // Java keeps (alpha,) blue, green and red.
                data[i + channels - 1 - c] = values[i + c];
            }
        }
        return image;
    }

    /** Refuses what is no number of channels of an image. */
    static void checkChannels(long channels) {
        if (channels != 1 && channels != 3 && channels != 4) {
            throw new InvalidArgumentException(JerasException.message(
                    "An array of " + channels + " channels is no image.",
                    "1, 3 or 4 channels",
                    Long.toString(channels),
                    "check the shape, and dataFormat"));
        }
    }
}
