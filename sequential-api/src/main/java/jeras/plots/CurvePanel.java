package jeras.plots;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The curves of one measure. A value that is not a number leaves a gap.
 *
 * @param name the measure
 * @param epochs counted from 1
 * @param training one value an epoch; empty when there are none
 * @param validation likewise; where only every n-th epoch was validated, there are fewer values, the last for the last epoch
 */
record CurvePanel(String name, int[] epochs, double[] training, double[] validation) {
    static final double WIDTH = 380;
    static final double HEIGHT = 270;

    private static final Color GRID = new Color(0xE4, 0xE7, 0xEB);
    private static final Color TRAINING = new Color(0x1F, 0x6F, 0xB4);
    private static final Color VALIDATION = new Color(0xE0, 0x6C, 0x00);
    private static final double LEFT = 58;
    private static final double RIGHT = 16;
    private static final double TOP = 46;
    private static final double BOTTOM = 42;
    private static final int MOST_DOTS = 40;

    void draw(Canvas canvas, double x, double y) {
        canvas.text(
                Typeface.fit(name, 13, true, WIDTH - LEFT - RIGHT),
                x + LEFT,
                y + 17,
                Canvas.Style.of(13, Typeface.INK).heavy());
        legend(canvas, x + LEFT, y + 36);
        double[] all = DoubleStream.concat(Arrays.stream(training), Arrays.stream(validation))
                .filter(Double::isFinite)
                .toArray();
        canvas.text(
                epochs.length == 1 ? "epoch " + epochs[0] : "epoch",
                x + LEFT + plotWidth() / 2,
                y + HEIGHT - 6,
                Canvas.Style.of(11, Typeface.FAINT).at(Canvas.Anchor.MIDDLE));
        if (all.length == 0) {
            canvas.text(
                    "no value is a number",
                    x + LEFT + plotWidth() / 2,
                    y + TOP + plotHeight() / 2,
                    Canvas.Style.of(12, Typeface.FAINT).at(Canvas.Anchor.MIDDLE));
            return;
        }
        Scale horizontal = epochScale(x);
        Scale vertical = valueScale(all, y);
        axes(canvas, x, y, horizontal, vertical);
        curve(canvas, training, TRAINING, horizontal, vertical);
        curve(canvas, validation, VALIDATION, horizontal, vertical);
    }

    private static double plotWidth() {
        return WIDTH - LEFT - RIGHT;
    }

    private static double plotHeight() {
        return HEIGHT - TOP - BOTTOM;
    }

    /** From values to points. */
    private record Scale(double low, double high, double from, double to) {
        double at(double value) {
            // Divided first: the range of two finite numbers need not be finite.
            return from + (value / 2 - low / 2) / (high / 2 - low / 2) * (to - from);
        }
    }

    private Scale epochScale(double x) {
        double first = epochs[0];
        double last = epochs[epochs.length - 1];
        double pad = first == last ? 1 : 0;
        return new Scale(first - pad, last + pad, x + LEFT, x + LEFT + plotWidth());
    }

    private static Scale valueScale(double[] values, double y) {
        double low = Arrays.stream(values).min().orElseThrow();
        double high = Arrays.stream(values).max().orElseThrow();
        double range = high / 2 - low / 2;
        double pad = range > 0 ? 0.1 * range : high == 0 ? 1 : 0.1 * Math.abs(high);
        return new Scale(low - pad, high + pad, y + TOP + plotHeight(), y + TOP);
    }

    private void axes(Canvas canvas, double x, double y, Scale horizontal, Scale vertical) {
        double right = x + LEFT + plotWidth();
        double bottom = y + TOP + plotHeight();
        Ticks values = Ticks.within(vertical.low, vertical.high, 6, 0);
        values.values().forEach(value -> {
            double at = vertical.at(value);
            canvas.line(new double[] {x + LEFT, right}, new double[] {at, at}, GRID, 1);
            canvas.text(
                    values.label(value),
                    x + LEFT - 7,
                    at + 4,
                    Canvas.Style.of(11, Typeface.FAINT).at(Canvas.Anchor.END));
        });
        canvas.line(new double[] {x + LEFT, right}, new double[] {bottom, bottom}, Typeface.FAINT, 1);
        if (epochs.length > 1) {
            Ticks marks = Ticks.within(horizontal.low, horizontal.high, 8, 1);
            marks.values().forEach(epoch -> {
                double at = horizontal.at(epoch);
                canvas.line(new double[] {at, at}, new double[] {bottom, bottom + 4}, Typeface.FAINT, 1);
                canvas.text(
                        marks.label(epoch),
                        at,
                        bottom + 17,
                        Canvas.Style.of(11, Typeface.FAINT).at(Canvas.Anchor.MIDDLE));
            });
        }
    }

    /** The names of the curves with their last values, above the plot, where they hide no curve. */
    private void legend(Canvas canvas, double x, double y) {
        double next = x;
        if (training.length > 0) {
            next = entry(canvas, next, y, TRAINING, validation.length > 0 ? "training" : "", training);
        }
        if (validation.length > 0) {
            entry(canvas, next, y, VALIDATION, "validation", validation);
        }
    }

    private static double entry(Canvas canvas, double x, double y, Color color, String what, double[] values) {
        String text = (what + " " + shortNumber(values[values.length - 1])).strip();
        canvas.line(new double[] {x, x + 16}, new double[] {y - 4, y - 4}, color, 2.5);
        canvas.text(text, x + 22, y, Canvas.Style.of(11, Typeface.INK));
        return x + 22 + Typeface.width(text, 11, false) + 18;
    }

    private static String shortNumber(double value) {
        double size = Math.abs(value);
        boolean plain = size == 0 || (size >= 1e-3 && size < 1e5) || !Double.isFinite(value);
        return Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
    }

    private void curve(Canvas canvas, double[] values, Color color, Scale horizontal, Scale vertical) {
        int begin = 0;
        while (begin < values.length) {
            int end = begin;
            while (end < values.length && Double.isFinite(values[end])) {
                end++;
            }
            if (end > begin) {
                stretch(canvas, values, begin, end, color, horizontal, vertical);
            }
            begin = end + 1;
        }
    }

    /** The values from {@code begin} to {@code end}, all of them numbers. */
    private void stretch(
            Canvas canvas, double[] values, int begin, int end, Color color, Scale horizontal, Scale vertical) {
        double[] x = new double[end - begin];
        double[] y = new double[end - begin];
        for (int i = begin; i < end; i++) {
            x[i - begin] = horizontal.at(epochOf(i, values.length));
            y[i - begin] = vertical.at(values[i]);
        }
        if (x.length > 1) {
            canvas.line(x, y, color, 2);
        }
        if (values.length <= MOST_DOTS || x.length == 1) {
            for (int i = 0; i < x.length; i++) {
                canvas.dot(x[i], y[i], x.length == 1 ? 4 : 2.5, color);
            }
        }
    }

    private double epochOf(int value, int count) {
        int every = epochs.length / count;
        return epochs[Math.min(epochs.length - 1, (value + 1) * every - 1)];
    }
}
