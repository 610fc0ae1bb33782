package jeras.saving;

import jeras.activations.Activation;
import jeras.layers.Layer;
import jeras.ops.Tensor;

/** A layer without weights in the place of an activation function, as {@code Dense(64, activation=LeakyReLU(0.1))} in Python. */
record LayerActivation(Layer layer) implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return layer.apply(x);
    }

    @Override
    public String toString() {
        return layer.toString();
    }
}
