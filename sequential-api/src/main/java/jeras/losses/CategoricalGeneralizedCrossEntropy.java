package jeras.losses;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code (1 - p^q) / q}, p the probability of the true class: between crossentropy (q near 0) and mean absolute error (q near 1),
 * which wrong targets disturb less.
 *
 * <ul>
 *   <li>targets class numbers {@code (batch, ...)}, output probabilities {@code (batch, ..., classes)}, values {@code (batch, ...)}
 * </ul>
 *
 * <pre>{@code CategoricalGeneralizedCrossEntropy.of().q(0.7)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1805.07836">Zhang, Sabuncu: Generalized Cross Entropy Loss</a>
 * @see <a href="https://keras.io/api/losses/">keras.losses.CategoricalGeneralizedCrossEntropy</a>
 */
public final class CategoricalGeneralizedCrossEntropy
        extends KerasLoss<CategoricalGeneralizedCrossEntropy, CategoricalGeneralizedCrossEntropy.Config> {
    /** Keras's arguments. */
    record Config(double q) {
        Config {
            if (!(q > 0 && q < 1)) {
                throw new InvalidArgumentException(JerasException.message(
                        "CategoricalGeneralizedCrossEntropy cannot be made.",
                        "q above 0 and below 1",
                        Double.toString(q),
                        "give a number in between, such as 0.5"));
            }
        }
    }

    private CategoricalGeneralizedCrossEntropy(Config config) {
        super("categorical_generalized_cross_entropy", config, CategoricalGeneralizedCrossEntropy::new);
    }

    public static CategoricalGeneralizedCrossEntropy of() {
        return new CategoricalGeneralizedCrossEntropy(new Config(0.5));
    }

    /** From crossentropy, 0, to absolute error, 1, both excluded; default: 0.5. */
    public CategoricalGeneralizedCrossEntropy q(double q) {
        return with("q", q);
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        Tensor labels = yTrue.rank() == yPred.rank() ? Ops.squeeze(yTrue, -1) : yTrue;
        Tensor isTrue = Ops.cast(Ops.oneHot(labels, (int) yPred.size(-1)), yPred.dataType());
        Tensor p = Ops.sum(yPred.multiply(isTrue), -1);
        return Ops.subtract(1, Ops.power(p, config.q)).divide(config.q);
    }

    @Override
    Tensor targets(Tensor yTrue, Tensor yPred) {
        return Ops.cast(yTrue, DataType.INT64);
    }

    @Override
    void check(Shape yTrue, Shape yPred) {
        if (!CategoricalCrossentropy.classNumbers(yTrue, yPred)) {
            throw mismatch(
                    yTrue,
                    yPred,
                    "one class number for each row of probabilities",
                    "give class numbers, not one-hot rows");
        }
    }
}
