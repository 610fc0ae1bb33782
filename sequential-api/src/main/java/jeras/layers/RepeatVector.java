package jeras.layers;

import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Each sample so many times, as a sequence.
 *
 * <ul>
 *   <li>input {@code (batch, features)}, output {@code (batch, n, features)}
 * </ul>
 *
 * <pre>{@code RepeatVector.of(10)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/repeat_vector/">keras.layers.RepeatVector</a>
 */
public final class RepeatVector extends KerasLayer<RepeatVector, RepeatVector.Config> {
    /** Keras's arguments. */
    record Config(int n) {
        Config {
            Check.positive("RepeatVector", "n", n);
        }
    }

    RepeatVector(Config config) {
        super(config, RepeatVector::new);
    }

    public static RepeatVector of(int n) {
        return new RepeatVector(new Config(n));
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.rank(this, x.shape(), 2);
        return Ops.broadcastTo(Ops.expandDims(x, 1), new Shape(x.size(0), config.n, x.size(1)));
    }
}
