package jeras.tuner;

/** Seeds for parts of a search that depend on nothing but the search's own and the part, so that each can be repeated alone. */
final class SeedMix {
    private SeedMix() {}

    /** A seed, not negative, for a part that is named by numbers: trial, run, execution. */
    static long of(long seed, long... part) {
        long mixed = mix(seed);
        for (long number : part) {
            mixed = mix(mixed + 0x9e3779b97f4a7c15L * (number + 1));
        }
        return mixed >>> 1;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, 2014). */
    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
