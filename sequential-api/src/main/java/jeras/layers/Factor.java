package jeras.layers;

import java.util.Arrays;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** The bounds between which layers draw: Keras's factors, one number or two. */
final class Factor {
    private Factor() {}

    static List<Double> list(double... values) {
        return Arrays.stream(values).boxed().toList();
    }

    /**
     * Bounds as most of Keras's layers take them: one number within {@code least} and {@code most} stands for itself to both
     * sides of 0, cut at {@code least}; two must only not lie beyond on one side.
     */
    static List<Double> of(String layer, String option, List<Double> given, double least, double most) {
        if (given.size() == 1) {
            double value = given.get(0);
            check(layer, option, given, least, most, value >= least && value <= most);
            return List.of(Math.max(-Math.abs(value), least) + 0.0, Math.abs(value));
        }
        boolean two = given.size() == 2;
        check(layer, option, given, least, most, two && given.get(0) <= most && given.get(1) >= least);
        return sorted(given);
    }

    /** Bounds that all lie within {@code least} and {@code most}; one number stands for itself to both sides of 0. */
    static List<Double> within(String layer, String option, List<Double> given, double least, double most) {
        boolean fits = given.size() == 1 || given.size() == 2;
        check(layer, option, given, least, most, fits && given.stream().allMatch(v -> v >= least && v <= most));
        double value = given.get(0);
        return given.size() == 1 ? List.of(-Math.abs(value), Math.abs(value)) : sorted(given);
    }

    private static List<Double> sorted(List<Double> given) {
        return given.stream().sorted().toList();
    }

    private static void check(
            String layer, String option, List<Double> given, double least, double most, boolean holds) {
        if (!holds || given.stream().anyMatch(v -> v.isNaN())) {
            throw new InvalidArgumentException(JerasException.message(
                    layer + " cannot be made.",
                    option + ", one number or two, from " + Check.number(least) + " to " + Check.number(most),
                    given.toString(),
                    "give such a number, or a lower and an upper one"));
        }
    }

    /** The least and the greatest value of images. */
    static List<Double> valueRange(String layer, List<Double> given) {
        if (given.size() != 2 || !(given.get(0) - given.get(1) != 0)) {
            throw new InvalidArgumentException(JerasException.message(
                    layer + " cannot be made.",
                    "valueRange of two numbers",
                    given.toString(),
                    "give the least and the greatest value of the images, such as 0 and 255"));
        }
        return sorted(given);
    }
}
