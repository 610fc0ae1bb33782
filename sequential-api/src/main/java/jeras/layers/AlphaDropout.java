package jeras.layers;

import java.util.List;
import jeras.ops.Noise;
import jeras.ops.Tensor;

/**
 * Dropout that keeps mean and variance where {@code selu} has made them 0 and 1: in training each element takes selu's lowest value
 * with probability {@code rate}, and all are shifted and scaled. Elsewhere the input passes through.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code AlphaDropout.of(0.1)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al., 2017</a>
 * @see <a href="https://keras.io/api/layers/regularization_layers/alpha_dropout/">keras.layers.AlphaDropout</a>
 */
public final class AlphaDropout extends KerasLayer<AlphaDropout, AlphaDropout.Config> {
    /** The value that selu approaches to the left: minus its alpha times its scale. */
    private static final double LOWEST = -1.6732632423543772 * 1.0507009873554805;

    private final Noise noise;

    /** Keras's arguments; in {@code noiseShape} null stands for the input's own length. */
    record Config(double rate, List<Integer> noiseShape, Long seed) {
        Config {
            Check.rateBelowOne("AlphaDropout", rate);
            NoiseShape.check("AlphaDropout", noiseShape);
        }
    }

    AlphaDropout(Config config) {
        super(config, AlphaDropout::new);
        noise = config.seed == null ? Noise.shared() : Noise.of(config.seed);
    }

    /** The rate is the share to drop, from 0 up to, without, 1. */
    public static AlphaDropout of(double rate) {
        return new AlphaDropout(new Config(rate, null, null));
    }

    /**
     * The shape of what is drawn, with the batch: 1 drops along a whole axis at once, -1 stands for the input's own
     * length. Default: the input's shape.
     */
    public AlphaDropout noiseShape(int... noiseShape) {
        return with("noiseShape", NoiseShape.of(noiseShape));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public AlphaDropout seed(long seed) {
        return with("seed", seed);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        double rate = config.rate;
        if (!call.training() || rate == 0) {
            return x;
        }
        Tensor kept = noise.kept(x, rate, NoiseShape.concrete(this, config.noiseShape, x));
        double a = 1 / Math.sqrt((1 - rate) * (1 + rate * LOWEST * LOWEST));
        Tensor y = x.multiply(kept).add(kept.negative().add(1).multiply(LOWEST));
        return y.multiply(a).add(-a * LOWEST * rate);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
