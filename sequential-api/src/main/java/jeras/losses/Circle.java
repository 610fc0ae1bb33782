package jeras.losses;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * Draws embeddings of the same class together and those of others apart, each pair of a batch the more, the further it is from
 * where it should be.
 *
 * <ul>
 *   <li>targets class numbers {@code (batch)} or {@code (batch, 1)}, output embeddings of length 1 {@code (batch, width)}
 *   <li>values {@code (batch)}
 * </ul>
 *
 * <pre>{@code Circle.of().gamma(64).margin(0.25)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/2002.10857">Sun et al.: Circle Loss</a>
 * @see <a href="https://keras.io/api/losses/">keras.losses.Circle</a>
 */
public final class Circle extends KerasLoss<Circle, Circle.Config> {
    /** Keras's arguments. */
    record Config(double gamma, double margin, boolean removeDiagonal) {}

    private Circle(Config config) {
        super("circle", config, Circle::new);
    }

    public static Circle of() {
        return new Circle(new Config(80, 0.4, true));
    }

    /** How sharply pairs are told apart; default: 80. */
    public Circle gamma(double gamma) {
        return with("gamma", gamma);
    }

    /** How far from perfect a pair may be; default: 0.4. */
    public Circle margin(double margin) {
        return with("margin", margin);
    }

    /** Whether a sample's pair with itself is left out; default: true. */
    public Circle removeDiagonal(boolean remove) {
        return with("removeDiagonal", remove);
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        double margin = config.margin;
        Tensor distance = Ops.maximum(Ops.subtract(1, yPred.matmul(Ops.transpose(yPred))), 0); // (batch, batch)
        Tensor labels = Ops.reshape(yTrue, -1, 1);
        Tensor same = Ops.equal(labels, Ops.transpose(labels));
        Tensor other = Ops.logicalNot(same);
        if (config.removeDiagonal) {
            Tensor place = Ops.cumsum(Ops.onesLike(labels), 0);
            same = Ops.logicalAnd(same, Ops.notEqual(place, Ops.transpose(place)));
        }
        Tensor near = Ops.maximum(distance.add(margin), 0)
                .multiply(Ops.subtract(margin, distance))
                .multiply(-config.gamma);
        Tensor far = Ops.maximum(Ops.subtract(1 + margin, distance), 0)
                .multiply(Ops.subtract(1 - margin, distance))
                .multiply(config.gamma);
        Tensor loss = Ops.softplus(over(same, near).add(over(other, far)));
        return loss.withMask(Ops.greater(loss, 0));
    }

    private static Tensor over(Tensor pairs, Tensor values) {
        return Ops.logSumExp(Ops.where(pairs, values, Double.NEGATIVE_INFINITY), false, 1);
    }

    @Override
    Tensor targets(Tensor yTrue, Tensor yPred) {
        return Ops.cast(yTrue, DataType.INT32);
    }

    @Override
    boolean masksValues() {
        return true;
    }

    @Override
    void check(Shape yTrue, Shape yPred) {
        boolean column = yTrue.dimension() == 2 && yTrue.get(1) == 1;
        if (yPred.dimension() != 2 || !(yTrue.dimension() == 1 || column)) {
            throw mismatch(
                    yTrue,
                    yPred,
                    "class numbers (batch), and embeddings (batch, width)",
                    "give one class number a sample; " + Shapes.text(yPred) + " is the output");
        }
    }
}
