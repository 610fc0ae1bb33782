package jeras.training;

import java.util.ArrayList;
import java.util.List;
import jeras.callbacks.Callback;

/** What {@code evaluate} and {@code predict} are told, besides the data; Keras's arguments and defaults. */
public final class EvaluateOptions {
    int batchSize = 32;
    int verbose = 1;
    int steps;
    Object sampleWeight;
    final List<Callback> callbacks = new ArrayList<>();

    /** Samples a step; default: 32. */
    public EvaluateOptions batchSize(int size) {
        batchSize = FitOptions.positive("batchSize", size);
        return this;
    }

    /** 0 = silent, 1 = a live bar, 2 = one line; default: 1. */
    public EvaluateOptions verbose(int level) {
        verbose = FitOptions.level(level);
        return this;
    }

    /** At most so many steps; default: as many as the data has. */
    public EvaluateOptions steps(int count) {
        steps = FitOptions.positive("steps", count);
        return this;
    }

    /** A weight for each sample, or for each of its values. */
    public EvaluateOptions sampleWeight(Object weights) {
        sampleWeight = weights;
        return this;
    }

    /** What to call around it. */
    public EvaluateOptions callbacks(Callback... values) {
        callbacks.addAll(List.of(values));
        return this;
    }
}
