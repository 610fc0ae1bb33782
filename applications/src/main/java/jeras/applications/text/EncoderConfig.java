package jeras.applications.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Records;
import jeras.utils.Suggestions;

/**
 * The sizes of a text encoder: what Hugging Face's {@code config.json} says, by the names that BERT's has there in camelCase.
 *
 * <pre>{@code EncoderConfig.bert().vocabSize(1000).hiddenSize(64).numHiddenLayers(2).numAttentionHeads(4)}</pre>
 *
 * @param modelType {@code "bert"}, {@code "distilbert"}, {@code "roberta"}, {@code "xlm-roberta"} or {@code "camembert"}
 * @param vocabSize the number of token ids
 * @param hiddenSize the length of a token's vector
 * @param numHiddenLayers the number of transformer layers
 * @param numAttentionHeads the number of heads, which divides {@code hiddenSize}
 * @param intermediateSize the units of the hidden layer between two attentions
 * @param hiddenAct the activation there, such as {@code "gelu"}
 * @param hiddenDropoutProb the share that training drops of embeddings and of what each half of a layer adds
 * @param attentionProbsDropoutProb the share of attention weights that training drops
 * @param maxPositionEmbeddings the rows of the table of positions: the most tokens, and for RoBERTa the padding id and one more
 * @param typeVocabSize the number of token types; 0 for none
 * @param initializerRange the standard deviation of new weights
 * @param layerNormEps added to variances
 * @param padTokenId the id of padding, from which RoBERTa tells positions
 * @param classifierDropout the share that training drops before a classifier; -1 for the architecture's usual one
 * @param qaDropout the share that training drops before DistilBERT's answers
 * @param labels the names of the classes, in the order of their numbers
 * @param problemType {@code "single_label_classification"}, {@code "multi_label_classification"}, {@code "regression"}, or
 *     empty to follow from the number of labels: one is a regression
 * @see <a href="https://huggingface.co/docs/transformers/model_doc/bert#transformers.BertConfig">BertConfig</a>
 */
