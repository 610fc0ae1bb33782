package jeras.plots;

import java.awt.Color;
import java.util.Locale;
import jeras.plots.Canvas.Anchor;
import jeras.plots.Canvas.Style;

/**
 * A confusion matrix as a field of colours: right answers blue, wrong ones orange, the stronger the greater their share of
 * the row.
 */
final class ConfusionPicture {
    private static final Color RIGHT = new Color(0x08, 0x51, 0x9C);
    private static final Color WRONG = new Color(0xD9, 0x48, 0x01);
    private static final Color EMPTY = new Color(0xF4, 0xF5, 0xF7);
    private static final double WIDEST_LABEL = 150;
    private static final double MARGIN = 14;
    private static final double SMALLEST_FONT = 6;

    private final ConfusionMatrix matrix;
    private final String title;
    private final int classes;
    private final double cell;
    private final double font;
    private final double labels;
    private final boolean headingsUpright;

    private ConfusionPicture(ConfusionMatrix matrix, String title) {
        this.matrix = matrix;
        this.title = title;
        classes = matrix.classNames().size();
        cell = cell(classes);
        font = Math.min(12, cell * 0.85);
        double widest = matrix.classNames().stream()
                .mapToDouble(name -> Typeface.width(name, font, false))
                .max()
                .orElse(0);
        labels = font < SMALLEST_FONT ? 0 : Math.min(WIDEST_LABEL, widest) + 8;
        headingsUpright = widest > cell - 6;
    }

    static Plot of(ConfusionMatrix matrix, String title) {
        return new ConfusionPicture(matrix, title).plot();
    }

    private static double cell(int classes) {
        double side = Math.min(46, 560.0 / Math.max(1, classes));
        // Up to 150 classes the names stay readable; of more, the field is what matters.
        return classes <= 150 ? Math.max(9, side) : Math.max(2, side);
    }

    private Plot plot() {
        double left = MARGIN + 18 + labels;
        double top = MARGIN + (title.isEmpty() ? 0 : 22) + 16 + (headingsUpright ? labels : labels > 0 ? font + 8 : 0);
        double field = classes * cell;
        double width = Math.max(left + field + MARGIN, 260);
        return new Plot(title.isEmpty() ? "confusion matrix" : title, width, top + field + 34, canvas -> {
            Style faint = Style.of(11, Typeface.FAINT).at(Anchor.MIDDLE);
            canvas.text(
                    Typeface.fit(title, 14, true, width - 2 * MARGIN),
                    width / 2,
                    MARGIN + 8,
                    Style.of(14, Typeface.INK).heavy().at(Anchor.MIDDLE));
            canvas.text("predicted", left + field / 2, MARGIN + (title.isEmpty() ? 8 : 30), faint);
            canvas.text("really", MARGIN + 6, top + field / 2, faint.upwards());
            canvas.text(verdict(), Math.max(left + field / 2, width / 2), top + field + 22, faint);
            cells(canvas, left, top);
            names(canvas, left, top);
        });
    }

    private String verdict() {
        return String.format(
                Locale.ROOT, "%,d of %,d right (%.2f %%)", matrix.correct(), matrix.total(), 100 * matrix.accuracy());
    }

    private void cells(Canvas canvas, double left, double top) {
        canvas.rectangle(left, top, classes * cell, classes * cell, EMPTY);
        double gap = cell >= 14 ? 1 : cell >= 5 ? 0.5 : 0;
        for (int t = 0; t < classes; t++) {
            int samples = matrix.support(t);
            for (int p = 0; p < classes; p++) {
                int count = matrix.count(t, p);
                if (count > 0) {
                    // The square root, so that a few mistakes among many right answers show.
                    double strength = Math.sqrt((double) count / samples);
                    double x = left + p * cell;
                    double y = top + t * cell;
                    canvas.rectangle(x, y, cell - gap, cell - gap, tint(t == p ? RIGHT : WRONG, strength));
                    number(canvas, count, x + (cell - gap) / 2, y + (cell - gap) / 2, strength);
                }
            }
        }
    }

    private void number(Canvas canvas, int count, double x, double y, double strength) {
        String text = Integer.toString(count);
        double size = Math.min(12, cell * 0.45);
        while (size >= SMALLEST_FONT && Typeface.width(text, size, false) > cell - 4) {
            size -= 0.5;
        }
        if (size >= SMALLEST_FONT) {
            canvas.text(
                    text,
                    x,
                    y + size * 0.36,
                    Style.of(size, strength > 0.6 ? Color.WHITE : Typeface.INK).at(Anchor.MIDDLE));
        }
    }

    private void names(Canvas canvas, double left, double top) {
        if (labels == 0) {
            return;
        }
        Style row = Style.of(font, Typeface.INK).at(Anchor.END);
        Style column = Style.of(font, Typeface.INK);
        for (int c = 0; c < classes; c++) {
            String name = Typeface.fitMiddle(matrix.classNames().get(c), font, false, WIDEST_LABEL);
            double middle = (c + 0.5) * cell;
            canvas.text(name, left - 6, top + middle + font * 0.36, row);
            if (headingsUpright) {
                canvas.text(name, left + middle + font * 0.36, top - 6, column.upwards());
            } else {
                canvas.text(name, left + middle, top - 6, column.at(Anchor.MIDDLE));
            }
        }
    }

    private static Color tint(Color color, double strength) {
        return new Color(
                mix(color.getRed(), strength), mix(color.getGreen(), strength), mix(color.getBlue(), strength));
    }

    private static int mix(int channel, double strength) {
        double visible = 0.12 + 0.88 * strength;
        return (int) Math.round(255 + (channel - 255) * Math.min(1, visible));
    }
}
