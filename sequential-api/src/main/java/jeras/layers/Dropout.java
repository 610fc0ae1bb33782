package jeras.layers;

import java.util.List;
import jeras.ops.Noise;
import jeras.ops.Tensor;

/**
 * Drops elements in training: each becomes 0 with probability {@code rate}, the others grow by {@code 1 / (1 - rate)}.
 * Elsewhere the input passes through.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code Dropout.of(0.5)}</pre>
 *
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al., 2014</a>
 * @see <a href="https://keras.io/api/layers/regularization_layers/dropout/">keras.layers.Dropout</a>
 */
public final class Dropout extends KerasLayer<Dropout, Dropout.Config> {
    private final Noise noise;

    /** Keras's arguments; in {@code noiseShape} null stands for the input's own length. */
    record Config(double rate, List<Integer> noiseShape, Long seed) {
        Config {
            Check.rate("Dropout", "rate", rate);
            NoiseShape.check("Dropout", noiseShape);
        }
    }

    Dropout(Config config) {
        super(config, Dropout::new);
        noise = config.seed == null ? Noise.shared() : Noise.of(config.seed);
    }

    /** The rate is the share to drop, from 0 to 1. */
    public static Dropout of(double rate) {
        return new Dropout(new Config(rate, null, null));
    }

    /**
     * The shape of what is drawn, with the batch: 1 drops along a whole axis at once, -1 stands for the input's own
     * length. Default: the input's shape.
     */
    public Dropout noiseShape(int... noiseShape) {
        return with("noiseShape", NoiseShape.of(noiseShape));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public Dropout seed(long seed) {
        return with("seed", seed);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return call.training() ? noise.dropout(x, config.rate, NoiseShape.concrete(this, config.noiseShape, x)) : x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
