package jeras.data;

/** What {@link Dataset#batch} is told, besides the size. */
public final class BatchOptions {
    private boolean dropRemainder;

    BatchOptions() {}

    /** Whether to leave the last samples out when they are too few for a batch; default: false. */
    public BatchOptions dropRemainder(boolean value) {
        dropRemainder = value;
        return this;
    }

    boolean dropsRemainder() {
        return dropRemainder;
    }
}
