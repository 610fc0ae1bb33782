package jeras.losses;

import java.util.Locale;
import jeras.ops.Ops;
import jeras.ops.Tensor;

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
    private final String name;
    private final String reduction;

    protected Loss() {
        this.name = getClass().getSimpleName().toLowerCase(Locale.ROOT);
        this.reduction = "sum_over_batch_size";
    }

    protected Loss(String name, String reduction) {
        this.name = name;
        this.reduction = reduction;
    }

    /** The loss with Keras's id, such as {@code "mse"}, with its default arguments. */
    public static Loss of(String id) {
        return Losses.of(id);
    }

    /** The values before reduction: usually {@code (batch)}, the mean over the last axis. */
    protected abstract Tensor call(Tensor yTrue, Tensor yPred);

    /**
     * The reduced loss, a scalar; follows the mask of {@code yPred}.
     *
     * @param sampleWeight one weight a value, or null
     */
    public final Tensor apply(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Tensor values = call(yTrue, yPred);
        return Ops.mean(values);
    }

    public final String name() {
        return name;
    }

    public final String reduction() {
        return reduction;
    }
}
