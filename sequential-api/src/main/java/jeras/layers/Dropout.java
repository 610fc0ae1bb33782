package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
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
            if (noiseShape != null && noiseShape.stream().anyMatch(n -> n != null && n < 1)) {
                throw new InvalidArgumentException(JerasException.message(
                        "Dropout cannot be made.",
                        "a noiseShape of positive lengths, or -1 for the input's own",
                        noiseShape.toString(),
                        "give 1 where a whole axis is to be dropped at once"));
            }
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
        List<Integer> lengths = new ArrayList<>();
        for (int n : noiseShape) {
            lengths.add(n == -1 ? null : (Integer) n);
        }
        return with("noiseShape", Collections.unmodifiableList(lengths));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public Dropout seed(long seed) {
        return with("seed", seed);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return call.training() ? noise.dropout(x, config.rate, noiseShape(x)) : x;
    }

    /** The shape to draw; as in broadcasting, axes that it leaves out are the first ones. */
    private Shape noiseShape(Tensor x) {
        if (config.noiseShape == null) {
            return x.shape();
        }
        int lead = x.rank() - config.noiseShape.size();
        if (lead < 0) {
            throw Check.wrong(
                    this,
                    x.shape(),
                    "at least the " + config.noiseShape.size() + " axes of noiseShape",
                    x.rank() + " axes",
                    "shorten noiseShape");
        }
        long[] lengths = new long[x.rank()];
        for (int i = 0; i < lengths.length; i++) {
            Integer length = i < lead ? (Integer) 1 : config.noiseShape.get(i - lead);
            lengths[i] = length == null ? x.size(i) : length;
        }
        return new Shape(lengths);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
