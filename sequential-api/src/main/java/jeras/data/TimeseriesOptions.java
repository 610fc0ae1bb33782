package jeras.data;

import java.util.OptionalInt;

/** What {@link Dataset#timeseriesDatasetFromArray} is told, besides data and length; Keras's arguments and defaults. */
public final class TimeseriesOptions {
    int sequenceStride = 1;
    int samplingRate = 1;
    int batchSize = 128;
    boolean shuffle;
    OptionalInt seed = OptionalInt.empty();
    int startIndex;
    OptionalInt endIndex = OptionalInt.empty();

    TimeseriesOptions() {}

    /** The steps between the beginnings of two windows; default: 1. */
    public TimeseriesOptions sequenceStride(int steps) {
        sequenceStride = steps;
        return this;
    }

    /** The steps between two neighbours in a window; default: 1. */
    public TimeseriesOptions samplingRate(int steps) {
        samplingRate = steps;
        return this;
    }

    /** Windows a batch; default: 128. */
    public TimeseriesOptions batchSize(int size) {
        batchSize = FolderOptions.positive("batchSize", size);
        return this;
    }

    /** Single windows in place of batches, Keras's {@code batch_size=None}. */
    public TimeseriesOptions unbatched() {
        batchSize = 0;
        return this;
    }

    /** Whether to give the windows in random order, another one on each walk; default: false, in the order of time. */
    public TimeseriesOptions shuffle(boolean value) {
        shuffle = value;
        return this;
    }

    /** Makes the shuffling repeat. */
    public TimeseriesOptions seed(int value) {
        seed = OptionalInt.of(value);
        return this;
    }

    /** The first step that is used; default: 0. */
    public TimeseriesOptions startIndex(int step) {
        startIndex = step;
        return this;
    }

    /** The first step that is not used any more; default: none. */
    public TimeseriesOptions endIndex(int step) {
        endIndex = OptionalInt.of(step);
        return this;
    }
}
