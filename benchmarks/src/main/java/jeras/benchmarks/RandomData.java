package jeras.benchmarks;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import jeras.Array;

/** Random numbers for models that are only timed. */
final class RandomData {
    private final Random random = new Random(0);

    /** Floats from 0 up to, without, 1. */
    Array pixels(long... shape) {
        float[] values = new float[size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Array.of(values, shape);
    }

    /** Whole numbers from 0 up to, without, {@code below}. */
    Array integers(int below, long... shape) {
        return Array.of(
                IntStream.range(0, size(shape)).map(i -> random.nextInt(below)).toArray(), shape);
    }

    private static int size(long... shape) {
        return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }
}
