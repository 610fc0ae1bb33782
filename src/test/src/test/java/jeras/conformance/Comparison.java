package jeras.conformance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jeras.Array;
import jeras.ops.Shapes;

/** Received numbers against expected ones, by {@code numpy.allclose}: {@code |a - b| <= atol + rtol |b|}. */
final class Comparison {
    private final double rtol;
    private final double atol;
    private final Map<String, String> differences = new LinkedHashMap<>();
    private double greatest;

    Comparison(double rtol, double atol) {
        this.rtol = rtol;
        this.atol = atol;
    }

    void names(String what, Set<String> received, Set<String> expected) {
        if (!received.equals(expected)) {
            differences.put(what, new TreeSet<>(received) + " instead of " + new TreeSet<>(expected));
        }
    }

    void arrays(String name, Array received, Array expected) {
        if (!received.shape().equals(expected.shape())) {
            differences.put(
                    name, "shape " + Shapes.text(received.shape()) + " instead of " + Shapes.text(expected.shape()));
            return;
        }
        numbers(name, received.toDoubleArray(), expected.toDoubleArray());
    }

    void numbers(String name, double[] received, double[] expected) {
        if (received.length != expected.length) {
            differences.put(name, Arrays.toString(received) + " instead of " + Arrays.toString(expected));
            return;
        }
        int wrong = 0;
        int first = -1;
        for (int i = 0; i < received.length; i++) {
            double error = Math.abs(received[i] - expected[i]);
            boolean same = Double.compare(received[i], expected[i]) == 0;
            if (!same && !(error <= atol + rtol * Math.abs(expected[i]))) {
                first = wrong++ == 0 ? i : first;
            }
            greatest = same ? greatest : Math.max(greatest, error);
        }
        if (wrong > 0) {
            differences.put(
                    name,
                    wrong + " of " + received.length + " numbers differ, at " + first + ": " + received[first]
                            + " instead of " + expected[first]);
        }
    }

    void missing(String name) {
        differences.put(name, "missing");
    }

    Outcome outcome(String name) {
        if (differences.isEmpty()) {
            return Outcome.ok(name, greatest);
        }
        Map.Entry<String, String> first = differences.entrySet().iterator().next();
        String more = differences.size() == 1 ? "" : " (and " + (differences.size() - 1) + " more)";
        return Outcome.fail(name, first.getKey() + ": " + first.getValue() + more);
    }
}
