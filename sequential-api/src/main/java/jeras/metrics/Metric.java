package jeras.metrics;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.backend.Values;
import jeras.ops.Ops;
import jeras.ops.Replicas;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.utils.Naming;

/**
 * What training measures: state, an update with each batch, a result at any time.
 *
 * <p>A user's own makes its state by {@link #state}, changes it by {@link Variable#assign} and computes the result:
 *
 * <pre>{@code
 * class Largest extends Metric {
 *     final Variable largest = state("largest");
 *
 *     Largest() {
 *         super("largest");
 *     }
 *
 *     protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
 *         largest.assign(Ops.maximum(largest, Ops.max(yPred)));
 *     }
 *
 *     protected Tensor result() {
 *         return largest;
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://keras.io/api/metrics/base_metric/">keras.metrics.Metric</a>
 */
public abstract class Metric {
    private final String name;
    private final List<Variable> state = new ArrayList<>();
    private final EagerMetric eager = new EagerMetric(this);

    /** A metric named as its class in snake case. */
    protected Metric() {
        this.name = Naming.snakeCase(getClass().getSimpleName());
    }

    /** @param name what logs and history call it */
    protected Metric(String name) {
        this.name = name;
    }

    /** The metric with Keras's id, such as {@code "mae"}, with its default arguments. */
    public static Metric of(String id) {
        return Metrics.of(id);
    }

    /** New float state that starts, and restarts with each epoch, at 0. */
    protected final Variable state(String stateName, long... shape) {
        return state(DataType.FLOAT32, stateName, shape);
    }

    final Variable state(DataType type, String stateName, long... shape) {
        Variable v = Variable.zeros(stateName, new Shape(shape), type);
        v.path(name + "/" + stateName);
        state.add(v);
        return v;
    }

    /**
     * Takes one batch in.
     *
     * @param sampleWeight one weight a sample, or null
     */
    protected abstract void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight);

    /** The result so far: a scalar, or a tensor of which logs show the mean. */
    protected abstract Tensor result();

    /** Whether more is better ({@code "max"}) or less ({@code "min"}); empty when neither is known. */
    public String direction() {
        return "";
    }

    /**
     * Takes values in that are not compared with any, such as the losses of batches.
     *
     * @param values one value a sample
     */
    void update(Tensor values) {
        throw new InvalidArgumentException(JerasException.message(
                "Metric \"" + name + "\" cannot take values alone.",
                "targets and predictions",
                "values of shape " + Shapes.text(values.shape()),
                "call updateState(yTrue, yPred)"));
    }

    /**
     * Takes values in, outside a model; only {@link Mean} and {@link Sum} do.
     *
     * @param values one value a sample, or a single one: anything that {@link Array#of(Object)} takes
     * @return the result so far, as {@link #value} gives it
     * @throws InvalidArgumentException if the metric compares targets with predictions
     */
    public final Array updateState(Object values) {
        return eager.update(List.of(values));
    }

    /**
     * Takes a batch in, outside a model.
     *
     * <pre>{@code
     * var accuracy = SparseCategoricalAccuracy.of();
     * accuracy.updateState(labels, model.predict(images));
     * accuracy.value().item();
     * }</pre>
     *
     * @param yTrue targets, one row a sample: anything that {@link Array#of(Object)} takes, as {@code yPred}
     * @return the result so far, as {@link #value} gives it
     * @see <a href="https://keras.io/api/metrics/base_metric/">keras.metrics.Metric</a>
     */
    public final Array updateState(Object yTrue, Object yPred) {
        return eager.update(List.of(yTrue, yPred));
    }

    /**
     * As {@link #updateState(Object, Object)}.
     *
     * @param sampleWeight one weight a sample
     */
    public final Array updateState(Object yTrue, Object yPred, Object sampleWeight) {
        return eager.update(List.of(yTrue, yPred, sampleWeight));
    }

    /** The result so far, which Keras calls {@code result()}: a scalar for most metrics. */
    public final Array value() {
        return eager.result();
    }

    /** Forgets what was taken in. */
    public final void resetState() {
        variables()
                .forEach(
                        v -> Values.write(v, Array.zeros(v.dataType(), v.shape().getShape())));
    }

    /**
     * Records the update with one batch, in a model's {@code trainStep} or a layer's {@code call}.
     *
     * <pre>{@code penalty.record(Ops.mean(Ops.square(x)))}</pre>
     *
     * @param values one value a sample, or a scalar; for a {@link Mean} or {@link Sum}
     */
    public final void record(Tensor values) {
        Replicas.whenJoined(List.of(values), now -> update(wide(now.get(0))));
    }

    /** Records the update with one batch, in a model's {@code trainStep}. */
    public final void record(Tensor yTrue, Tensor yPred) {
        Replicas.whenJoined(List.of(yTrue, yPred), now -> update(wide(now.get(0)), wide(now.get(1)), null));
    }

    /** Records the update with one batch, in a model's {@code trainStep}. */
    public final void record(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        if (sampleWeight == null) {
            record(yTrue, yPred);
        } else {
            Replicas.whenJoined(
                    List.of(yTrue, yPred, sampleWeight), now -> update(wide(now.get(0)), wide(now.get(1)), now.get(2)));
        }
    }

    /** As Keras measures in float32 whatever the model's data type: in 16 bits sums stop growing. */
    private static Tensor wide(Tensor x) {
        boolean narrow = x.dataType() == DataType.BFLOAT16 || x.dataType() == DataType.FLOAT16;
        return narrow ? Ops.cast(x, DataType.FLOAT32).withMask(x.mask()) : x;
    }

    /** Records the result; for the training loop. */
    public final Tensor recordResult() {
        return result();
    }

    /** The state. */
    public final List<Variable> variables() {
        return List.copyOf(state);
    }

    public final String name() {
        return name;
    }
}
