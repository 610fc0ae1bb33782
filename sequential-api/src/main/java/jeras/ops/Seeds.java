package jeras.ops;

import java.security.SecureRandom;
import java.util.OptionalLong;

/**
 * The one source of seeds: for first values, shuffling and dropout. A SplitMix64 generator (Steele, Lea, Flood, 2014), as
 * {@link java.util.SplittableRandom}, whose state can be kept and put back.
 */
public final class Seeds {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private static OptionalLong chosen = OptionalLong.empty();
    private static long state = new SecureRandom().nextLong();

    private Seeds() {}

    /** As {@link #reset}, by the user, whose choice is remembered. */
    public static synchronized void choose(long seed) {
        chosen = OptionalLong.of(seed);
        reset(seed);
    }

    /** What was last {@link #choose chosen}; empty before. */
    public static synchronized OptionalLong chosen() {
        return chosen;
    }

    /** Starts the sequence of seeds anew, so that what follows repeats. */
    public static synchronized void reset(long seed) {
        state = seed;
    }

    /** Where the sequence is: {@link #reset} with it goes on from here. */
    public static synchronized long state() {
        return state;
    }

    /** The next seed, not negative. */
    public static synchronized long next() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return (z ^ (z >>> 31)) >>> 1;
    }
}
