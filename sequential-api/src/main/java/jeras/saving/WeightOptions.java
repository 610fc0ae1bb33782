package jeras.saving;

import java.util.Map;
import jeras.layers.Layer;

/**
 * How {@code loadWeights} goes about it.
 *
 * @see <a href="https://keras.io/api/models/model_saving_apis/weights_saving_and_loading/">Keras: load_weights</a>
 */
public final class WeightOptions {
    boolean byName;
    boolean skipMismatch;
    /** What the file calls layers that the user has given in the place of the file's. */
    Map<Layer, String> stands = Map.of();

    /**
     * Whether layers get the weights that the file has under their names, instead of those at their places; only for files of
     * Keras 1 and 2, whose layers have names there. Default: false.
     */
    public WeightOptions byName(boolean value) {
        byName = value;
        return this;
    }

    /** Whether to leave layers alone, with a warning, whose weights are not those of the file. Default: false. */
    public WeightOptions skipMismatch(boolean value) {
        skipMismatch = value;
        return this;
    }
}
