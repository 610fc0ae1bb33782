package jeras.utils;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/**
 * Draws a small grey picture with block characters, bright on dark, for a look at a digit in a terminal:
 *
 * <pre>
 *     ░░██▓▓
 *     ████▓▓██░░
 *   ░░██    ▓▓▒▒
 *   ░░██    ▒▒▒▒
 *   ░░▒▒    ▓▓▒▒
 *   ░░▓▓    ██▒▒
 *     ██░░▓▓██
 *     ▒▒██▓▓
 * </pre>
 *
 * <p>A picture of up to 16 columns is drawn in five shades, two characters a pixel. A wider one gets one character for
 * two pixels, one above the other: a shade where they are alike, a half block at an edge. Both keep the proportions, as
 * a character is about twice as high as wide. The greatest value is drawn brightest; 0, or the least value if that is
 * negative, stays empty.
 *
 * <p>A picture is lines joined by {@code \n}, all of one length.
 */
public final class TextPicture {
    private static final String[] SHADES = {" ", "░", "▒", "▓", "█"};
    private static final int WIDEST_WITH_TWO_CHARACTERS = 16;

    private TextPicture() {}

    /**
     * Draws an array of numbers of any type.
     *
     * @param image {@code (height, width)} or {@code (height, width, 1)}
     * @throws ShapeMismatchException if it has another shape
     */
    public static String of(Array image) {
        Shape shape = image.shape();
        boolean isGrey = shape.dimension() == 2 || (shape.dimension() == 3 && shape.get(2) == 1);
        if (!isGrey) {
            throw new ShapeMismatchException(JerasException.message(
                    "Only a single grey picture can be drawn with characters.",
                    "(height, width) or (height, width, 1)",
                    shape.toString(),
                    "take one picture out of the batch, and one channel out of its colours"));
        }
        return draw(ArrayValues.of(image), (int) shape.get(0), (int) shape.get(1));
    }

    /** Draws bytes from 0 to 255, row by row. */
    public static String of(byte[] pixels, int height, int width) {
        requireSize(pixels.length, height, width);
        return draw(i -> Byte.toUnsignedInt(pixels[i]), height, width);
    }

    /** Draws numbers, row by row. */
    public static String of(float[] pixels, int height, int width) {
        requireSize(pixels.length, height, width);
        return draw(i -> pixels[i], height, width);
    }

    /** Puts blocks of lines next to each other, {@code gap} blanks between them; shorter ones end in empty lines. */
    public static String sideBySide(List<String> blocks, int gap) {
        List<List<String>> columns =
                blocks.stream().map(block -> block.lines().toList()).toList();
        int height = columns.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(row -> columns.stream()
                        .map(lines -> padded(row < lines.size() ? lines.get(row) : "", width(lines)))
                        .collect(Collectors.joining(" ".repeat(gap))))
                .collect(Collectors.joining("\n"));
    }

    private static int width(List<String> lines) {
        return lines.stream().mapToInt(ConsoleText::columns).max().orElse(0);
    }

    private static String padded(String line, int width) {
        return line + " ".repeat(width - ConsoleText.columns(line));
    }

    private static String draw(IntToDoubleFunction pixels, int height, int width) {
        IntToDoubleFunction light = normalized(pixels, height * width);
        List<String> lines = new ArrayList<>();
        if (width <= WIDEST_WITH_TWO_CHARACTERS) {
            for (int y = 0; y < height; y++) {
                int row = y * width;
                lines.add(line(width, x -> shade(light.applyAsDouble(row + x)).repeat(2)));
            }
        } else {
            for (int y = 0; y < height; y += 2) {
                int row = y * width;
                boolean hasLower = y + 1 < height;
                lines.add(line(
                        width,
                        x -> pair(light.applyAsDouble(row + x), hasLower ? light.applyAsDouble(row + width + x) : 0)));
            }
        }
        return String.join("\n", lines);
    }

    /** The pixels brought to the range from 0 to 1. */
    private static IntToDoubleFunction normalized(IntToDoubleFunction pixels, int count) {
        double least = IntStream.range(0, count).mapToDouble(pixels).min().orElse(0);
        double dark = Math.min(0, least);
        double range = IntStream.range(0, count).mapToDouble(pixels).max().orElse(0) - dark;
        return range > 0 ? i -> (pixels.applyAsDouble(i) - dark) / range : i -> 0;
    }

    private static String line(int width, IntFunction<String> characters) {
        return IntStream.range(0, width).mapToObj(characters).collect(Collectors.joining());
    }

    private static String shade(double light) {
        return SHADES[Math.min(SHADES.length - 1, (int) (light * SHADES.length))];
    }

    private static String pair(double upper, double lower) {
        if (Math.abs(upper - lower) < 0.5) {
            return shade((upper + lower) / 2);
        }
        return upper > lower ? "▀" : "▄";
    }

    private static void requireSize(int pixels, int height, int width) {
        if (height < 0 || width < 0 || pixels != (long) height * width) {
            throw new InvalidArgumentException(JerasException.message(
                    "These pixels do not make a picture of " + height + " rows and " + width + " columns.",
                    (long) height * width + " pixels",
                    pixels + " pixels",
                    "give the height and the width of the picture, in this order"));
        }
    }
}
