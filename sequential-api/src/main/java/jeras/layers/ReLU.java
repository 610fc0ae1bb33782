package jeras.layers;

import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Rectified linear unit: {@code x} from {@code threshold} to {@code maxValue}, {@code maxValue} above, and
 * {@code negativeSlope · (x - threshold)} below.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code ReLU.of().maxValue(6)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/activation_layers/relu/">keras.layers.ReLU</a>
 */
public final class ReLU extends KerasLayer<ReLU, ReLU.Config> {
    /** Keras's arguments. */
    record Config(Double maxValue, double negativeSlope, double threshold) {
        Config {
            notNegative("maxValue", maxValue == null ? 0 : maxValue);
            notNegative("negativeSlope", negativeSlope);
            notNegative("threshold", threshold);
        }

        private static void notNegative(String option, double value) {
            if (!(value >= 0)) {
                throw new InvalidArgumentException(JerasException.message(
                        "ReLU cannot be made.",
                        option + " of at least 0",
                        Double.toString(value),
                        "give a number that is not negative"));
            }
        }
    }

    ReLU(Config config) {
        super(config, ReLU::new);
    }

    public static ReLU of() {
        return new ReLU(new Config(null, 0, 0));
    }

    /** The greatest output; default: no limit. */
    public ReLU maxValue(double maxValue) {
        return with("maxValue", maxValue);
    }

    /** Default: 0. */
    public ReLU negativeSlope(double negativeSlope) {
        return with("negativeSlope", negativeSlope);
    }

    /** Default: 0. */
    public ReLU threshold(double threshold) {
        return with("threshold", threshold);
    }

    @Override
    protected Tensor call(Tensor x) {
        double slope = config.negativeSlope;
        double threshold = config.threshold;
        if (config.maxValue == null && threshold == 0) {
            return slope == 0 ? Ops.relu(x) : Ops.leakyRelu(x, slope);
        }
        Tensor y = threshold == 0 ? Ops.relu(x) : Ops.where(Ops.greater(x, threshold), x, 0);
        y = config.maxValue == null ? y : Ops.clip(y, 0, config.maxValue);
        return slope == 0 ? y : y.subtract(Ops.relu(Ops.subtract(threshold, x)).multiply(slope));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
