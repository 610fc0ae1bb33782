package jeras.data;

import java.util.function.LongSupplier;
import jeras.ops.Seeds;

/** What {@link Dataset#shuffle} is told, besides the size of the buffer. */
public final class ShuffleOptions {
    private boolean hasSeed;
    private long seed;
    private boolean reshuffleEachIteration = true;

    ShuffleOptions() {}

    /** Makes the orders repeat; by default they come from {@code Keras.setRandomSeed}. */
    public ShuffleOptions seed(long value) {
        seed = value;
        hasSeed = true;
        return this;
    }

    /** Whether each walk has an order of its own; default: true. */
    public ShuffleOptions reshuffleEachIteration(boolean value) {
        reshuffleEachIteration = value;
        return this;
    }

    LongSupplier seeds() {
        if (!reshuffleEachIteration) {
            return WalkSeeds.fixed(hasSeed ? seed : Seeds.next());
        }
        return hasSeed ? WalkSeeds.of(seed) : WalkSeeds.any();
    }
}
