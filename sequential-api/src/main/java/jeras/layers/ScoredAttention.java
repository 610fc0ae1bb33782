package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * A layer whose queries take the mean of values, weighted by the softmax of scores: what {@link Attention} and
 * {@link AdditiveAttention} have in common.
 *
 * @param <L> the layer's own type
 * @param <C> its configuration
 */
public abstract class ScoredAttention<L extends ScoredAttention<L, C>, C extends Record & ScoredAttention.Options>
        extends KerasLayer<L, C> {
    private static final String SCORES = "return_attention_scores";
    private static final String CAUSAL = "use_causal_mask";
    /** What Keras takes away from a score that does not count. */
    private static final double FAR = 1e9;

    private static final double FAR_IN_HALF_PRECISION = 65504;

    private final Noise noise;

    /** What each of these layers may be told. */
    interface Options {
        double dropout();

        Long seed();
    }

    ScoredAttention(C config, Function<C, L> maker) {
        super(config, maker);
        noise = config.seed() == null ? Noise.shared() : Noise.of(config.seed());
    }

    /**
     * The scores of queries {@code (batch, queries, size)} and keys {@code (batch, keys, size)}: {@code (batch, queries, keys)}.
     */
    abstract Tensor scores(Tensor query, Tensor key);

    @Override
    public final List<String> acceptedArguments() {
        return List.of(CallOptions.MASK, CallOptions.TRAINING, SCORES, CAUSAL);
    }

    @Override
    protected void build(List<Shape> inputs) {
        if (inputs.size() < 2 || inputs.size() > 3) {
            throw new ShapeMismatchException(JerasException.message(
                    titleAndPlace() + " cannot take these inputs.",
                    "a query and a value, or a query, a value and a key",
                    String.join(", ", inputs.stream().map(Shapes::text).toList()),
                    "apply it to two or three tensors"));
        }
    }

    @Override
    protected final List<Tensor> call(List<Tensor> inputs, Call call) {
        Tensor query = inputs.get(0);
        Tensor value = inputs.get(1);
        Tensor scores = scores(query, inputs.size() > 2 ? inputs.get(2) : value); // (batch, queries, keys)
        Tensor mask = mask(scores, call);
        if (mask != null) {
            double far = scores.dataType() == DataType.FLOAT16 ? FAR_IN_HALF_PRECISION : FAR;
            scores = Ops.where(mask, scores, scores.subtract(far));
        }
        Tensor weights = Ops.softmax(scores, -1);
        boolean drops = call.training() && config.dropout() > 0;
        Tensor kept = drops ? noise.dropout(weights, config.dropout(), weights.shape()) : weights;
        Tensor y = Ops.matmul(kept, value); // (batch, queries, size)
        if (call.mask(0) != null) {
            y = Ops.where(Ops.expandDims(call.mask(0), -1), y, 0);
        }
        return call.flag(SCORES) ? List.of(y, weights) : List.of(y);
    }

    private static Tensor mask(Tensor scores, Call call) {
        Tensor values = call.mask(1);
        if (values != null && values.rank() == 2) {
            values = Ops.expandDims(values, -2); // (batch, 1, keys)
        }
        if (!call.flag(CAUSAL)) {
            return values;
        }
        Tensor causal = Ops.expandDims(Ops.greaterEqual(Ops.stepsBetween(scores, -2, scores, -1), 0), 0);
        return values == null ? causal : Ops.logicalAnd(values, causal);
    }

    @Override
    protected final Tensor computeMask(List<Tensor> inputs, int output) {
        return output == 0 ? inputs.get(0).mask() : null;
    }

    @Override
    protected final boolean supportsMasking() {
        return true;
    }
}