public record EncoderConfig(
        String modelType,
        int vocabSize,
        int hiddenSize,
        int numHiddenLayers,
        int numAttentionHeads,
        int intermediateSize,
        String hiddenAct,
        double hiddenDropoutProb,
        double attentionProbsDropoutProb,
        int maxPositionEmbeddings,
        int typeVocabSize,
        double initializerRange,
        double layerNormEps,
        int padTokenId,
        double classifierDropout,
        double qaDropout,
        List<String> labels,
        String problemType) {
    static final String SINGLE_LABEL = "single_label_classification";
    static final String MULTI_LABEL = "multi_label_classification";
    static final String REGRESSION = "regression";
    private static final List<String> PROBLEMS = List.of(SINGLE_LABEL, MULTI_LABEL, REGRESSION);

    public EncoderConfig {
        Architecture.of(modelType);
        positive("vocabSize", vocabSize);
        positive("hiddenSize", hiddenSize);
        positive("numHiddenLayers", numHiddenLayers);
        positive("numAttentionHeads", numAttentionHeads);
        positive("intermediateSize", intermediateSize);
        positive("maxPositionEmbeddings", maxPositionEmbeddings);
        rate("hiddenDropoutProb", hiddenDropoutProb);
        rate("attentionProbsDropoutProb", attentionProbsDropoutProb);
        rate("qaDropout", qaDropout);
        require(typeVocabSize >= 0, "typeVocabSize", "0 or more", typeVocabSize);
        require(initializerRange > 0, "initializerRange", "more than 0", initializerRange);
        require(layerNormEps > 0, "layerNormEps", "more than 0", layerNormEps);
        require(padTokenId >= 0, "padTokenId", "0 or more", padTokenId);
        require(
                classifierDropout == -1 || (classifierDropout >= 0 && classifierDropout < 1),
                "classifierDropout",
                "from 0 to below 1, or -1",
                classifierDropout);
        HiddenActivation.of(hiddenAct);
        labels = List.copyOf(labels);
        if (!problemType.isEmpty() && !PROBLEMS.contains(problemType)) {
            throw new InvalidArgumentException(Suggestions.unknown("problem type", problemType, PROBLEMS));
        }
    }

    /** As {@code bert-base-uncased}. */
    public static EncoderConfig bert() {
        return new EncoderConfig(
                "bert", 30522, 768, 12, 12, 3072, "gelu", 0.1, 0.1, 512, 2, 0.02, 1e-12, 0, -1, 0, numbered(2), "");
    }

    /** As {@code distilbert-base-uncased}: BERT with half the layers, without token types and pooler. */
    public static EncoderConfig distilBert() {
        return new EncoderConfig(
                "distilbert",
                30522,
                768,
                6,
                12,
                3072,
                "gelu",
                0.1,
                0.1,
                512,
                0,
                0.02,
                1e-12,
                0,
                0.2,
                0.1,
                numbered(2),
                "");
    }

    /** As {@code roberta-base}: positions begin behind the padding id, and there is one token type. */
    public static EncoderConfig roberta() {
        return new EncoderConfig(
                "roberta", 50265, 768, 12, 12, 3072, "gelu", 0.1, 0.1, 514, 1, 0.02, 1e-5, 1, -1, 0, numbered(2), "");
    }

    /** As {@code xlm-roberta-base}: RoBERTa for a hundred languages. */
    public static EncoderConfig xlmRoberta() {
        return roberta().with("modelType", "xlm-roberta").vocabSize(250002);
    }

    /** Names for classes that have none: {@code LABEL_0}, {@code LABEL_1}, ... */
    static List<String> numbered(int classes) {
        return IntStream.range(0, classes).mapToObj(i -> "LABEL_" + i).toList();
    }

    private static void positive(String name, int value) {
        require(value > 0, name, "1 or more", value);
    }

    private static void rate(String name, double value) {
        require(value >= 0 && value < 1, name, "from 0 to below 1", value);
    }

    private static void require(boolean right, String name, String expected, Object value) {
        if (!right) {
            throw new InvalidArgumentException(JerasException.message(
                    "A text encoder cannot have this " + name + ".", expected, value.toString(), "change it"));
        }
    }

    EncoderConfig with(String component, Object value) {
        return Records.with(this, component, value);
    }

    /** Default: 30522; RoBERTa: 50265. */
    public EncoderConfig vocabSize(int value) {
        return with("vocabSize", value);
    }

    /** Default: 768. */
    public EncoderConfig hiddenSize(int value) {
        return with("hiddenSize", value);
    }

    /** Default: 12; DistilBERT: 6. */
    public EncoderConfig numHiddenLayers(int value) {
        return with("numHiddenLayers", value);
    }

    /** Default: 12. */
    public EncoderConfig numAttentionHeads(int value) {
        return with("numAttentionHeads", value);
    }

    /** Default: 3072. */
    public EncoderConfig intermediateSize(int value) {
        return with("intermediateSize", value);
    }

    /** Default: {@code gelu}, by the error function; {@code gelu_new} is its approximation by tanh. */
    public EncoderConfig hiddenAct(String value) {
        return with("hiddenAct", value);
    }

    /** Default: 0.1. */
    public EncoderConfig hiddenDropoutProb(double value) {
        return with("hiddenDropoutProb", value);
    }

    /** Default: 0.1. */
    public EncoderConfig attentionProbsDropoutProb(double value) {
        return with("attentionProbsDropoutProb", value);
    }

    /** Default: 512; RoBERTa: 514. */
    public EncoderConfig maxPositionEmbeddings(int value) {
        return with("maxPositionEmbeddings", value);
    }

    /** Default: 2; RoBERTa: 1; DistilBERT: 0. */
    public EncoderConfig typeVocabSize(int value) {
        return with("typeVocabSize", value);
    }

    /** Default: 0.02. */
    public EncoderConfig initializerRange(double value) {
        return with("initializerRange", value);
    }

    /** Default: 1e-12; RoBERTa: 1e-5. */
    public EncoderConfig layerNormEps(double value) {
        return with("layerNormEps", value);
    }

    /** Default: 0; RoBERTa: 1. */
    public EncoderConfig padTokenId(int value) {
        return with("padTokenId", value);
    }

    /** Default: that of {@code hiddenDropoutProb}; DistilBERT: 0.2. */
    public EncoderConfig classifierDropout(double value) {
        return with("classifierDropout", value);
    }

    /** Default: 0.1, for DistilBERT, which alone has it. */
    public EncoderConfig qaDropout(double value) {
        return with("qaDropout", value);
    }

    /** Default: {@code LABEL_0} and {@code LABEL_1}. */
    public EncoderConfig labels(String... values) {
        return with("labels", Arrays.asList(values));
    }

    /** Default: one label is a regression, several are classes of which one is right. */
    public EncoderConfig problemType(String value) {
        return with("problemType", value);
    }

    /** This, once sizes that depend on each other fit; while one is changed after the other they need not. */
    EncoderConfig checked() {
        if (hiddenSize % numAttentionHeads != 0) {
            throw new InvalidArgumentException(JerasException.message(
                    "The heads cannot share a token's vector.",
                    "a hiddenSize that is a multiple of numAttentionHeads",
                    "hiddenSize " + hiddenSize + ", numAttentionHeads " + numAttentionHeads,
                    "change one of them"));
        }
        return this;
    }

    Architecture architecture() {
        return Architecture.of(modelType);
    }

    /** What a classifier is for, with so many outputs. */
    String problem(int outputs) {
        return !problemType.isEmpty() ? problemType : outputs == 1 ? REGRESSION : SINGLE_LABEL;
    }

    /** The share that training drops before a classifier. */
    double headDropout() {
        return classifierDropout < 0 ? hiddenDropoutProb : classifierDropout;
    }
}
