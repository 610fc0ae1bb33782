package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Drops a whole sample in training, so that a block is skipped for it where its output is added to its input, and scales up
 * those that are kept. A part of ConvNeXt.
 *
 * <ul>
 *   <li>input of any shape with a batch, output the same
 * </ul>
 *
 * <pre>{@code StochasticDepth.of(0.1)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1603.09382">Huang et al., 2016</a>
 * @see <a href="https://keras.io/api/applications/convnext/">keras.applications.ConvNeXtTiny</a>
 */
public final class StochasticDepth extends KerasLayer<StochasticDepth, StochasticDepth.Config> {
    /** Keras's arguments. */
    record Config(double dropPathRate) {
        Config {
            Check.rate("StochasticDepth", "dropPathRate", dropPathRate);
        }
    }

    StochasticDepth(Config config) {
        super(config, StochasticDepth::new);
    }

    /** The rate is the share of samples to drop, from 0 to 1. */
    public static StochasticDepth of(double dropPathRate) {
        return new StochasticDepth(new Config(dropPathRate));
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        long[] one = new long[x.rank()];
        Arrays.fill(one, 1);
        one[0] = x.size(0);
        return call.training() ? Ops.dropout(x, config.dropPathRate, new Shape(one)) : x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
