package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * Additive attention, as Bahdanau's: the score of a query and a key is {@code sum(scale · tanh(query + key))}.
 *
 * <ul>
 *   <li>inputs: query {@code (batch, queries, size)}, value {@code (batch, keys, size)}, and optionally key {@code (batch, keys,
 *       size)}, by default the value
 *   <li>output {@code (batch, queries, size of the value)}; with {@code returnAttentionScores} then {@code (batch, queries, keys)}
 *   <li>scale {@code (size)}
 * </ul>
 *
 * <pre>{@code AdditiveAttention.of().apply(query, value)}</pre>
 * * <p>Calls may be told {@code useCausalMask}, {@code returnAttentionScores} and the masks of query and value. The output has the
 * query's mask, and is 0 where that leaves out a query.
 *
 * @see <a href="https://arxiv.org/abs/1409.0473">Bahdanau et al., 2015</a>
 * @see <a href="https://keras.io/api/layers/attention_layers/additive_attention/">keras.layers.AdditiveAttention</a>
 */
public final class AdditiveAttention extends ScoredAttention<AdditiveAttention, AdditiveAttention.Config> {
    private Variable scale;

    /** Keras's arguments. */
    record Config(boolean useScale, double dropout, Long seed) implements ScoredAttention.Options {
        Config {
            Check.rate("AdditiveAttention", "dropout", dropout);
        }
    }

    AdditiveAttention(Config config) {
        super(config, AdditiveAttention::new);
    }

    public static AdditiveAttention of() {
        return new AdditiveAttention(new Config(true, 0, null));
    }

    /** Whether each feature has a factor that is learned. Default: true. */
    public AdditiveAttention useScale(boolean useScale) {
        return with("useScale", useScale);
    }

    /** The share of the attention scores to drop in training. Default: 0. */
    public AdditiveAttention dropout(double dropout) {
        return with("dropout", dropout);
    }

    /** Draws what to drop from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public AdditiveAttention seed(long seed) {
        return with("seed", seed);
    }

    @Override
    protected void build(List<Shape> inputs) {
        super.build(inputs);
        if (config.useScale) {
            long size = Check.knownAxis(this, inputs.get(0), -1);
            scale = weight("scale", new Shape(size), Initializer.of("glorot_uniform"));
        }
    }

    @Override
    Tensor scores(Tensor query, Tensor key) {
        Tensor sum = Ops.tanh(Ops.expandDims(query, -2).add(Ops.expandDims(key, -3))); // (batch, queries, keys, size)
        return Ops.sum(scale == null ? sum : sum.multiply(scale), -1);
    }
}
