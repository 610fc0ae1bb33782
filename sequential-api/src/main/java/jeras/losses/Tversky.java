package jeras.losses;

import java.util.Arrays;
import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@link Dice} with weights for what the output lacks and for what it has too much:
 * {@code 1 - sum(t · p) / (sum(t · p) + α · sum(t · (1-p)) + β · sum((1-t) · p))}.
 *
 * <pre>{@code Tversky.of().alpha(0.3).beta(0.7)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1706.05721">Salehi et al.: Tversky loss function</a>
 * @see <a href="https://keras.io/api/losses/">keras.losses.Tversky</a>
 */
public final class Tversky extends KerasLoss<Tversky, Tversky.Config> {
    /** Keras's arguments; null for all axes. */
    record Config(double alpha, double beta, List<Integer> axis) {}

    private Tversky(Config config) {
        super("tversky", config, Tversky::new);
    }

    public static Tversky of() {
        return new Tversky(new Config(0.5, 0.5, null));
    }

    /** The weight of what the output lacks; default: 0.5. */
    public Tversky alpha(double alpha) {
        return with("alpha", alpha);
    }

    /** The weight of what the output has too much; default: 0.5. */
    public Tversky beta(double beta) {
        return with("beta", beta);
    }

    /** The axes that are summed over, the others having values of their own; default: all. */
    public Tversky axis(int... axis) {
        return with("axis", Arrays.stream(axis).boxed().toList());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        Tensor overlap = sum(yTrue.multiply(yPred));
        Tensor lacking = sum(Ops.subtract(1, yPred).multiply(yTrue));
        Tensor tooMuch = sum(yPred.multiply(Ops.subtract(1, yTrue)));
        Tensor all = overlap.add(lacking.multiply(config.alpha)).add(tooMuch.multiply(config.beta));
        return Ops.subtract(1, overlap.divide(all.add(EPSILON)));
    }

    private Tensor sum(Tensor x) {
        return config.axis == null
                ? Ops.sum(x)
                : Ops.sum(x, config.axis.stream().mapToInt(a -> a).toArray());
    }
}
