package jeras.tuner;

/** What a range of decimals is told besides its ends; KerasTuner's arguments of {@code hp.Float}. */
public final class DecimalOptions {
    double step = Double.NaN;
    Sampling sampling = Sampling.LINEAR;
    double chosenDefault;

    DecimalOptions(double least) {
        chosenDefault = least;
    }

    /** The distance between values, or with a logarithm the factor; default: any number of the range. */
    public DecimalOptions step(double distance) {
        step = distance;
        return this;
    }

    /**
     * {@code "linear"}, {@code "log"} (as many values from 0.001 to 0.01 as from 0.01 to 0.1) or {@code "reverse_log"} (dense at the
     * top); default: {@code linear}.
     */
    public DecimalOptions sampling(String id) {
        sampling = Sampling.of(id);
        return this;
    }

    /** The value that is tried where nothing else is chosen; default: the least. */
    public DecimalOptions defaultValue(double value) {
        chosenDefault = value;
        return this;
    }
}
