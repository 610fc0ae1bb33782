package jeras.metrics;

/**
 * The weighted harmonic mean of precision and recall, {@code (1 + β²) · P · R / (β² P + R)}, of each class, or one
 * for all. Targets one-hot or 0 and 1, outputs {@code (batch, classes)}.
 *
 * <pre>{@code FBetaScore.of().beta(2).average("macro")}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.FBetaScore</a>
 */
public final class FBetaScore extends FScore<FBetaScore, FBetaScore.Config> {
    /** Keras's arguments; null for one score a class, and for no threshold. */
    record Config(String average, double beta, Double threshold) {
        Config {
            check("FBetaScore", average, beta, threshold);
        }
    }

    private FBetaScore(String name, Config config) {
        super(name, config, config.average, config.beta, config.threshold, FBetaScore::new);
    }

    public static FBetaScore of() {
        return new FBetaScore("fbeta_score", new Config(null, 1, null));
    }

    /** How many times as much recall counts as precision, above 0; default: 1. */
    public FBetaScore beta(double beta) {
        return with("beta", beta);
    }
}
