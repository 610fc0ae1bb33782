package jeras.tuner;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import jeras.History;
import jeras.Model;
import jeras.training.FitOptions;

/** One training of a trial, with the data and options that the search was told. */
public final class TrialFit {
    private final Model model;
    private final Path checkpoint;
    private final Function<Consumer<FitOptions>, History> training;

    TrialFit(Model model, Path checkpoint, Function<Consumer<FitOptions>, History> training) {
        this.model = model;
        this.checkpoint = checkpoint;
        this.training = training;
    }

    /** Trains as the search was told. */
    public History run() {
        return run(f -> {});
    }

    /** Trains as the search was told and then by these options, which come last. */
    public History run(Consumer<FitOptions> options) {
        return training.apply(options);
    }

    /**
     * Keeps the weights as they are now for {@link Tuner#bestModels}. Only a loop of one's own needs it: {@link #run} keeps those of the
     * best epoch by itself.
     */
    public void keepWeights() {
        model.saveWeights(checkpoint);
    }
}
