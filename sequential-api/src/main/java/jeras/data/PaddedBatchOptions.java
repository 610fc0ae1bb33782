package jeras.data;

/** What {@link Dataset#paddedBatch} is told, besides the size. */
public final class PaddedBatchOptions {
    private boolean dropRemainder;
    private double paddingValue;

    PaddedBatchOptions() {}

    /** Whether to leave the last samples out when they are too few for a batch; default: false. */
    public PaddedBatchOptions dropRemainder(boolean value) {
        dropRemainder = value;
        return this;
    }

    /** What samples are filled up with after their end; default: 0. Strings are filled up with empty ones. */
    public PaddedBatchOptions paddingValue(double value) {
        paddingValue = value;
        return this;
    }

    boolean dropsRemainder() {
        return dropRemainder;
    }

    double paddingValue() {
        return paddingValue;
    }
}
