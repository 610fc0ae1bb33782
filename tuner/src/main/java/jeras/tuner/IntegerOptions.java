package jeras.tuner;

/** What a range of integers is told besides its ends; KerasTuner's arguments of {@code hp.Int}. */
public final class IntegerOptions {
    double step = Double.NaN;
    Sampling sampling = Sampling.LINEAR;
    int chosenDefault;

    IntegerOptions(int least) {
        chosenDefault = least;
    }

    /** The distance between values, or with a logarithm the factor; default: 1, with a logarithm any integer. */
    public IntegerOptions step(int distance) {
        step = distance;
        return this;
    }

    /**
     * {@code "linear"}, {@code "log"} (as many values from 1 to 10 as from 10 to 100) or {@code "reverse_log"} (dense at the top);
     * default: {@code linear}.
     */
    public IntegerOptions sampling(String id) {
        sampling = Sampling.of(id);
        return this;
    }

    /** The value that is tried where nothing else is chosen; default: the least. */
    public IntegerOptions defaultValue(int value) {
        chosenDefault = value;
        return this;
    }

    double settledStep() {
        return Double.isNaN(step) && sampling == Sampling.LINEAR ? 1 : step;
    }
}
