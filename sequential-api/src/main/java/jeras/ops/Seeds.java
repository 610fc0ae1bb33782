package jeras.ops;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** The one source of seeds: for first values, shuffling and dropout. */
public final class Seeds {
    private static SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

    private Seeds() {}

    /** Starts the sequence of seeds anew, so that what follows repeats. */
    public static synchronized void reset(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next seed, not negative. */
    public static synchronized long next() {
        return random.nextLong() >>> 1;
    }
}
