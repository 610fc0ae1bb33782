package jeras.layers;

import jeras.activations.Activation;

/**
 * The options of recurrent layers whose state passes through gates, and of their cells.
 *
 * @param <L> the layer's own type
 */
public interface GatedOptions<L> extends RecurrentOptions<L> {
    /** The function of the gates. Default: {@code sigmoid}. */
    default L recurrentActivation(String id) {
        return recurrentActivation(Activation.of(id));
    }

    /** The function of the gates. Default: {@code sigmoid}. */
    default L recurrentActivation(Activation activation) {
        return KerasLayer.told(this, "recurrentActivation", activation);
    }
}
