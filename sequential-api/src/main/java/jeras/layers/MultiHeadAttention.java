package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Tensor;
import jeras.regularizers.Regularizer;

/**
 * Attention of several heads: each projects queries, keys and values, and gives for each query the mean of the values, weighted
 * by {@code softmax(query · key / sqrt(keyDim))}; what the heads give is projected back.
 *
 * <ul>
 *   <li>inputs: query {@code (batch, queries, in)}, value {@code (batch, keys, in)}, and optionally key, by default the value; in
 *       this order, as in Keras. They may have more axes
 *   <li>output {@code (batch, queries, in of the query)}; with {@code returnAttentionScores} then {@code (batch, heads, queries,
 *       keys)}
 *   <li>kernels of query, key and value {@code (in, heads, size)}, biases {@code (heads, size)}; of the output {@code (heads, size,
 *       out)}, {@code (out)}
 * </ul>
 *
 * <pre>{@code
 * Tensor y = MultiHeadAttention.of(8, 64).apply(x, x);
 * Tensor next = MultiHeadAttention.of(8, 64).applyWith(c -> c.useCausalMask(true).attentionMask(mask), x, x);
 * }</pre>
 *
 * <p>Masks of the inputs take part by themselves; the output has that of the query. Where nothing is dropped and no scores
 * are returned, the heads are one kernel.
 *
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al., 2017</a>
 * @see <a href="https://keras.io/api/layers/attention_layers/multi_head_attention/">keras.layers.MultiHeadAttention</a>
 */
public final class MultiHeadAttention extends HeadAttention<MultiHeadAttention, MultiHeadAttention.Config> {
    /** Keras's arguments. */
    record Config(
            int numHeads,
            int keyDim,
            int valueDim,
            double dropout,
            boolean useBias,
            List<Integer> outputShape,
            List<Integer> attentionAxes,
            Integer slidingWindow,
            Initializer kernelInitializer,
            Initializer biasInitializer,
            Regularizer kernelRegularizer,
            Regularizer biasRegularizer,
            Constraint kernelConstraint,
            Constraint biasConstraint,
            boolean useGate,
            Long seed)
            implements HeadAttention.Options {
        Config {
            Check.positive("MultiHeadAttention", "numHeads", numHeads);
            Check.positive("MultiHeadAttention", "keyDim", keyDim);
            Check.positive("MultiHeadAttention", "valueDim", valueDim);
            Check.rate("MultiHeadAttention", "dropout", dropout);
            if (slidingWindow != null) {
                Check.positive("MultiHeadAttention", "slidingWindow", slidingWindow);
            }
        }
    }

    MultiHeadAttention(Config config) {
        super(config, MultiHeadAttention::new);
    }

    /**
     * So many heads, each with queries and keys of a length.
     *
     * @param keyDim the length of a head's queries and keys, and of its values unless {@link #valueDim} says otherwise
     */
    public static MultiHeadAttention of(int numHeads, int keyDim) {
        return new MultiHeadAttention(new Config(
                numHeads,
                keyDim,
                keyDim,
                0,
                true,
                null,
                null,
                null,
                Initializer.of("glorot_uniform"),
                Initializer.of("zeros"),
                null,
                null,
                null,
                null,
                false,
                null));
    }

    /** The length of a head's values. Default: {@code keyDim}. */
    public MultiHeadAttention valueDim(int valueDim) {
        return with("valueDim", valueDim);
    }

    /** The lengths of the output's last axes. Default: that of the query's last axis. */
    public MultiHeadAttention outputShape(int... outputShape) {
        return with("outputShape", Arrays.stream(outputShape).boxed().toList());
    }

    /** The axes along which queries attend to keys. Default: all between the batch and the last. */
    public MultiHeadAttention attentionAxes(int... attentionAxes) {
        return with("attentionAxes", Arrays.stream(attentionAxes).boxed().toList());
    }

    /** The share of the attention scores to drop in training. Default: 0. */
    public MultiHeadAttention dropout(double dropout) {
        return with("dropout", dropout);
    }

    /** Whether the projections have biases. Default: true. */
    public MultiHeadAttention useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Each query attends only to keys that are fewer than so many steps away. Default: to all. */
    public MultiHeadAttention slidingWindow(int slidingWindow) {
        return with("slidingWindow", slidingWindow);
    }

    /** Default: {@code glorot_uniform}. */
    public MultiHeadAttention kernelInitializer(String id) {
        return kernelInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public MultiHeadAttention kernelInitializer(Initializer initializer) {
        return with("kernelInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public MultiHeadAttention biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public MultiHeadAttention biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public MultiHeadAttention kernelRegularizer(String id) {
        return kernelRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public MultiHeadAttention kernelRegularizer(Regularizer penalty) {
        return with("kernelRegularizer", penalty);
    }

    /** Default: none. */
    public MultiHeadAttention biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public MultiHeadAttention biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public MultiHeadAttention kernelConstraint(String id) {
        return kernelConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public MultiHeadAttention kernelConstraint(Constraint projection) {
        return with("kernelConstraint", projection);
    }

    /** Default: none. */
    public MultiHeadAttention biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public MultiHeadAttention biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }

    /** Whether what the heads give is multiplied by a gate, the sigmoid of a projection of the query. Default: false. */
    public MultiHeadAttention useGate(boolean useGate) {
        return with("useGate", useGate);
    }

    /** Draws what to drop from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public MultiHeadAttention seed(long seed) {
        return with("seed", seed);
    }

    @Override
    String partPrefix() {
        return "";
    }

    @Override
    double scale() {
        return 1 / Math.sqrt(config.keyDim);
    }

    @Override
    Sizes sizes(Shape query) {
        List<Integer> output = config.outputShape == null || config.outputShape.isEmpty()
                ? List.of(Math.toIntExact(query.get(query.dimension() - 1)))
                : config.outputShape;
        return new Sizes(config.numHeads, config.numHeads, config.keyDim, config.valueDim, output);
    }

    @Override
    int[] attentionAxes(int rank) {
        if (config.attentionAxes == null || config.attentionAxes.isEmpty()) {
            return java.util.stream.IntStream.range(1, rank - 1).toArray();
        }
        return config.attentionAxes.stream().mapToInt(a -> a < 0 ? a + rank : a).toArray();
    }

    @Override
    protected void build(List<Shape> inputs) {
        Shape value = inputs.get(1);
        for (Shape shape : inputs.subList(1, inputs.size())) {
            if (!steps(shape).equals(steps(value))) {
                throw Check.wrong(
                        this, shape, "a key of as many steps as the value", inputs.toString(), "make them equal");
            }
        }
        super.build(inputs);
    }

    private static List<Long> steps(Shape shape) {
        long[] dims = shape.getShape();
        return Collections.unmodifiableList(
                Arrays.stream(dims, 1, dims.length - 1).boxed().toList());
    }

    /** As in Keras, a query's mask is the one that it brings along, whatever the call was told. */
    @Override
    Tensor queryMask(Call call) {
        return call.mask(0);
    }
}
