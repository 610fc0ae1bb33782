package jeras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * The arguments that all lookups share.
 *
 * @param maxTokens null for any number
 * @param maskToken null for none
 * @param oovToken null for none
 * @param vocabulary null when it is learned
 * @param idfWeights null for none
 * @param salt null for none
 */
record LookupOptions<T>(
        Integer maxTokens,
        int numOovIndices,
        T maskToken,
        T oovToken,
        List<T> vocabulary,
        List<Double> idfWeights,
        boolean invert,
        String outputMode,
        boolean padToMaxTokens,
        List<Long> salt) {

    /** Keras's older names of output modes, and a refusal of what is none. */
    static String mode(String layer, String mode, String... known) {
        String current = mode.equals("binary") ? "multi_hot" : mode.equals("tf-idf") ? "tf_idf" : mode;
        Check.oneOf(layer, "outputMode", current, known);
        return current;
    }

    static void limits(String layer, Integer maxTokens, int numOovIndices) {
        if (maxTokens != null && maxTokens < 2) {
            throw refused(layer, "maxTokens of at least 2", Integer.toString(maxTokens), "allow more tokens");
        }
        if (numOovIndices < 0) {
            throw refused(layer, "numOovIndices of at least 0", Integer.toString(numOovIndices), "give 0 or more");
        }
    }

    /** Holds the arguments against each other, once all are told. */
    void check(Layer layer) {
        if (padToMaxTokens && maxTokens == null) {
            throw refused(layer.className(), "maxTokens with padToMaxTokens", "none", "say maxTokens(...)");
        }
        if (invert && !outputMode.equals("int")) {
            throw refused(
                    layer.className(), "outputMode int with invert", "\"" + outputMode + "\"", "leave out one of them");
        }
        if (idfWeights != null && !weighs()) {
            throw refused(
                    layer.className(),
                    "idfWeights only with outputMode tf_idf",
                    "\"" + outputMode + "\"",
                    "leave out the weights, or say outputMode(\"tf_idf\")");
        }
        if (idfWeights == null && vocabulary != null && weighs()) {
            throw refused(
                    layer.className(),
                    "idfWeights with a vocabulary, for the output mode is tf_idf",
                    "none",
                    "give one weight for each token");
        }
    }

    private static InvalidArgumentException refused(String layer, String expected, String received, String fix) {
        return new InvalidArgumentException(
                JerasException.message(layer + " cannot be made.", expected, received, fix));
    }

    boolean weighs() {
        return outputMode.equals("tf_idf");
    }

    /** True when the length of the output is that of the vocabulary. */
    boolean sized() {
        return !outputMode.equals("int") && !padToMaxTokens;
    }

    private boolean hasMaskIndex() {
        return maskToken != null && outputMode.equals("int");
    }

    /** The first index of tokens out of the vocabulary. */
    int oovStart() {
        return hasMaskIndex() ? 1 : 0;
    }

    /** The first index of the vocabulary's tokens. */
    int tokenStart() {
        return oovStart() + numOovIndices;
    }

    /** What stands before the vocabulary's tokens. */
    List<T> specialTokens() {
        List<T> special = new ArrayList<>();
        if (hasMaskIndex()) {
            special.add(maskToken);
        }
        special.addAll(Collections.nCopies(numOovIndices, oovToken));
        return special;
    }

    /** The index for a token of the mask: left out where outputs are encoded. */
    long maskIndex() {
        return outputMode.equals("int") ? 0 : Encoding.NOTHING;
    }

    /** The encoding of the indices, before any weights. */
    String encoding() {
        return weighs() ? "count" : outputMode;
    }
}
