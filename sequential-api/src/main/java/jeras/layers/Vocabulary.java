package jeras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ModelStateException;

/**
 * The tokens that a lookup layer knows and their weights: what {@code adapt} learns and files keep.
 *
 * <p>Before the tokens come the mask's index, where there is one, and those of unknown tokens.
 *
 * @param <T> strings or whole numbers
 */
final class Vocabulary<T> {
    private final Layer layer;
    private final LookupOptions<T> options;
    private final Comparator<T> order;
    private final Map<T, Integer> indices = new HashMap<>();
    private List<T> tokens = List.of();
    private boolean known;
    private float[] weights = {};
    /** The size that encoded outputs were promised to have; -1 before. */
    private long frozenSize = -1;

    private TokenCounts<T> counts = new TokenCounts<>();

    Vocabulary(Layer layer, LookupOptions<T> options, Comparator<T> order) {
        this.layer = layer;
        this.options = options;
        this.order = order;
    }

    /** Takes the vocabulary among the arguments, when there is one and it has not been taken. */
    void ensure() {
        options.check(layer);
        if (!known && options.vocabulary() != null) {
            set(options.vocabulary(), options.idfWeights());
        }
    }

    boolean isKnown() {
        ensure();
        return known;
    }

    /** True when the arguments say the vocabulary, so that it is not learned. */
    boolean isGiven() {
        return options.vocabulary() != null;
    }

    // ---- setting ---------------------------------------------------------------------------------------------------

    /** @param idfWeights null for none */
    void set(List<T> vocabulary, List<Double> idfWeights) {
        requireWeights(vocabulary, idfWeights);
        int start = options.tokenStart();
        boolean special = vocabulary.size() >= start
                && !vocabulary.isEmpty()
                && vocabulary.subList(0, start).equals(options.specialTokens());
        List<T> bare = special ? vocabulary.subList(start, vocabulary.size()) : vocabulary;
        requireDifferent(bare);
        requireFree(bare, vocabulary, "mask token", options.maskToken());
        if (options.invert()) {
            requireFree(bare, vocabulary, "token of what is out of the vocabulary", options.oovToken());
        }
        if (options.maxTokens() != null && start + bare.size() > options.maxTokens()) {
            throw refused(
                    "at most maxTokens(" + options.maxTokens() + ") tokens, special ones among them",
                    (start + bare.size()) + " tokens",
                    "give fewer, or allow more");
        }
        requireSize(start + bare.size());
        learn(bare);
        if (options.weighs()) {
            double average = idfWeights.stream().mapToDouble(w -> w).average().orElse(0);
            pad(idfWeights.stream().mapToDouble(w -> w).toArray(), special ? 0 : start, average);
        }
    }

    private void requireWeights(List<T> vocabulary, List<Double> idfWeights) {
        if (options.weighs() != (idfWeights != null)) {
            throw refused(
                    options.weighs()
                            ? "idfWeights with the vocabulary, for the output mode is tf_idf"
                            : "no idfWeights, which only the output mode tf_idf has",
                    options.weighs() ? "none" : idfWeights.size() + " weights",
                    options.weighs() ? "give one weight for each token, or adapt the layer" : "leave them out");
        }
        if (vocabulary.isEmpty()) {
            throw refused("at least one token", "an empty vocabulary", "give tokens, or adapt the layer");
        }
        if (idfWeights != null && idfWeights.size() != vocabulary.size()) {
            throw refused(
                    "one weight for each token",
                    idfWeights.size() + " weights and " + vocabulary.size() + " tokens",
                    "give " + vocabulary.size() + " weights");
        }
    }

    private void requireDifferent(List<T> bare) {
        Set<T> seen = new HashSet<>();
        List<T> repeated = bare.stream().filter(t -> !seen.add(t)).distinct().toList();
        if (!repeated.isEmpty()) {
            throw refused("each token once", repeated + " more than once", "take the repeated ones out");
        }
    }

    private void requireFree(List<T> bare, List<T> vocabulary, String what, T token) {
        if (token != null && bare.contains(token)) {
            throw refused(
                    "the " + what + " \"" + token + "\" nowhere, or before all tokens: " + options.specialTokens(),
                    "it at index " + vocabulary.lastIndexOf(token),
                    "take it out");
        }
    }

    private InvalidArgumentException refused(String expected, String received, String fix) {
        return new InvalidArgumentException(JerasException.message(
                layer.titleAndPlace() + " cannot take this vocabulary.", expected, received, fix));
    }

    private void requireSize(long size) {
        if (options.sized() && frozenSize >= 0 && size != frozenSize) {
            throw new ModelStateException(JerasException.message(
                    layer.titleAndPlace() + " cannot change the size of its vocabulary.",
                    frozenSize + " tokens, for which its output was made: the output mode is " + options.outputMode(),
                    size + " tokens",
                    "make a new layer, or use maxTokens(n).padToMaxTokens(true)"));
        }
    }

