package jeras.utils;

import java.nio.charset.Charset;
import java.util.regex.Pattern;

/** What a text is to a console: how wide, in which colours, and whether its encoding has the characters at all. */
final class ConsoleText {
    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*m");

    /**
     * First and last code points of the blocks that a terminal draws two columns wide (East Asian Width W and F,
     * emoji).
     */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0x4DBF},
        {0x4E00, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD},
    };

    private ConsoleText() {}

    static String withoutColours(String text) {
        return COLOURS.matcher(text).replaceAll("");
    }

    /** The bar's {@code ━} becomes {@code =} where {@code charset} lacks it, as in Keras. */
    static String printable(String text, Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode('━') ? text : text.replace('━', '=');
    }

    /** The columns that {@code text} takes on a terminal: two for a Chinese character, none for a combining mark. */
    static int columns(String text) {
        return text.codePoints().map(ConsoleText::columns).sum();
    }

    static int columns(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    /**
     * The longest beginning of {@code text} that fits into {@code columns}, filled up with a space if half a character
     * is left.
     */
    static String cut(String text, int columns) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            if (used + columns(codePoint) > columns) {
                break;
            }
            used += columns(codePoint);
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end) + (end < text.length() ? " ".repeat(columns - used) : "");
    }

    private static boolean isWide(int codePoint) {
        for (int[] block : WIDE) {
            if (codePoint <= block[1]) {
                return codePoint >= block[0];
            }
        }
        return false;
    }
}
