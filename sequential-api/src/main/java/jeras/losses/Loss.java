package jeras.losses;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Naming;

/**
 * What training minimizes: a function of the targets and the model's output.
 *
 * <p>A user's own gives one value a sample, the reduction does the rest:
 *
 * <pre>{@code
 * class Cubic extends Loss {
 *     protected Tensor call(Tensor yTrue, Tensor yPred) {
 *         return Ops.mean(Ops.power(Ops.abs(yTrue.subtract(yPred)), 3), -1);
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://keras.io/api/losses/">keras.losses.Loss</a>
 */
public abstract class Loss {
    /** Keras's small number, by which probabilities stay away from 0 and 1. */
    static final double EPSILON = 1e-7;

    private static final List<String> REDUCTIONS =
            List.of("sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none");

    private String name;
    private String reduction;

    /** A loss named as its class in snake case, with the reduction {@code "sum_over_batch_size"}. */
    protected Loss() {
        this.name = Naming.snakeCase(getClass().getSimpleName());
        this.reduction = "sum_over_batch_size";
    }

    /**
     * @param reduction {@code "sum_over_batch_size"} and {@code "mean"} (the sum divided by the number of values),
     *     {@code "sum"}, {@code "mean_with_sample_weight"} (divided by the sum of the weights) or {@code "none"}
     */
    protected Loss(String name, String reduction) {
        setCommon(name, reduction);
    }

    final void setCommon(String newName, String newReduction) {
        if (!REDUCTIONS.contains(newReduction)) {
            throw new InvalidArgumentException(JerasException.message(
                    "Loss \"" + newName + "\" cannot be made.",
                    "reduction one of " + String.join(", ", REDUCTIONS),
                    "\"" + newReduction + "\"",
                    "choose one of them"));
        }
        name = newName;
        reduction = newReduction;
    }

    /** The loss with Keras's id, such as {@code "mse"}, with its default arguments. */
    public static Loss of(String id) {
        return Losses.of(id);
    }

    /**
     * The values before reduction: usually {@code (batch)}, the mean over the last axis. Both tensors are of floats.
     */
    protected abstract Tensor call(Tensor yTrue, Tensor yPred);

    /** The mean of {@link #call}'s values, for losses that know a kernel for it. */
    Tensor mean(Tensor yTrue, Tensor yPred) {
        return Ops.mean(call(yTrue, yPred));
    }

    /** The targets in the data type that the loss computes with. */
    Tensor targets(Tensor yTrue, Tensor yPred) {
        return Ops.cast(yTrue, yPred.dataType());
    }

    /** The values before reduction and weights. */
    public final Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor output = Weights.floating(yPred);
        return call(targets(yTrue, output), output);
    }

    /**
     * The reduced loss, a scalar; follows the mask of {@code yPred}.
     *
     * @param sampleWeight one weight a value, or null
     * @throws InvalidArgumentException when the reduction is {@code "none"}
     */
    public final Tensor apply(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        if (reduction.equals("none")) {
            throw new InvalidArgumentException(JerasException.message(
                    "Loss \"" + name + "\" cannot be trained with.",
                    "a reduction to one number",
                    "reduction \"none\"",
                    "use \"sum_over_batch_size\", or Loss.values for the values themselves"));
        }
        boolean mean = !reduction.equals("sum");
        if (sampleWeight == null && yPred.mask() == null && mean && !masksValues()) {
            Tensor output = Weights.floating(yPred);
            return mean(targets(yTrue, output), output);
        }
        Tensor values = values(yTrue, yPred);
        Tensor mask = both(yPred.mask(), values.mask());
        Tensor weights = Weights.masked(sampleWeight, mask);
        return weights == null
                ? mean ? Ops.mean(values) : Ops.sum(values)
                : weighted(Weights.checked(values, weights), mask);
    }

    /** True when {@link #call} gives its values a mask. */
    boolean masksValues() {
        return true;
    }

    private Tensor weighted(SameRank pair, Tensor mask) {
        Tensor weights = pair.second();
        Tensor values = pair.first().multiply(weights);
        return switch (reduction) {
            case "sum" -> Ops.sum(values);
            case "mean_with_sample_weight" -> Ops.divideNoNan(Ops.sum(values), Ops.sum(weights));
            default -> mask == null ? Ops.mean(values) : meanOfKept(values, mask);
        };
    }

    /** The sum over the number of values that the mask keeps; 0 when it keeps none. */
    private static Tensor meanOfKept(Tensor values, Tensor mask) {
        Tensor kept = Ops.maximum(Ops.sum(Ops.cast(mask, values.dataType())), 1);
        Tensor mean = Ops.sum(values).divide(kept);
        // Several values a mask's element, when the mask has fewer axes or broadcasts.
        return values.shape().equals(mask.shape())
                ? mean
                : mean.multiply(Ops.count(mask)).divide(Ops.count(values));
    }

    private static Tensor both(Tensor mask1, Tensor mask2) {
        if (mask1 == null || mask2 == null) {
            return mask1 == null ? mask2 : mask1;
        }
        return Ops.logicalAnd(mask1, mask2);
    }

    /**
     * The target values that make sense for an output of this shape, for a look at the data before training; empty when all
     * do.
     */
    public Optional<TargetRange> targetRange(Shape yPred) {
        return Optional.empty();
    }

    public final String name() {
        return name;
    }

    public final String reduction() {
        return reduction;
    }
}
