package jeras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jeras.plots.CurveOptions;
import jeras.plots.Plot;
import jeras.plots.TrainingCurves;
import jeras.training.TrainingRecord;
import jeras.utils.Measured;
import jeras.utils.Suggestions;

/** What {@code fit} measured, epoch by epoch. */
public final class History {
    private final Map<String, List<Double>> history = new LinkedHashMap<>();
    private final Map<String, List<double[]>> several = new LinkedHashMap<>();
    private final List<Integer> epoch = new ArrayList<>();
    private final List<Double> waitShare = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();

    /** Null for a history that no training has made. */
    private TrainingRecord record;

    /** Adds the logs of an epoch; called by the training loop. */
    public void add(int epochIndex, Map<String, Double> logs) {
        add(epochIndex, Measured.of(logs));
    }

    /** Adds the logs of an epoch; called by the training loop. */
    public void add(int epochIndex, Measured logs) {
        epoch.add(epochIndex);
        logs.several()
                .forEach((name, values) ->
                        several.computeIfAbsent(name, n -> new ArrayList<>()).add(values));
        logs.numbers()
                .forEach((name, value) ->
                        history.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
    }

    /** Adds the share of an epoch's time that went by waiting for data; called by the training loop. */
    public void addWait(double share) {
        waitShare.add(share);
    }

    /**
     * The share of each epoch's time, from 0 to 1, that training waited for its data. When it is high, read and prepare them by more
     * threads, cache them, or prefetch.
     * Of an epoch that was made before an interruption it is NaN.
     */
    public List<Double> waitShare() {
        return Collections.unmodifiableList(waitShare);
    }

    /** Adds how long an epoch took; called by the training loop. */
    public void addSeconds(double duration) {
        seconds.add(duration);
    }

    /** How long each epoch took, in seconds, its validation included. Of an epoch that was made before an interruption it is NaN. */
    public List<Double> seconds() {
        return Collections.unmodifiableList(seconds);
    }

    /** Keeps what the training was told and given; called by the training loop. */
    public void describe(TrainingRecord description) {
        record = description;
    }

    /** What the training was told and given; empty for a history that no training has made. */
    public Optional<TrainingRecord> trainingRecord() {
        return Optional.ofNullable(record);
    }

    /** The values by name, such as {@code "loss"} and {@code "val_accuracy"}, one an epoch. */
    public Map<String, List<Double>> history() {
        return Collections.unmodifiableMap(history);
    }

    /** The values of one name, one an epoch: of a measure that has several the mean. */
    public List<Double> get(String name) {
        List<Double> values = history.get(name);
        if (values == null) {
            throw new InvalidArgumentException(Suggestions.unknown("log", name, history.keySet()));
        }
        return Collections.unmodifiableList(values);
    }

    /** All values of a measure, usually one, an epoch. */
    public List<double[]> values(String name) {
        List<Double> numbers = get(name);
        List<double[]> all = several.getOrDefault(
                name, numbers.stream().map(n -> new double[] {n}).toList());
        return all.stream().map(double[]::clone).toList();
    }

    /** The value of one name after the last epoch. */
    public double last(String name) {
        List<Double> values = get(name);
        return values.get(values.size() - 1);
    }

    /** The epochs that ran, counted from 0. */
    public List<Integer> epoch() {
        return Collections.unmodifiableList(epoch);
    }

    /** The curves of all measures as a picture, which notebooks show: {@code history.plot().save("curves.png")}. */
    public Plot plot() {
        return plot(options -> {});
    }

    /**
     * The curves as a picture: {@code history.plot(p -> p.title("MNIST").metrics("loss"))}.
     *
     * @throws ModelStateException if no epoch has ended
     */
    public Plot plot(Consumer<CurveOptions> options) {
        return TrainingCurves.of(this, options);
    }

    @Override
    public String toString() {
        return history.entrySet().stream()
                .map(e -> "'" + e.getKey() + "': "
                        + (several.containsKey(e.getKey())
                                ? several.get(e.getKey()).stream()
                                        .map(Arrays::toString)
                                        .toList()
                                : e.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
