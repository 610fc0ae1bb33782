package jeras.losses;

import java.util.Arrays;
import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * One less twice the overlap of target and output over the sum of both: {@code 1 - 2 · sum(t · p) / (sum(t) + sum(p))}. For masks of
 * images, of which most is background.
 *
 * <pre>{@code Dice.of().axis(1, 2, 3)}</pre>
 *
 * @see <a href="https://keras.io/api/losses/">keras.losses.Dice</a>
 */
public final class Dice extends KerasLoss<Dice, Dice.Config> {
    /** Keras's arguments; null for all axes. */
    record Config(List<Integer> axis) {}

    private Dice(Config config) {
        super("dice", config, Dice::new);
    }

    public static Dice of() {
        return new Dice(new Config(null));
    }

    /** The axes that are summed over, the others having values of their own; default: all. */
    public Dice axis(int... axis) {
        return with("axis", Arrays.stream(axis).boxed().toList());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        Tensor overlap = sum(yTrue.multiply(yPred)).multiply(2);
        return Ops.subtract(1, overlap.divide(sum(yTrue).add(sum(yPred)).add(EPSILON)));
    }

    private Tensor sum(Tensor x) {
        return config.axis == null
                ? Ops.sum(x)
                : Ops.sum(x, config.axis.stream().mapToInt(a -> a).toArray());
    }
}
