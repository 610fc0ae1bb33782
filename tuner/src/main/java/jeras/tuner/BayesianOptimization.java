package jeras.tuner;

import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Learns from the trials so far where good hyperparameters may be, by a Gaussian process with a Matérn 5/2 kernel, and tries where
 * its upper confidence bound is best. For spaces of few hyperparameters and expensive trials, up to some hundreds.
 *
 * <pre>{@code BayesianOptimization.of(hp -> build(hp)).objective("val_loss").maxTrials(30)}</pre>
 *
 * <p>Unlike KerasTuner's it does not try the same values twice.
 *
 * @see <a href="https://keras.io/keras_tuner/api/tuners/bayesian/">KerasTuner: BayesianOptimization</a>
 */
public final class BayesianOptimization extends Tuner<BayesianOptimization> {
    private final BayesianOracle oracle;

    private BayesianOptimization(Settings settings, BayesianOracle oracle) {
        super(settings);
        this.oracle = oracle;
    }

    /** Ten trials of what a function builds. */
    public static BayesianOptimization of(HyperModel hypermodel) {
        return new BayesianOptimization(Settings.of(hypermodel, 10), new BayesianOracle(0, 1e-4, 2.6));
    }

    /** How many hyperparameters are tried at most; default: 10. */
    public BayesianOptimization maxTrials(int count) {
        return with(settings().with("maxTrials", Settings.atLeast(1, "maxTrials", count)));
    }

    /** How many random trials come first; default: three for each hyperparameter. */
    public BayesianOptimization numInitialPoints(int count) {
        int points = Settings.atLeast(1, "numInitialPoints", count);
        return new BayesianOptimization(settings(), new BayesianOracle(points, oracle.alpha(), oracle.beta()));
    }

    /** The noise expected in scores, as a variance where all scores have variance 1; above 0. Default: 1e-4. */
    public BayesianOptimization alpha(double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option alpha cannot be set.",
                    "a number above 0",
                    Double.toString(value),
                    "give one, such as 1e-4"));
        }
        return new BayesianOptimization(settings(), new BayesianOracle(oracle.initialPoints(), value, oracle.beta()));
    }

    /** How much what is not known attracts, in standard deviations; default: 2.6. */
    public BayesianOptimization beta(double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option beta cannot be set.", "0 or more", Double.toString(value), "give one, such as 2.6"));
        }
        return new BayesianOptimization(settings(), new BayesianOracle(oracle.initialPoints(), oracle.alpha(), value));
    }

    @Override
    BayesianOptimization with(Settings told) {
        return new BayesianOptimization(told, oracle);
    }

    @Override
    Oracle oracle() {
        return oracle;
    }
}
