package jeras.data;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import jeras.ops.Seeds;

/** The seeds of the walks through a data set, one after the other. */
final class WalkSeeds {
    private WalkSeeds() {}

    /** From the source of all chance, which {@code Keras.setRandomSeed} starts. */
    static LongSupplier any() {
        return Seeds::next;
    }

    /** Another one for each walk, the same ones for each data set with this seed. */
    static LongSupplier of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return () -> {
            synchronized (random) {
                return random.nextLong();
            }
        };
    }

    /** One for all walks. */
    static LongSupplier fixed(long seed) {
        return () -> seed;
    }
}
