package jeras.layers;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import jeras.Array;

/**
 * A layer that looks tokens up in a vocabulary, which is given or learned.
 *
 * <p>The vocabulary belongs to the layer as weights do: a copy, and so what an option returns, has none of its own yet.
 *
 * @param <L> the layer's own type
 * @param <C> its configuration
 * @param <T> strings or whole numbers
 */
public abstract class VocabularyLayer<L extends VocabularyLayer<L, C, T>, C extends Record, T> extends HostLayer<L, C>
        implements FileState {
    VocabularyLayer(C config, Function<C, L> maker) {
        super(config, maker);
    }

    abstract Tokens<T> tokens();

    /** The most tokens, special ones among them, of a vocabulary that is learned. Default: any number. */
    public L maxTokens(int maxTokens) {
        return with("maxTokens", maxTokens);
    }

    /** The tokens in the order of their indices, with or without the special ones at the beginning. Default: learned. */
    public L vocabulary(List<T> vocabulary) {
        return with("vocabulary", List.copyOf(vocabulary));
    }

    /** The weights of the vocabulary's tokens, for {@code tf_idf}. Default: learned. */
    public L idfWeights(double... idfWeights) {
        return with("idfWeights", DoubleStream.of(idfWeights).boxed().toList());
    }

    /** Whether rows are as long as {@code maxTokens}, whatever the vocabulary. Default: false. */
    public L padToMaxTokens(boolean padToMaxTokens) {
        return with("padToMaxTokens", padToMaxTokens);
    }

    /**
     * Learns the vocabulary: tokens by frequency, equally frequent ones in descending order.
     *
     * @param data what the layer takes, or batches of it such as a {@code Dataset}; each row is a document
     */
    public final void adapt(Object data) {
        adapt(data, Long.MAX_VALUE);
    }

    /**
     * As {@link #adapt(Object)}.
     *
     * @param steps the most batches to take
     */
    public final void adapt(Object data, long steps) {
        tokens().vocabulary.startCounting();
        if (AdaptData.isBatches(data)) {
            AdaptData.forEach((Iterable<?>) data, steps, this::count);
        } else {
            count(AdaptData.column(AdaptData.array(data)));
        }
        tokens().vocabulary.finishCounting();
    }

    /** Learns from one batch. */
    void count(Array batch) {
        tokens().count(batch);
    }

    /** The tokens by index, special ones first. */
    public final List<T> getVocabulary() {
        return tokens().vocabulary.all();
    }

    /** The tokens without the special ones. */
    public final List<T> getVocabularyWithoutSpecialTokens() {
        return tokens().vocabulary.bare();
    }

    /** The number of indices, those of special tokens among them. */
    public final int vocabularySize() {
        return tokens().vocabulary.size();
    }

    /** Sets the vocabulary, with or without the special tokens at its beginning. */
    public final void setVocabulary(List<T> vocabulary) {
        tokens().vocabulary.set(vocabulary, null);
    }

    /** Sets the vocabulary with the weights of its tokens, for {@code tf_idf}. */
    public final void setVocabulary(List<T> vocabulary, double... idfWeights) {
        tokens().vocabulary.set(vocabulary, DoubleStream.of(idfWeights).boxed().toList());
    }

    // ---- files -----------------------------------------------------------------------------------------------------

    @Override
    public final Map<String, Object> fileConfig() {
        long size = tokens().vocabulary.promised();
        return size < 0 ? Map.of() : Map.of("vocabulary_size", size);
    }

    @Override
    public final void restoreConfig(String key, long value) {
        if (key.equals("vocabulary_size")) {
            tokens().vocabulary.promise(value);
        }
    }

    @Override
    public final Map<String, Array> fileArrays() {
        return tokens().fileArrays();
    }

    @Override
    public final Map<String, byte[]> fileAssets() {
        return tokens().fileAssets();
    }

    @Override
    public final void restore(Map<String, Array> arrays, Map<String, byte[]> assets) {
        tokens().restore(arrays, assets);
    }
}
