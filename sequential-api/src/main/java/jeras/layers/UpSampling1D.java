package jeras.layers;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Each step several times.
 *
 * <ul>
 *   <li>input {@code (batch, steps, features)}, output {@code (batch, size · steps, features)}
 * </ul>
 *
 * <pre>{@code UpSampling1D.of(2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/up_sampling1d/">keras.layers.UpSampling1D</a>
 */
public final class UpSampling1D extends KerasLayer<UpSampling1D, UpSampling1D.Config> {
    /** Keras's arguments. */
    record Config(int size) {
        Config {
            Check.positive("UpSampling1D", "size", size);
        }
    }

    UpSampling1D(Config config) {
        super(config, UpSampling1D::new);
    }

    /** Each step twice. */
    public static UpSampling1D of() {
        return of(2);
    }

    /** Each step so many times. */
    public static UpSampling1D of(int size) {
        return new UpSampling1D(new Config(size));
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.rank(this, x.shape(), 3);
        return Ops.upsample(x, new long[] {config.size}, "nearest");
    }
}
