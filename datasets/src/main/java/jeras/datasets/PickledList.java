package jeras.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A list out of a pickle; one of integers takes four bytes for each of them. */
final class PickledList {
    private int[] integers = new int[8];
    private int count;
    private List<Object> others = new ArrayList<>();

    void add(Object value) {
        if (others.isEmpty() && value instanceof Long number && number == number.intValue()) {
            if (count == integers.length) {
                integers = Arrays.copyOf(integers, count * 2);
            }
            integers[count++] = number.intValue();
            return;
        }
        for (int i = 0; i < count; i++) {
            others.add((long) integers[i]);
        }
        count = 0;
        others.add(value);
    }

    /** The integers, if the list holds nothing else. */
    Optional<int[]> toInts() {
        return others.isEmpty() ? Optional.of(Arrays.copyOf(integers, count)) : Optional.empty();
    }

    /** All values, integers as {@link Long}. */
    List<Object> values() {
        return others.isEmpty()
                ? Arrays.stream(integers, 0, count)
                        .<Object>mapToObj(i -> (long) i)
                        .toList()
                : List.copyOf(others);
    }
}
