package jeras.training;

import jeras.utils.Warnings;

/** The walks over the training data, epoch by epoch. */
final class Epochs implements AutoCloseable {
    private final Source source;
    private final int limit;
    private Source.Walk walk;
    private int taken;
    private boolean dry;
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
            close();
            walk = source.walk();
        }
    }

    Source.Step next() {
        long asked = System.nanoTime();
        Source.Step step = fetched();
        given = System.nanoTime();
        waited += given - asked;
        return step;
    }

    /** The share of the epoch's time, from its beginning to the end of its data, that went by waiting for data. */
    double waitShare() {
        return given == begun ? 0 : waited / (double) (given - begun);
    }

    private Source.Step fetched() {
        if (limit > 0 && taken == limit) {
            return null;
        }
        Source.Step step = walk.next();
        if (step == null) {
            if (limit > 0 && taken > 0) {
                dry = true;
                Warnings.warn("Your input ran out of data after " + taken + " of " + limit
                        + " steps; interrupting training. Use repeat() on the data set, or fewer stepsPerEpoch.");
            } else if (limit > 0) {
                close();
                walk = source.walk();
                step = walk.next();
            }
        }
        taken += step == null ? 0 : 1;
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
