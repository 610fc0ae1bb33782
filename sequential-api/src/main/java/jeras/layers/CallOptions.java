package jeras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.ops.Tensor;

/**
 * What a layer is told when it is called, besides its inputs: the keyword arguments of Keras's {@code call}.
 *
 * <pre>{@code
 * Tensor y = base.applyWith(c -> c.training(false), x);
 * List<Tensor> both = attention.applyAllWith(c -> c.useCausalMask(true).returnAttentionScores(true), query, value);
 * }</pre>
 *
 * <p>A layer refuses those that it does not know. Masks are boolean tensors, true = keep.
 *
 * @see <a href="https://keras.io/api/layers/base_layer/#call-method">keras.layers.Layer.call</a>
 */
public final class CallOptions {
    static final String TRAINING = "training";
    static final String MASK = "mask";

    private final Map<String, Object> values = new LinkedHashMap<>();

    CallOptions() {}

    /**
     * Whether the layer, and those inside it, behave as in training: dropout drops, batch normalization uses the batch.
     *
     * <p>It decides inside a layer or model of one's own. Between the layers of a functional model it is kept and saved, but as
     * in Keras the loops have the last word: all layers train in {@code fit}, and none in {@code evaluate} and {@code predict}.
     * Layers that are to keep their statistics in {@code fit} are frozen by {@code trainable(false)}.
     */
    public CallOptions training(boolean training) {
        return set(TRAINING, training);
    }

    /** The mask of the first input, in the place of the masks that the inputs bring along. */
    public CallOptions mask(Tensor mask) {
        return mask(0, mask);
    }

    /** The mask of one input, in the place of the masks that the inputs bring along; inputs without one have none. */
    public CallOptions mask(int input, Tensor mask) {
        List<Tensor> masks = new ArrayList<>();
        if (values.get(MASK) instanceof List<?> before) {
            before.forEach(m -> masks.add((Tensor) m));
        }
        while (masks.size() <= input) {
            masks.add(null);
        }
        masks.set(input, mask);
        values.put(MASK, Collections.unmodifiableList(masks));
        return this;
    }

    /** Which keys a query may attend to: {@code (batch, queries, keys)}, or with an axis for the heads before the queries. */
    public CallOptions attentionMask(Tensor mask) {
        return set("attention_mask", mask);
    }

    /** The queries that count, {@code (batch, queries)}; by default the query's own mask. */
    public CallOptions queryMask(Tensor mask) {
        return set("query_mask", mask);
    }

    /** The values that count, {@code (batch, keys)}; by default the value's own mask. */
    public CallOptions valueMask(Tensor mask) {
        return set("value_mask", mask);
    }

    /** The keys that count, {@code (batch, keys)}; by default the key's own mask. */
    public CallOptions keyMask(Tensor mask) {
        return set("key_mask", mask);
    }

    /** Whether a query attends only to keys that do not come after it. Default: false. */
    public CallOptions useCausalMask(boolean useCausalMask) {
        return set("use_causal_mask", useCausalMask);
    }

    /** Whether the attention scores are a second output. Default: false. */
    public CallOptions returnAttentionScores(boolean returnAttentionScores) {
        return set("return_attention_scores", returnAttentionScores);
    }

    /** Whether a {@link ReversibleEmbedding} goes from vectors back to ids. Default: false. */
    public CallOptions reverse(boolean reverse) {
        return set("reverse", reverse);
    }

    /** An argument by Keras's name; for layers of one's own, which name it in {@link Layer#acceptedArguments()}. */
    public CallOptions set(String name, boolean value) {
        values.put(name, value);
        return this;
    }

    /** An argument by Keras's name; for layers of one's own, which name it in {@link Layer#acceptedArguments()}. */
    public CallOptions set(String name, Tensor value) {
        if (name.equals(MASK)) {
            return mask(value);
        }
        values.put(name, value);
        return this;
    }

    Map<String, Object> values() {
        return values;
    }
}
