package jeras.plots;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Marks at round numbers along an axis.
 *
 * @param first the first mark
 * @param step from mark to mark
 * @param count how many marks
 */
record Ticks(double first, double step, int count) {

    /** About {@code wanted} marks from {@code low} to {@code high}, which is greater, at multiples of 1, 2 or 5 times a power of 10. */
    static Ticks within(double low, double high, int wanted, double leastStep) {
        double rough = (high - low) / Math.max(1, wanted);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        double round = digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10;
        double step = Math.max(leastStep, round * power);
        double first = Math.ceil(low / step - 1e-9) * step;
        return new Ticks(first, step, 1 + (int) Math.floor((high - first) / step + 1e-9));
    }

    DoubleStream values() {
        return DoubleStream.iterate(0, i -> i + 1).limit(Math.max(0, count)).map(i -> first + i * step);
    }

    /** A mark's number with as many decimals as tell it from the next one. */
    String label(double value) {
        double magnitude = Math.max(Math.abs(value), step);
        if (magnitude >= 1e6 || step < 1e-4) {
            int digits = (int) Math.max(0, Math.ceil(Math.log10(magnitude / step) - 1e-9));
            return value == 0
                    ? "0"
                    : String.format(Locale.ROOT, "%." + digits + "e", value).replaceAll("\\.?0+(?=e)", "");
        }
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", value == 0 ? 0.0 : value);
    }
}
