package jeras.tuner;

/**
 * Tries hyperparameters at random, none twice.
 *
 * <pre>{@code RandomSearch.of(hp -> build(hp)).objective("val_accuracy").maxTrials(20)}</pre>
 *
 * @see <a href="https://keras.io/keras_tuner/api/tuners/random/">KerasTuner: RandomSearch</a>
 */
public final class RandomSearch extends Tuner<RandomSearch> {
    private RandomSearch(Settings settings) {
        super(settings);
    }

    /** Ten trials of what a function builds. */
    public static RandomSearch of(HyperModel hypermodel) {
        return new RandomSearch(Settings.of(hypermodel, 10));
    }

    /** How many hyperparameters are tried at most; default: 10. */
    public RandomSearch maxTrials(int count) {
        return with(settings().with("maxTrials", Settings.atLeast(1, "maxTrials", count)));
    }

    @Override
    RandomSearch with(Settings told) {
        return new RandomSearch(told);
    }

    @Override
    Oracle oracle() {
        return Tried::randomValues;
    }
}
