package jeras.tuner;

/**
 * Tries all combinations, beginning with the defaults, the last hyperparameter fastest. Of an interval without steps it takes ten
 * values and the default.
 *
 * <pre>{@code GridSearch.of(hp -> build(hp)).objective("val_accuracy")}</pre>
 *
 * @see <a href="https://keras.io/keras_tuner/api/tuners/grid/">KerasTuner: GridSearch</a>
 */
public final class GridSearch extends Tuner<GridSearch> {
    private GridSearch(Settings settings) {
        super(settings);
    }

    /** All combinations of what a function asks for. */
    public static GridSearch of(HyperModel hypermodel) {
        return new GridSearch(Settings.of(hypermodel, 0));
    }

    /** How many combinations are tried at most; default: all. */
    public GridSearch maxTrials(int count) {
        return with(settings().with("maxTrials", Settings.atLeast(1, "maxTrials", count)));
    }

    @Override
    GridSearch with(Settings told) {
        return new GridSearch(told);
    }

    @Override
    Oracle oracle() {
        return new GridOracle();
    }
}
