package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Tensor;
import jeras.regularizers.Regularizer;

/**
 * Attention of several heads, in which groups of queries' heads share the keys and values of one head.
 *
 * <ul>
 *   <li>inputs: query {@code (batch, queries, in)}, value {@code (batch, keys, in)}, and optionally key, by default the value
 *   <li>output {@code (batch, queries, in of the query)}; with {@code returnAttentionScores} then {@code (batch, heads, queries,
 *       keys)}
 *   <li>kernel of the query {@code (in, query heads, headDim)}, of key and value {@code (in, key heads, headDim)}, of the output
 *       {@code (query heads, headDim, out)}; biases without the first axes
 * </ul>
 *
 * <pre>{@code GroupQueryAttention.of(64, 8, 2).apply(x, x)}</pre>
 *
 * <p>Calls may be told what {@link MultiHeadAttention}'s may.
 *
 * @see <a href="https://arxiv.org/abs/2305.13245">Ainslie et al., 2023</a>
 * @see <a href="https://keras.io/api/layers/attention_layers/group_query_attention/">keras.layers.GroupQueryAttention</a>
 */
public final class GroupQueryAttention extends HeadAttention<GroupQueryAttention, GroupQueryAttention.Config> {
    /** Keras's arguments. */
    record Config(
            int headDim,
            int numQueryHeads,
            int numKeyValueHeads,
            double dropout,
            boolean useBias,
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
            Check.positive("GroupQueryAttention", "headDim", headDim);
            Check.positive("GroupQueryAttention", "numQueryHeads", numQueryHeads);
            Check.positive("GroupQueryAttention", "numKeyValueHeads", numKeyValueHeads);
            Check.rate("GroupQueryAttention", "dropout", dropout);
            if (slidingWindow != null) {
                Check.positive("GroupQueryAttention", "slidingWindow", slidingWindow);
            }
            if (numQueryHeads % numKeyValueHeads != 0) {
                throw new InvalidArgumentException(JerasException.message(
                        "GroupQueryAttention cannot be made.",
                        "numQueryHeads that numKeyValueHeads divides",
                        numQueryHeads + " and " + numKeyValueHeads,
                        "let each key's head serve the same number of queries' heads"));
            }
        }
    }

    GroupQueryAttention(Config config) {
        super(config, GroupQueryAttention::new);
    }

    /**
     * So many heads of queries, which share so many heads of keys and values.
     *
     * @param headDim the length of a head's queries, keys and values
     */
    public static GroupQueryAttention of(int headDim, int numQueryHeads, int numKeyValueHeads) {
        return new GroupQueryAttention(new Config(
                headDim,
                numQueryHeads,
                numKeyValueHeads,
                0,
                true,
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

    /** The share of the attention scores to drop in training. Default: 0. */
    public GroupQueryAttention dropout(double dropout) {
        return with("dropout", dropout);
    }

    /** Whether the projections have biases. Default: true. */
    public GroupQueryAttention useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Each query attends only to keys that are fewer than so many steps away. Default: to all. */
    public GroupQueryAttention slidingWindow(int slidingWindow) {
        return with("slidingWindow", slidingWindow);
    }

    /** Default: {@code glorot_uniform}. */
    public GroupQueryAttention kernelInitializer(String id) {
        return kernelInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public GroupQueryAttention kernelInitializer(Initializer initializer) {
        return with("kernelInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public GroupQueryAttention biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public GroupQueryAttention biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public GroupQueryAttention kernelRegularizer(String id) {
        return kernelRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public GroupQueryAttention kernelRegularizer(Regularizer penalty) {
        return with("kernelRegularizer", penalty);
    }

    /** Default: none. */
    public GroupQueryAttention biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public GroupQueryAttention biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public GroupQueryAttention kernelConstraint(String id) {
        return kernelConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public GroupQueryAttention kernelConstraint(Constraint projection) {
        return with("kernelConstraint", projection);
    }

    /** Default: none. */
    public GroupQueryAttention biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public GroupQueryAttention biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }

    /** Whether what the heads give is multiplied by a gate, the sigmoid of a projection of the query. Default: false. */
    public GroupQueryAttention useGate(boolean useGate) {
        return with("useGate", useGate);
    }

    /** Draws what to drop from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public GroupQueryAttention seed(long seed) {
        return with("seed", seed);
    }

    /** Keras's class is called GroupedQueryAttention, although it goes by another name. */
    @Override
    public String snakeName() {
        return "grouped_query_attention";
    }

    /** Where Keras's attribute stands in a file. */
    @Override
    String partPrefix() {
        return "_";
    }

    @Override
    double scale() {
        return 1 / Math.sqrt(config.headDim);
    }

    @Override
    Sizes sizes(Shape query) {
        List<Integer> output = List.of(Math.toIntExact(query.get(query.dimension() - 1)));
        return new Sizes(config.numQueryHeads, config.numKeyValueHeads, config.headDim, config.headDim, output);
    }

    @Override
    int[] attentionAxes(int rank) {
        return new int[] {1};
    }

    @Override
    protected void build(List<Shape> inputs) {
        inputs.forEach(shape -> Check.rank(this, shape, 3));
        super.build(inputs);
    }

    @Override
    Tensor queryMask(Call call) {
        Tensor told = call.tensor("query_mask");
        return told == null ? call.mask(0) : told;
    }
}