    private void learn(List<T> bare) {
        tokens = List.copyOf(bare);
        indices.clear();
        for (int i = 0; i < tokens.size(); i++) {
            indices.put(tokens.get(i), options.tokenStart() + i);
        }
        known = true;
        frozenSize = size();
    }

    /** Weights before and behind those of the tokens. */
    private void pad(double[] values, int front, double frontValue) {
        int size = front + values.length;
        int all = options.padToMaxTokens() ? Math.max(size, options.maxTokens()) : size;
        weights = new float[all];
        for (int i = 0; i < size; i++) {
            weights[i] = (float) (i < front ? frontValue : values[i - front]);
        }
    }

    // ---- learning --------------------------------------------------------------------------------------------------

    void startCounting() {
        options.check(layer);
        if (isGiven()) {
            throw new ModelStateException(JerasException.message(
                    layer.titleAndPlace() + " cannot adapt to data.",
                    "a layer that learns its vocabulary",
                    "one that has been given vocabulary(...)",
                    "make it without, or leave out adapt"));
        }
        counts = new TokenCounts<>();
    }

    void count(List<T> document) {
        counts.add(document);
    }

    void finishCounting() {
        if (counts.isEmpty()) {
            return;
        }
        counts.remove(options.maskToken());
        counts.remove(options.oovToken());
        List<T> found = counts.sorted(order);
        int start = options.tokenStart();
        if (options.maxTokens() != null) {
            found = found.subList(0, Math.max(0, Math.min(found.size(), options.maxTokens() - start)));
        }
        requireSize(start + found.size());
        learn(found);
        if (options.weighs()) {
            double[] idf = found.stream()
                    .mapToDouble(t -> (float) counts.inverseDocumentFrequency(t))
                    .toArray();
            pad(idf, start, DoubleStream.of(idf).average().orElse(0));
        }
        counts = new TokenCounts<>();
    }

    // ---- asking ----------------------------------------------------------------------------------------------------

    /** The index of a token; -1 when it is not known. */
    int index(T token) {
        Integer index = indices.get(token);
        return index == null ? -1 : index;
    }

    /** The token of an index; that of unknown ones for an index without any. */
    T token(long index) {
        if (index == 0 && options.maskToken() != null) {
            return options.maskToken();
        }
        long place = index - options.tokenStart();
        return place >= 0 && place < tokens.size() ? tokens.get((int) place) : options.oovToken();
    }

    int size() {
        ensure();
        return tokens.size() + options.tokenStart();
    }

    /** The tokens by their indices. */
    List<T> all() {
        ensure();
        List<T> all = new ArrayList<>(options.specialTokens());
        all.addAll(tokens);
        return Collections.unmodifiableList(all);
    }

    /** The tokens without the special ones. */
    List<T> bare() {
        ensure();
        return tokens;
    }

    float[] weights() {
        return weights;
    }

    /** The number of places in an encoded output. */
    int depth() {
        if (options.padToMaxTokens()) {
            return options.maxTokens();
        }
        ensure();
        if (frozenSize < 0) {
            throw unknown("the output mode is " + options.outputMode() + ", whose length is the vocabulary's");
        }
        return Math.toIntExact(frozenSize);
    }

    /** Refuses to look up before there is a vocabulary. */
    void require() {
        if (!isKnown()) {
            throw unknown("it has nothing to look up in");
        }
    }

    private ModelStateException unknown(String why) {
        return new ModelStateException(JerasException.message(
                layer.titleAndPlace() + " has no vocabulary yet.",
                "a vocabulary before the layer is used: " + why,
                "none",
                "call adapt(data), or give vocabulary(...)"));
    }

    // ---- files -----------------------------------------------------------------------------------------------------

    /** The size that a file promises before its tokens are read. */
    void promise(long size) {
        frozenSize = known ? frozenSize : size;
    }

    long promised() {
        ensure();
        return frozenSize;
    }

    Array weightArray() {
        return Array.of(weights.clone());
    }

    /**
     * Takes what a file says.
     *
     * @param read empty to keep the tokens
     * @param idf null where the output is not weighted; already padded
     */
    void restore(List<T> read, Array idf) {
        ensure();
        if (!read.isEmpty() && !options.weighs()) {
            set(read, null);
        } else if (!read.isEmpty()) {
            List<T> bare = read.subList(Math.min(options.tokenStart(), read.size()), read.size());
            requireDifferent(bare);
            requireSize(options.tokenStart() + (long) bare.size());
            learn(bare);
        }
        if (options.weighs() && known) {
            if (idf == null || idf.size() != depth()) {
                throw refused(
                        depth() + " weights of the tokens",
                        idf == null ? "none" : idf.size() + " weights",
                        "save the model again");
            }
            weights = idf.toFloatArray();
        }
    }
}
