package jeras.datasets;

import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * NumPy's {@code RandomState} as far as {@code keras.datasets} needs it: a Mersenne Twister and the shuffle on it, so that
 * the parts of a data set hold the same samples in the same order as in Python.
 *
 * @see <a href="https://doi.org/10.1145/272991.272995">Matsumoto, Nishimura: Mersenne Twister (1998)</a>
 */
final class RandomState {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;
    private static final int UPPER = 0x80000000;
    private static final int LOWER = 0x7fffffff;
    private static final long GREATEST_SEED = (1L << 32) - 1;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    /** @param seed 0 to 2^32 - 1 */
    RandomState(long seed) {
        requireSeed(seed);
        state[0] = (int) seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
    }

    static void requireSeed(long seed) {
        if (seed < 0 || seed > GREATEST_SEED) {
            throw new InvalidArgumentException(JerasException.message(
                    "This cannot be a seed.",
                    "0 to " + GREATEST_SEED + ", as in NumPy",
                    Long.toString(seed),
                    "leave the seed out for Keras's 113"));
        }
    }

    /** The numbers 0 to {@code count - 1} in the order that {@code shuffle(arange(count))} gives them. */
    int[] shuffled(int count) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        for (int i = count - 1; i > 0; i--) {
            int j = upTo(i);
            int swapped = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = swapped;
        }
        return numbers;
    }

    /** 0 to {@code greatest}: draws so many bits as it has, until they are not above it. */
    private int upTo(int greatest) {
        int mask = Integer.highestOneBit(greatest) * 2 - 1;
        int drawn = draw() & mask;
        while (drawn > greatest) {
            drawn = draw() & mask;
        }
        return drawn;
    }

    private int draw() {
        if (next == SIZE) {
            twist();
            next = 0;
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int y = (state[i] & UPPER) | (state[(i + 1) % SIZE] & LOWER);
            state[i] = state[(i + SHIFT) % SIZE] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
    }
}
