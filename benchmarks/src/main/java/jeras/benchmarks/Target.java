package jeras.benchmarks;

import java.util.Map;
import java.util.OptionalDouble;

/** What this project wants of a step: at most so many times the time of the fastest Keras, or of transformers. */
final class Target {
    private static final Map<String, Double> RATIOS =
            Map.of("mlp", 1.1, "cnn", 1.1, "lstm", 0.6, "seed_lstm", 1.2, "tiny_mlp", 1.0, Workloads.FINE_TUNING, 1.0);
    private static final Map<String, Double> PREDICT_ONE_MS = Map.of("mlp", 1.0, "tiny_mlp", 1.0);

    private Target() {}

    /** Empty for the workloads that are only reported. */
    static OptionalDouble ratio(String workload) {
        return of(RATIOS.get(workload));
    }

    /** Milliseconds to predict one sample; empty for the workloads that are only reported. */
    static OptionalDouble predictOneMs(String workload) {
        return of(PREDICT_ONE_MS.get(workload));
    }

    private static OptionalDouble of(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
