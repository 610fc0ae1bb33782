package jeras.training;

import jeras.data.Batch;
import jeras.ops.Seeds;
import jeras.utils.Warnings;

/** The walks over the training data, epoch by epoch. */
final class Epochs implements AutoCloseable {
    private final Source source;
    private final int limit;
    private Source.Walk walk;
    private int taken;
    private boolean dry;
    /** Where the seeds were when the walk began, and how many of its steps were taken. */
    private long walkSeeds;

    private int walkSteps;
    private long begun;
    private long given;
    private long waited;

    Epochs(Source source, int limit) {
        this.source = source;
        this.limit = limit;
    }

    /** With a number of steps an epoch goes on where the last one stopped; without, it starts the data anew. */
    void begin() {
        taken = 0;
        waited = 0;
        begun = System.nanoTime();
        if (limit == 0 || walk == null) {
            open();
        }
    }

    private void open() {
        close();
        walkSeeds = Seeds.state();
        walkSteps = 0;
        walk = source.walk();
    }

    /** The first batch. */
    Batch sample() {
        return source.sample();
    }

    /** Tells how far the data have been walked. */
    void save(Backup.State state) {
        state.walkSeeds = walkSeeds;
        state.walkSteps = walkSteps;
    }

    /** Walks the data as far as they were; those of an epoch without a number of steps start anew anyway. */
    void restore(Backup.State state) {
        source.close(); // what was opened to look at the first batch was opened with other seeds
        if (limit > 0) {
            Seeds.reset(state.walkSeeds);
            open();
            while (walkSteps < state.walkSteps && walk.next(1) != null) {
                walkSteps++;
            }
        }
    }

    /**
     * The next batch, or the next ones if they are alike; null at the end of the epoch.
     *
     * @param most how many at most
     */
    Source.Step next(int most) {
        long asked = System.nanoTime();
        Source.Step step = fetched(most);
        given = System.nanoTime();
        waited += given - asked;
        return step;
    }

    /** The share of the epoch's time, from its beginning to the end of its data, that went by waiting for data. */
    double waitShare() {
        return given == begun ? 0 : waited / (double) (given - begun);
    }

    private Source.Step fetched(int wanted) {
        if (limit > 0 && taken == limit) {
            return null;
        }
        int most = limit > 0 ? Math.min(wanted, limit - taken) : wanted;
        Source.Step step = walk.next(most);
        if (step == null) {
            if (limit > 0 && taken > 0) {
                dry = true;
                Warnings.warn("Your input ran out of data after " + taken + " of " + limit
                        + " steps; interrupting training. Use repeat() on the data set, or fewer stepsPerEpoch.");
            } else if (limit > 0) {
                open();
                step = walk.next(most);
            }
        }
        int batches = step == null ? 0 : step.batches();
        taken += batches;
        walkSteps += batches;
        return step;
    }

    boolean dry() {
        return dry;
    }

    @Override
    public void close() {
        if (walk != null) {
            walk.close();
            walk = null;
        }
    }
}
