package jeras.tuner;

import jeras.Model;

/**
 * Makes a compiled model from hyperparameters; usually a lambda. What is to be searched for in training, too, such as the size of a
 * batch, a class of one's own asks for in {@link #fit}:
 *
 * <pre>{@code
 * class Digits implements HyperModel {
 *     public Model build(HyperParameters hp) { ... }
 *
 *     public TrialResult fit(HyperParameters hp, Model model, TrialFit fit) {
 *         int batchSize = hp.choice("batch_size", List.of(16, 32, 64));
 *         return TrialResult.of(fit.run(f -> f.batchSize(batchSize)));
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://keras.io/keras_tuner/api/hypermodels/base_hypermodel/">KerasTuner: HyperModel</a>
 */
@FunctionalInterface
public interface HyperModel {
    /** A new model, compiled. It is asked for one in each trial, and a few times before to learn which hyperparameters there are. */
    Model build(HyperParameters hp);

    /**
     * Trains a model and says how good it became; by default as {@code search} was told.
     *
     * @param fit trains on the data of the search, with its options
     */
    default TrialResult fit(HyperParameters hp, Model model, TrialFit fit) {
        return TrialResult.of(fit.run());
    }
}
