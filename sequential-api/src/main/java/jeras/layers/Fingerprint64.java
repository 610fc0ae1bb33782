package jeras.layers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * FarmHash's 64-bit fingerprint of bytes, by which TensorFlow, and so Keras, puts strings into bins.
 *
 * @see <a href="https://github.com/google/farmhash">FarmHash</a>
 */
final class Fingerprint64 {
    private static final long K0 = 0xc3a5c85c97cb3127L;
    private static final long K1 = 0xb492b66fbe98f273L;
    private static final long K2 = 0x9ae16a3b2f90404fL;
    /** The multiplier by which TensorFlow joins two fingerprints. */
    private static final long JOIN = 0xc6a4a7935bd1e995L;

    private static final int SEED = 81;
    private static final int BLOCK = 64;

    private final ByteBuffer bytes;
    private final int length;
    private long x;
    private long y;
    private long z;
    private long v1;
    private long v2;
    private long w1;
    private long w2;

    private Fingerprint64(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.length = bytes.length;
    }

    static long of(byte[] bytes) {
        Fingerprint64 fingerprint = new Fingerprint64(bytes);
        if (bytes.length <= 16) {
            return fingerprint.upTo16();
        } else if (bytes.length <= 32) {
            return fingerprint.upTo32();
        }
        return bytes.length <= BLOCK ? fingerprint.upTo64() : fingerprint.longer();
    }

    /** One fingerprint of two. */
    static long join(long first, long second) {
        long result = first ^ JOIN;
        result ^= mixed(second * JOIN) * JOIN;
        result *= JOIN;
        return mixed(mixed(result) * JOIN);
    }

    private long at(int position) {
        return bytes.getLong(position);
    }

    private long shortAt(int position) {
        return Integer.toUnsignedLong(bytes.getInt(position));
    }

    private static long turned(long value, int distance) {
        return Long.rotateRight(value, distance);
    }

    private static long mixed(long value) {
        return value ^ (value >>> 47);
    }

    private static long both(long u, long v, long multiplier) {
        long a = mixed((u ^ v) * multiplier);
        return mixed((v ^ a) * multiplier) * multiplier;
    }

    private long multiplier() {
        return K2 + length * 2L;
    }

    private long upTo16() {
        long m = multiplier();
        if (length >= 8) {
            long a = at(0) + K2;
            long b = at(length - 8);
            return both(turned(b, 37) * m + a, (turned(a, 25) + b) * m, m);
        }
        if (length >= 4) {
            return both(length + (shortAt(0) << 3), shortAt(length - 4), m);
        }
        if (length == 0) {
            return K2;
        }
        int first = bytes.get(0) & 0xff;
        int middle = bytes.get(length >> 1) & 0xff;
        int last = bytes.get(length - 1) & 0xff;
        long low = first + ((long) middle << 8);
        long high = length + ((long) last << 2);
        return mixed(low * K2 ^ high * K0) * K2;
    }

    private long upTo32() {
        long m = multiplier();
        long a = at(0) * K1;
        long b = at(8);
        long c = at(length - 8) * m;
        long d = at(length - 16) * K2;
        return both(turned(a + b, 43) + turned(c, 30) + d, a + turned(b + K2, 18) + c, m);
    }

    private long upTo64() {
        long m = multiplier();
        long a = at(0) * K2;
        long b = at(8);
        long c = at(length - 8) * m;
        long d = at(length - 16) * K2;
        long first = turned(a + b, 43) + turned(c, 30) + d;
        long second = both(first, a + turned(b + K2, 18) + c, m);
        long e = at(16) * m;
        long f = at(24);
        long g = (first + at(length - 32)) * m;
        long h = (second + at(length - 24)) * m;
        return both(turned(e + f, 43) + turned(g, 30) + h, e + turned(f + a, 18) + g, m);
    }

    private long longer() {
        // The products overflow on purpose, as all of this arithmetic does.
        long seed = SEED;
        x = seed * K2 + at(0);
        y = seed * K1 + 113;
        z = mixed(y * K2 + 113) * K2;
        int end = (length - 1) / BLOCK * BLOCK;
        for (int s = 0; s < end; s += BLOCK) {
            block(s, K1, 1);
        }
        int rest = (length - 1) & (BLOCK - 1);
        long m = K1 + ((z & 0xff) << 1);
        w1 += rest;
        v1 += w1;
        w1 += v1;
        block(length - BLOCK, m, 9);
        return both(both(v1, w1, m) + mixed(y) * K0 + z, both(v2, w2, m) + x, m);
    }

    /** @param weight 9 in the last block, else 1 */
    private void block(int s, long m, int weight) {
        x = turned(x + y + v1 + at(s + 8), 37) * m;
        y = turned(y + v2 + at(s + 48), 42) * m;
        x ^= w2 * weight;
        y += v1 * weight + at(s + 40);
        z = turned(z + w1, 33) * m;
        long before = v2 * m;
        v1 = weakFirst(s, before);
        v2 = weakSecond(s, before, x + w1);
        long next = z + w2;
        w1 = weakFirst(s + 32, next);
        w2 = weakSecond(s + 32, next, y + at(s + 16));
        long kept = z;
        z = x;
        x = kept;
    }

    private long weakFirst(int s, long a) {
        return a + at(s) + at(s + 8) + at(s + 16) + at(s + 24);
    }

    private long weakSecond(int s, long a, long b) {
        long start = a + at(s);
        long most = start + at(s + 8) + at(s + 16);
        return turned(b + start + at(s + 24), 21) + turned(most, 44) + start;
    }
}
