package jeras.data;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Windows over a series, gathered from its arrays as they are asked for. */
final class TimeseriesDataset extends Dataset {
    private final Batch data;
    private final int sequenceLength;
    private final TimeseriesOptions options;
    private final int windows;
    private final LongSupplier seeds;

    private TimeseriesDataset(Batch data, int sequenceLength, TimeseriesOptions options, int windows) {
        this.data = data;
        this.sequenceLength = sequenceLength;
        this.options = options;
        this.windows = windows;
        this.seeds = options.seed.isPresent() ? WalkSeeds.of(options.seed.getAsInt()) : WalkSeeds.any();
    }

    static TimeseriesDataset of(Batch data, int sequenceLength, Consumer<TimeseriesOptions> told) {
        TimeseriesOptions options = new TimeseriesOptions();
        told.accept(options);
        Array series = data.x().get(0);
        if (series.rank() == 0) {
            throw wrong("data", "at least one axis, the time", "a single number");
        }
        int steps = (int) series.length();
        range("sequenceLength", sequenceLength, 1, Integer.MAX_VALUE);
        range("startIndex", options.startIndex, 0, steps - 1);
        options.endIndex.ifPresent(end -> range("endIndex", end, options.startIndex + 1, steps - 1));
        range("samplingRate", options.samplingRate, 1, steps - 1);
        range("sequenceStride", options.sequenceStride, 1, steps - 1);
        int end = options.endIndex.orElse(steps);
        long starts = end - options.startIndex - (sequenceLength - 1L) * options.samplingRate;
        for (Array targets : data.y()) {
            starts = Math.min(starts, targets.length());
            if (targets.length() < options.startIndex + Math.max(0, starts)) {
                throw wrong(
                        "targets",
                        "a target for each of the steps from " + options.startIndex + " at which a window begins",
                        targets.length() + " targets",
                        "give as many targets as steps");
            }
        }
        int windows = (int) Math.max(0, (starts + options.sequenceStride - 1) / options.sequenceStride);
        return new TimeseriesDataset(data, sequenceLength, options, windows);
    }

    private static void range(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(
                    option,
                    most == Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most,
                    Integer.toString(value));
        }
    }

    private static InvalidArgumentException wrong(String option, String expected, String received, String... fix) {
        return new InvalidArgumentException(JerasException.message(
                "Windows cannot be made with this " + option + ".",
                expected,
                received,
                fix.length == 0 ? "give one that the series is long enough for" : fix[0]));
    }

    @Override
    public Stream iterator() {
        int[] order = ArrayDataset.order(windows, options.shuffle ? windows : 1, seeds);
        int step = Math.max(1, options.batchSize);
        return new Stream() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < windows;
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int[] starts = new int[Math.min(windows, at + step) - at];
                for (int i = 0; i < starts.length; i++) {
                    starts[i] = options.startIndex + order[at + i] * options.sequenceStride;
                }
                at += starts.length;
                Batch batch = batch(starts);
                return options.batchSize == 0 ? batch.mapAll(a -> a.get(0)) : batch;
            }
        };
    }

    /** The windows that begin with these steps. */
    private Batch batch(int... starts) {
        int[] steps = new int[starts.length * sequenceLength];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = starts[i / sequenceLength] + i % sequenceLength * options.samplingRate;
        }
        Array places = Array.of(steps, starts.length, sequenceLength);
        List<Array> x = data.x().stream().map(a -> a.take(places)).toList(); // (batch, sequenceLength, ...)
        List<Array> y = data.y().stream().map(a -> a.take(starts)).toList(); // (batch, ...)
        return new Batch(x, y, List.of(), data.inputs(), data.outputs());
    }

    @Override
    String text() {
        return "TimeseriesDataset(" + data.text() + ", windows of " + sequenceLength + ")";
    }

    @Override
    public OptionalLong cardinality() {
        int size = options.batchSize;
        return OptionalLong.of(size == 0 ? windows : (windows + size - 1) / size);
    }

    @Override
    public boolean isSamples() {
        return options.batchSize == 0;
    }
}
