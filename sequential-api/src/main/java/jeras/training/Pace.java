package jeras.training;

/**
 * How many steps one native call runs: as many as were asked for; or, where that was left open, so many short steps that a call is
 * worth its while and still ends before anybody waits for it.
 */
final class Pace {
    /** Steps that take longer than this, in nanoseconds, run one by one. */
    private static final long SHORT = 1_000_000;

    /** What a call of several steps should take, in nanoseconds: a small part of the time between two looks at the bar. */
    private static final long CALL = 8_000_000;

    private static final int MOST = 64;

    /** The first calls of a program are slower than the others. */
    private static final int WARM = 3;

    private final int asked;
    private int calls;
    private long shortest = Long.MAX_VALUE;

    private Pace(int asked) {
        this.asked = asked;
    }

    /** Always so many steps. */
    static Pace of(int steps) {
        return new Pace(steps);
    }

    /**
     * As many as were asked for, or else as prove good.
     *
     * @param asked 0 when it was left open
     */
    static Pace of(int asked, CallbackList callbacks) {
        return new Pace(asked == 0 && callbacks.watchesBatches() ? 1 : asked);
    }

    /** The number of steps of the next call. */
    int steps() {
        if (asked > 0) {
            return asked;
        }
        if (calls < WARM || shortest > SHORT) {
            return 1;
        }
        // A power of two, so that buffers of few sizes serve.
        return Math.min(MOST, Integer.highestOneBit(Math.toIntExact(Math.max(1, CALL / shortest))));
    }

    /** Makes a call of so many steps and notes how long it took. */
    void time(int steps, Runnable call) {
        long begun = System.nanoTime();
        call.run();
        took(steps, System.nanoTime() - begun);
    }

    /** Notes how long a call of so many steps took. */
    void took(int steps, long nanos) {
        calls++;
        shortest = Math.min(shortest, Math.max(1, nanos / steps));
    }
}
