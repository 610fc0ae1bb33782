package jeras.metrics;

import java.util.Arrays;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Rising or given numbers that outputs are compared with.
 *
 * @param even whether they divide the range from 0 to 1 evenly, up to rounding; Keras then counts by dividing, not by comparing
 */
@SuppressWarnings("ArrayRecordComponent") // internal, and compared with nothing
record Thresholds(double[] values, boolean even) {
    /** Keras's small number. */
    static final double EPSILON = 1e-7;

    /** The given ones, or the default when they are null. */
    static Thresholds of(List<Double> given, double byDefault) {
        double[] values = given == null
                ? new double[] {byDefault}
                : given.stream().mapToDouble(d -> d).toArray();
        return new Thresholds(values, isEven(values));
    }

    /** So many from 0 to 1. */
    static Thresholds spread(int count) {
        if (count == 1) {
            return new Thresholds(new double[] {0.5}, false);
        }
        double[] values = new double[count];
        Arrays.setAll(values, i -> i / (count - 1.0));
        return new Thresholds(values, true);
    }

    /** The inner ones with one more a little below 0 and one a little above 1. */
    static Thresholds enclosing(double[] inner) {
        double[] ends = new double[inner.length + 2];
        System.arraycopy(inner, 0, ends, 1, inner.length);
        ends[ends.length - 1] = 1;
        boolean even = isEven(ends);
        ends[0] = -EPSILON;
        ends[ends.length - 1] = 1 + EPSILON;
        return new Thresholds(ends, even);
    }

    int count() {
        return values.length;
    }

    /** Whether the ends lie beyond 0 and 1. */
    boolean encloses() {
        return values[0] < 0 || values[values.length - 1] > 1;
    }

    private static boolean isEven(double[] values) {
        if (values.length < 3) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            double expected = i / (values.length - 1.0);
            if (!(Math.abs(values[i] - expected) <= EPSILON + 1e-5 * expected)) {
                return false;
            }
        }
        return true;
    }

    static List<Double> list(double... values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** The same, when they are null or all from 0 to 1. */
    static List<Double> checked(List<Double> values) {
        if (values == null) {
            return null;
        }
        if (values.isEmpty() || !values.stream().allMatch(t -> t >= 0 && t <= 1)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The metric cannot be made.",
                    "thresholds from 0 to 1",
                    values.toString(),
                    "give probabilities, such as 0.5; the threshold for logits is 0"));
        }
        return List.copyOf(values);
    }
}
