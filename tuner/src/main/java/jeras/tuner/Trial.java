package jeras.tuner;

import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import jeras.utils.Records;

/** One choice of hyperparameters and what came of it. */
public final class Trial {
    private final State state;

    /**
     * What is known of a trial.
     *
     * @param score NaN while there is none
     * @param runs how often it has been tried to the end, successfully or not
     * @param seconds how long that took
     * @param inputs the shapes that the model's weights are made for; empty where it says so itself
     */
    record State(
            String id,
            TrialStatus status,
            HyperParameters hyperparameters,
            Map<String, Double> metrics,
            double score,
            int bestStep,
            String message,
            int runs,
            double seconds,
            List<Shape> inputs) {
        State {
            metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
            inputs = List.copyOf(inputs);
        }
    }

    Trial(State state) {
        this.state = state;
    }

    static Trial begun(int number, HyperParameters hyperparameters) {
        return new Trial(new State(
                id(number), TrialStatus.RUNNING, hyperparameters, Map.of(), Double.NaN, 0, "", 0, 0, List.of()));
    }

    /** The name of a trial by its number, from 0. */
    static String id(int number) {
        return number < 10_000 ? Integer.toString(10_000 + number).substring(1) : Integer.toString(number);
    }

    Trial with(String component, Object value) {
        return new Trial(Records.with(state, component, value));
    }

    State state() {
        return state;
    }

    /** Its number with zeros before it: {@code "0003"}. */
    public String id() {
        return state.id;
    }

    public TrialStatus status() {
        return state.status;
    }

    /** What was chosen; a copy. */
    public HyperParameters hyperparameters() {
        return state.hyperparameters.copy();
    }

    /** The logs of the best epoch, of several executions their means; empty unless it is completed. */
    public Map<String, Double> metrics() {
        return state.metrics;
    }

    /** The value of the objective; empty unless it is completed. */
    public OptionalDouble score() {
        return Double.isNaN(state.score) ? OptionalDouble.empty() : OptionalDouble.of(state.score);
    }

    /** The epoch, from 0, that was best. */
    public int bestStep() {
        return state.bestStep;
    }

    /** Why it failed; {@code ""} when it did not. */
    public String message() {
        return state.message;
    }

    /** The values of the hyperparameters as they were recorded, without a copy. */
    Map<String, Object> values() {
        return state.hyperparameters.values();
    }

    boolean isCompleted() {
        return state.status == TrialStatus.COMPLETED;
    }

    @Override
    public String toString() {
        return "Trial " + state.id + " " + state.status + " " + state.hyperparameters
                + (Double.isNaN(state.score) ? "" : " score: " + state.score);
    }
}
