package jeras.layers;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Arguments of one whole number an axis, such as strides. */
final class Tuple {
    private Tuple() {}

    /** The numbers, a single one standing for all axes; each at least 1. */
    static List<Integer> of(String layer, String option, int axes, int... values) {
        List<Integer> tuple = each(axes, values);
        check(layer, option, axes, tuple);
        return tuple;
    }

    /** As {@link #of}, each at least 0. */
    static List<Integer> ofZeros(String layer, String option, int axes, int... values) {
        List<Integer> tuple = each(axes, values);
        checkZeros(layer, option, axes, tuple);
        return tuple;
    }

    private static List<Integer> each(int axes, int... values) {
        int[] all = values.clone();
        if (values.length == 1) {
            all = new int[axes];
            Arrays.fill(all, values[0]);
        }
        return Arrays.stream(all).boxed().toList();
    }

    static void check(String layer, String option, int axes, List<Integer> tuple) {
        check(layer, option, axes, tuple, 1);
    }

    static void checkZeros(String layer, String option, int axes, List<Integer> tuple) {
        check(layer, option, axes, tuple, 0);
    }

    private static void check(String layer, String option, int axes, List<Integer> tuple, int least) {
        if (tuple.size() != axes || tuple.stream().anyMatch(v -> v < least)) {
            throw new InvalidArgumentException(JerasException.message(
                    layer + " cannot be made.",
                    option + " of " + (axes == 1 ? "one number" : "one number, or " + axes) + ", each at least "
                            + least,
                    tuple.toString(),
                    "give one number for each axis, or one for all"));
        }
    }

    /** That windows either leap or have gaps. */
    static void checkStridesOrDilation(String layer, List<Integer> strides, List<Integer> dilationRate) {
        if (Collections.max(strides) > 1 && Collections.max(dilationRate) > 1) {
            throw new InvalidArgumentException(JerasException.message(
                    layer + " cannot be made.",
                    "strides or dilationRate above 1, not both",
                    "strides " + strides + " and dilationRate " + dilationRate,
                    "leave one of them at 1"));
        }
    }

    static long[] longs(List<Integer> tuple) {
        return tuple.stream().mapToLong(Integer::longValue).toArray();
    }

    static int[] ints(List<Integer> tuple) {
        return tuple.stream().mapToInt(Integer::intValue).toArray();
    }
}
