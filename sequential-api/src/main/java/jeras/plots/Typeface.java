package jeras.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;

/** The font of all pictures, its colours and its measures. */
final class Typeface {
    static final Color INK = new Color(0x24, 0x29, 0x2F);
    static final Color FAINT = new Color(0x6E, 0x77, 0x81);
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Typeface() {}

    static Font font(double size, boolean bold) {
        return new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size);
    }

    static double width(String text, double size, boolean bold) {
        return text.isEmpty()
                ? 0
                : font(size, bold).getStringBounds(text, CONTEXT).getWidth();
    }

    /** The text, or as much of its beginning and its end as fits with an ellipsis between: names often differ at their ends. */
    static String fitMiddle(String text, double size, boolean bold, double width) {
        if (width(text, size, bold) <= width) {
            return text;
        }
        int[] codePoints = text.codePoints().toArray();
        for (int length = codePoints.length - 1; length > 0; length--) {
            int end = length / 2;
            String cut = new String(codePoints, 0, length - end).stripTrailing() + "…"
                    + new String(codePoints, codePoints.length - end, end).stripLeading();
            if (width(cut, size, bold) <= width) {
                return cut;
            }
        }
        return "…";
    }

    /** The text, or as much of its beginning as fits with an ellipsis. */
    static String fit(String text, double size, boolean bold, double width) {
        if (width(text, size, bold) <= width) {
            return text;
        }
        int[] codePoints = text.codePoints().toArray();
        for (int length = codePoints.length - 1; length > 0; length--) {
            String cut = new String(codePoints, 0, length).stripTrailing() + "…";
            if (width(cut, size, bold) <= width) {
                return cut;
            }
        }
        return "…";
    }
}
