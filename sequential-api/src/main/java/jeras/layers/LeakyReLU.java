package jeras.layers;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code x} where it is positive, elsewhere {@code negativeSlope · x}.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code LeakyReLU.of().negativeSlope(0.1)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/activation_layers/leaky_relu/">keras.layers.LeakyReLU</a>
 */
public final class LeakyReLU extends KerasLayer<LeakyReLU, LeakyReLU.Config> {
    /** Keras's arguments. */
    record Config(double negativeSlope) {}

    LeakyReLU(Config config) {
        super(config, LeakyReLU::new);
    }

    public static LeakyReLU of() {
        return new LeakyReLU(new Config(0.3));
    }

    /** Default: 0.3. */
    public LeakyReLU negativeSlope(double negativeSlope) {
        return with("negativeSlope", negativeSlope);
    }

    @Override
    protected Tensor call(Tensor x) {
        return Ops.leakyRelu(x, config.negativeSlope);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
