package jeras.metrics;

/**
 * The harmonic mean of precision and recall, {@code 2 · P · R / (P + R)}, of each class, or one
 * for all. Targets one-hot or 0 and 1, outputs {@code (batch, classes)}.
 *
 * <pre>{@code F1Score.of().average("macro")}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.F1Score</a>
 */
public final class F1Score extends FScore<F1Score, F1Score.Config> {
    /** Keras's arguments; null for one score a class, and for no threshold. */
    record Config(String average, Double threshold) {
        Config {
            check("F1Score", average, 1, threshold);
        }
    }

    private F1Score(String name, Config config) {
        super(name, config, config.average, 1, config.threshold, F1Score::new);
    }

    public static F1Score of() {
        return new F1Score("f1_score", new Config(null, null));
    }
}
