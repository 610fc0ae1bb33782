package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * Dot-product attention, as Luong's: {@code softmax(query · keyᵀ) · value}.
 *
 * <ul>
 *   <li>inputs: query {@code (batch, queries, size)}, value {@code (batch, keys, size)}, and optionally key {@code (batch, keys,
 *       size)}, by default the value
 *   <li>output {@code (batch, queries, size of the value)}; with {@code returnAttentionScores} then {@code (batch, queries, keys)}
 *   <li>scale, a scalar, with {@code useScale}; weight of the score, a scalar, with {@code scoreMode("concat")}
 * </ul>
 *
 * <pre>{@code Attention.of().apply(query, value)}</pre>
 * * <p>Calls may be told {@code useCausalMask}, {@code returnAttentionScores} and the masks of query and value. The output has the
 * query's mask, and is 0 where that leaves out a query.
 *
 * @see <a href="https://arxiv.org/abs/1508.04025">Luong et al., 2015</a>
 * @see <a href="https://keras.io/api/layers/attention_layers/attention/">keras.layers.Attention</a>
 */
public final class Attention extends ScoredAttention<Attention, Attention.Config> {
    private Variable scale;
    private Variable concatScoreWeight;

    /** Keras's arguments. */
    record Config(boolean useScale, String scoreMode, double dropout, Long seed) implements ScoredAttention.Options {
        Config {
            Check.oneOf("Attention", "scoreMode", scoreMode, "dot", "concat");
            Check.rate("Attention", "dropout", dropout);
        }
    }

    Attention(Config config) {
        super(config, Attention::new);
    }

    public static Attention of() {
        return new Attention(new Config(false, "dot", 0, null));
    }

    /** Whether the scores have a factor that is learned. Default: false. */
    public Attention useScale(boolean useScale) {
        return with("useScale", useScale);
    }

    /** {@code dot} for {@code query · key}, {@code concat} for {@code weight · sum(tanh(scale (query + key)))}. Default: dot. */
    public Attention scoreMode(String scoreMode) {
        return with("scoreMode", scoreMode);
    }

    /** The share of the attention scores to drop in training. Default: 0. */
    public Attention dropout(double dropout) {
        return with("dropout", dropout);
    }

    /** Draws what to drop from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public Attention seed(long seed) {
        return with("seed", seed);
    }

    @Override
    protected void build(List<Shape> inputs) {
        super.build(inputs);
        if (config.useScale) {
            scale = one("scale");
        }
        if (config.scoreMode.equals("concat")) {
            concatScoreWeight = one("concat_score_weight");
        }
    }

    private Variable one(String name) {
        return weight(name, new Shape(), Initializer.of("ones"));
    }

    @Override
    Tensor scores(Tensor query, Tensor key) {
        if (concatScoreWeight == null) {
            int[] order = IntStream.range(0, key.rank()).toArray();
            order[key.rank() - 2] = key.rank() - 1;
            order[key.rank() - 1] = key.rank() - 2;
            Tensor scores = Ops.matmul(query, Ops.transpose(key, order));
            return scale == null ? scores : scores.multiply(scale);
        }
        Tensor sum = Ops.expandDims(query, -2).add(Ops.expandDims(key, -3)); // (batch, queries, keys, size)
        Tensor scaled = scale == null ? sum : sum.multiply(scale);
        return Ops.sum(Ops.tanh(scaled), -1).multiply(concatScoreWeight);
    }
}
