package jeras.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** How many elements are added or cut before and after each axis between batch and channels: {@code [[before, after], ...]}. */
final class Sides {
    private Sides() {}

    /** One number for all sides, one for each axis, or two for each axis. */
    static List<List<Integer>> of(String layer, String option, int axes, int... numbers) {
        List<List<Integer>> sides = new ArrayList<>();
        if (!Arrays.asList(1, axes, 2 * axes).contains(numbers.length)) {
            throw refused(layer, option, axes, Arrays.toString(numbers));
        }
        for (int i = 0; i < axes; i++) {
            if (numbers.length == 2 * axes) {
                sides.add(List.of(numbers[2 * i], numbers[2 * i + 1]));
            } else {
                sides.add(Collections.nCopies(2, numbers.length == 1 ? numbers[0] : numbers[i]));
            }
        }
        check(layer, option, axes, sides);
        return List.copyOf(sides);
    }

    static void check(String layer, String option, int axes, List<List<Integer>> sides) {
        boolean pairs =
                sides.size() == axes && sides.stream().allMatch(p -> p.size() == 2 && p.get(0) >= 0 && p.get(1) >= 0);
        if (!pairs) {
            throw refused(layer, option, axes, sides.toString());
        }
    }

    private static InvalidArgumentException refused(String layer, String option, int axes, String received) {
        return new InvalidArgumentException(JerasException.message(
                layer + " cannot be made.",
                option + " of 1" + (axes == 1 ? "" : ", " + axes) + " or " + 2 * axes + " numbers, none negative",
                received,
                axes == 1
                        ? "give one for both sides; or left and right"
                        : "give one for all sides; one for each axis; or two, before and after, for each axis"));
    }

    /** x with zeros at the sides. */
    static Tensor pad(Tensor x, List<List<Integer>> sides, String dataFormat) {
        long[][] widths = new long[x.rank()][2];
        int first = DataFormat.isFirst(dataFormat) ? 2 : 1;
        for (int i = 0; i < sides.size(); i++) {
            widths[first + i] = Tuple.longs(sides.get(i));
        }
        return Ops.pad(x, widths, 0);
    }

    /** x without its sides. */
    static Tensor crop(Layer layer, Tensor x, List<List<Integer>> sides, String dataFormat) {
        int first = DataFormat.isFirst(dataFormat) ? 2 : 1;
        List<String> parts = new ArrayList<>(Collections.nCopies(first, ":"));
        for (int i = 0; i < sides.size(); i++) {
            int before = sides.get(i).get(0);
            int after = sides.get(i).get(1);
            long size = x.size(first + i);
            if (size >= 0 && size <= before + after) {
                throw Check.wrong(
                        layer,
                        x.shape(),
                        "more than " + (before + after) + " elements on axis " + (first + i)
                                + ", of which the cropping takes so many",
                        size + " elements",
                        "crop less, or give it larger inputs");
            }
            parts.add(before + ":" + (after == 0 ? "" : "-" + after));
        }
        return Ops.getItem(x, String.join(", ", parts));
    }
}
