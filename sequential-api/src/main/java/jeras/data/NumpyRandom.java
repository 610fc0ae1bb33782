package jeras.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The Mersenne Twister with the draws of NumPy's {@code RandomState} and of Python's {@code random}, so that a seed splits the
 * files of a folder as it does in Keras.
 *
 * @see <a href="https://doi.org/10.1145/272991.272995">Matsumoto and Nishimura, Mersenne Twister</a>
 */
final class NumpyRandom {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[SIZE];
    private int at = SIZE;

    private NumpyRandom(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** {@code numpy.random.RandomState(seed)}. */
    static NumpyRandom numpy(int seed) {
        return new NumpyRandom(seed);
    }

    /** {@code random.seed(seed)}, which takes the seed as a key of one word. */
    static NumpyRandom python(int seed) {
        NumpyRandom random = new NumpyRandom(19650218);
        int[] s = random.state;
        // Python drops the sign.
        int key = Math.abs(seed);
        int i = 1;
        for (int k = 0; k < SIZE; k++) {
            s[i] = (s[i] ^ ((s[i - 1] ^ (s[i - 1] >>> 30)) * 1664525)) + key;
            i = random.next(i);
        }
        for (int k = 0; k < SIZE - 1; k++) {
            s[i] = (s[i] ^ ((s[i - 1] ^ (s[i - 1] >>> 30)) * 1566083941)) - i;
            i = random.next(i);
        }
        s[0] = 0x80000000;
        return random;
    }

    /** The place after this one; past the end the last word stands before the first, too. */
    private int next(int i) {
        if (i + 1 < SIZE) {
            return i + 1;
        }
        state[0] = state[SIZE - 1];
        return 1;
    }

    /** 32 random bits. */
    private int bits() {
        if (at == SIZE) {
            refill();
        }
        int y = state[at++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    private void refill() {
        for (int i = 0; i < SIZE; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
            state[i] = state[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        at = 0;
    }

    /** From 0 to {@code max}, drawn as NumPy does: low bits, again until they are in range. */
    private int upTo(int max) {
        if (max == 0) {
            return 0;
        }
        int mask = -1 >>> Integer.numberOfLeadingZeros(max);
        int value = bits() & mask;
        while (value > max) {
            value = bits() & mask;
        }
        return value;
    }

    /** From 0 to {@code max}, drawn as Python does: high bits, again until they are in range. */
    private int pythonUpTo(int max) {
        int shift = Integer.numberOfLeadingZeros(max + 1);
        int value = bits() >>> shift;
        while (value > max) {
            value = bits() >>> shift;
        }
        return value;
    }

    /** {@code numpy.random.RandomState(seed).shuffle(list)}. */
    static <T> List<T> shuffledAsNumpy(List<T> list, int seed) {
        NumpyRandom random = numpy(seed);
        List<T> shuffled = new ArrayList<>(list);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int j = random.upTo(i);
            T kept = shuffled.get(i);
            shuffled.set(i, shuffled.get(j));
            shuffled.set(j, kept);
        }
        return shuffled;
    }

    /** {@code random.seed(seed); random.shuffle(list)}. */
    static <T> List<T> shuffledAsPython(List<T> list, int seed) {
        NumpyRandom random = python(seed);
        List<T> shuffled = new ArrayList<>(list);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int j = random.pythonUpTo(i);
            T kept = shuffled.get(i);
            shuffled.set(i, shuffled.get(j));
            shuffled.set(j, kept);
        }
        return shuffled;
    }
}
