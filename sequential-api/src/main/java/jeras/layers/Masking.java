package jeras.layers;

import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Masks the steps of a sequence whose features all equal one number, and makes them 0.
 *
 * <ul>
 *   <li>input {@code (batch, steps, features)}, output the same, mask {@code (batch, steps)}
 * </ul>
 *
 * <pre>{@code Masking.of().maskValue(-1)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/core_layers/masking/">keras.layers.Masking</a>
 */
public final class Masking extends KerasLayer<Masking, Masking.Config> {
    /** Keras's arguments. */
    record Config(double maskValue) {}

    Masking(Config config) {
        super(config, Masking::new);
    }

    public static Masking of() {
        return new Masking(new Config(0));
    }

    /** The number that stands for nothing. Default: 0. */
    public Masking maskValue(double maskValue) {
        return with("maskValue", maskValue);
    }

    @Override
    protected Tensor call(Tensor x) {
        return Ops.where(Ops.expandDims(kept(x), -1), x, 0);
    }

    @Override
    protected Tensor computeMask(List<Tensor> inputs, int output) {
        return kept(inputs.get(0));
    }

    private Tensor kept(Tensor x) {
        return Ops.any(Ops.notEqual(x, config.maskValue), -1);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
