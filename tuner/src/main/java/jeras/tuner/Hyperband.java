package jeras.tuner;

/**
 * Trains many models for few epochs, and goes on with the best of them, from the weights that they have: successive halving, in
 * brackets from many trials of few epochs to few of many. It tells {@code epochs} and {@code initialEpoch} of training itself.
 *
 * <pre>{@code Hyperband.of(hp -> build(hp)).objective("val_accuracy").maxEpochs(30)}</pre>
 *
 * <p>As in KerasTuner, a trial's values hold, besides the hyperparameters, {@code tuner/epochs}, {@code tuner/initial_epoch}, {@code
 * tuner/bracket}, {@code tuner/round} and, from the second round on, {@code tuner/trial_id}, the trial that it goes on from; and a
 * space with fewer combinations than a bracket begins with ends the search early. {@code GridSearch} is better for it.
 *
 * @see <a href="https://keras.io/keras_tuner/api/tuners/hyperband/">KerasTuner: Hyperband</a>
 * @see <a href="https://arxiv.org/abs/1603.06560">Li and others: Hyperband</a>
 */
public final class Hyperband extends Tuner<Hyperband> {
    private final int maxEpochs;
    private final int factor;
    private final int hyperbandIterations;

    private Hyperband(Settings settings, int maxEpochs, int factor, int hyperbandIterations) {
        super(settings);
        this.maxEpochs = maxEpochs;
        this.factor = factor;
        this.hyperbandIterations = hyperbandIterations;
    }

    /** Trials of at most 100 epochs of what a function builds. */
    public static Hyperband of(HyperModel hypermodel) {
        return new Hyperband(Settings.of(hypermodel, 0), 100, 3, 1);
    }

    /** The most epochs that a model is trained for: somewhat more than the best one needs. Default: 100. */
    public Hyperband maxEpochs(int epochs) {
        return new Hyperband(settings(), Settings.atLeast(1, "maxEpochs", epochs), factor, hyperbandIterations);
    }

    /** One in so many models goes on to the next round, for so many times the epochs; 2 or more. Default: 3. */
    public Hyperband factor(int value) {
        return new Hyperband(settings(), maxEpochs, Settings.atLeast(2, "factor", value), hyperbandIterations);
    }

    /** How often all brackets are run; default: 1. */
    public Hyperband hyperbandIterations(int count) {
        return new Hyperband(settings(), maxEpochs, factor, Settings.atLeast(1, "hyperbandIterations", count));
    }

    @Override
    Hyperband with(Settings told) {
        return new Hyperband(told, maxEpochs, factor, hyperbandIterations);
    }

    @Override
    Oracle oracle() {
        return new HyperbandOracle(new HyperbandPlan(maxEpochs, factor), hyperbandIterations);
    }
}
