package jeras.layers;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Exponential linear unit: {@code x} where it is positive, elsewhere {@code alpha · (exp(x) - 1)}.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code ELU.of()}</pre>
 *
 * @see <a href="https://keras.io/api/layers/activation_layers/elu/">keras.layers.ELU</a>
 */
public final class ELU extends KerasLayer<ELU, ELU.Config> {
    /** Keras's arguments. */
    record Config(double alpha) {}

    ELU(Config config) {
        super(config, ELU::new);
    }

    public static ELU of() {
        return new ELU(new Config(1.0));
    }

    /** Default: 1.0. */
    public ELU alpha(double alpha) {
        return with("alpha", alpha);
    }

    @Override
    protected Tensor call(Tensor x) {
        return Ops.elu(x, config.alpha);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
