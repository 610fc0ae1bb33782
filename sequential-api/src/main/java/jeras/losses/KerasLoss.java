package jeras.losses;

import ai.djl.ndarray.types.Shape;
import java.util.function.Function;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.utils.Records;

/**
 * A loss of Keras's catalogue: an immutable record of Keras's arguments.
 *
 * <p>An option returns a new loss and leaves this one as it was: {@code BinaryCrossentropy.of().fromLogits(true)}.
 *
 * @param <L> the loss's own type
 * @param <C> its configuration, whose components are Keras's arguments in camelCase
 */
public abstract class KerasLoss<L extends KerasLoss<L, C>, C extends Record> extends Loss {
    final C config;
    private final Function<C, L> maker;

    KerasLoss(String name, C config, Function<C, L> maker) {
        super(name, "sum_over_batch_size");
        this.config = config;
        this.maker = maker;
    }

    /** Keras's arguments, component by component, without name and reduction. */
    public final C config() {
        return config;
    }

    /** A copy with one component of the configuration changed. */
    final L with(String component, Object value) {
        return common(maker.apply(Records.with(config, component, value)), name(), reduction());
    }

    private L common(L loss, String name, String reduction) {
        loss.setCommon(name, reduction);
        return loss;
    }

    /** What logs call it; default: the class in snake case. */
    public final L name(String name) {
        return common(maker.apply(config), name, reduction());
    }

    /**
     * How the values become one number: {@code "sum_over_batch_size"} (the default) and {@code "mean"} divide the sum by the
     * number of values, {@code "mean_with_sample_weight"} by the sum of the weights; {@code "sum"}; {@code "none"}.
     */
    public final L reduction(String reduction) {
        return common(maker.apply(config), name(), reduction);
    }

    /** The values of tensors whose ranks have been brought together. */
    abstract Tensor compute(Tensor yTrue, Tensor yPred);

    /** The mean of {@link #compute}'s values; only called when there is one value or more a sample. */
    Tensor computeMean(Tensor yTrue, Tensor yPred) {
        return Ops.mean(compute(yTrue, yPred));
    }

    @Override
    protected final Tensor call(Tensor yTrue, Tensor yPred) {
        SameRank pair = pair(yTrue, yPred);
        return compute(pair.first(), pair.second());
    }

    @Override
    final Tensor mean(Tensor yTrue, Tensor yPred) {
        SameRank pair = pair(yTrue, yPred);
        return computeMean(pair.first(), pair.second());
    }

    private SameRank pair(Tensor yTrue, Tensor yPred) {
        SameRank pair = SameRank.of(yTrue, yPred);
        check(pair.first().shape(), pair.second().shape());
        return pair;
    }

    /** Refuses targets that do not fit the output; here, any that are not of its shape. */
    void check(Shape yTrue, Shape yPred) {
        if (!Shapes.compatible(yTrue, yPred)) {
            throw mismatch(
                    yTrue,
                    yPred,
                    "targets of the output's shape " + Shapes.text(yPred),
                    "give the last layer as many units as a target has values, or reshape the targets");
        }
    }

    final ShapeMismatchException mismatch(Shape yTrue, Shape yPred, String expected, String fix) {
        return new ShapeMismatchException(JerasException.message(
                "Loss \"" + name() + "\" cannot compare targets of shape " + Shapes.text(yTrue)
                        + " with an output of shape " + Shapes.text(yPred) + ".",
                expected,
                Shapes.text(yTrue),
                fix));
    }

    final double share(String option, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidArgumentException(JerasException.message(
                    getClass().getSimpleName() + " cannot be made.",
                    option + " from 0 to 1",
                    Double.toString(value),
                    "give a share, such as 0.1"));
        }
        return value;
    }

    @Override
    boolean masksValues() {
        return false;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName()
                + config.toString().substring(config.getClass().getSimpleName().length());
    }
}
