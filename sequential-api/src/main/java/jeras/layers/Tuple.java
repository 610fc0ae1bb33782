package jeras.layers;

import java.util.Arrays;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Arguments of one whole number an axis, such as strides. */
final class Tuple {
    private Tuple() {}

    /** The numbers, a single one standing for all axes; each at least 1. */
    static List<Integer> of(String layer, String option, int axes, int... values) {
        int[] all = values.clone();
        if (values.length == 1) {
            all = new int[axes];
            Arrays.fill(all, values[0]);
        }
        List<Integer> tuple = Arrays.stream(all).boxed().toList();
        check(layer, option, axes, tuple);
        return tuple;
    }

    static void check(String layer, String option, int axes, List<Integer> tuple) {
        if (tuple.size() != axes || tuple.stream().anyMatch(v -> v < 1)) {
            throw new InvalidArgumentException(JerasException.message(
                    layer + " cannot be made.",
                    option + " of " + (axes == 1 ? "one number" : "one number, or " + axes) + ", each at least 1",
                    tuple.toString(),
                    "give one number for each axis, or one for all"));
        }
    }

    static long[] longs(List<Integer> tuple) {
        return tuple.stream().mapToLong(Integer::longValue).toArray();
    }

    static int[] ints(List<Integer> tuple) {
        return tuple.stream().mapToInt(Integer::intValue).toArray();
    }
}
