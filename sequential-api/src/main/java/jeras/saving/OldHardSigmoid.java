package jeras.saving;

import jeras.activations.Activation;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code hard_sigmoid} as it was in Keras 1 and 2: {@code 0.2 x + 0.5} between 0 and 1. Keras 3 took another slope, 1/6, for the
 * same name, so a model that was trained with the old one would compute something else.
 */
record OldHardSigmoid() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.clip(x.multiply(0.2).add(0.5), 0, 1);
    }

    @Override
    public String toString() {
        return OlderArguments.OLD_HARD_SIGMOID;
    }
}
