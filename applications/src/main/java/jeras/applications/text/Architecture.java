package jeras.applications.text;

import java.util.Arrays;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.utils.Suggestions;

/** What the members of the family do differently, and how their files call things. */
enum Architecture {
    BERT("bert.", "encoder.layer."),
    DISTILBERT("distilbert.", "transformer.layer."),
    ROBERTA("roberta.", "encoder.layer.");

    /** The classes of transformers by model type: the same model under several names. */
    private static final List<Kind> KINDS = List.of(
            new Kind("bert", "Bert", BERT),
            new Kind("distilbert", "DistilBert", DISTILBERT),
            new Kind("roberta", "Roberta", ROBERTA),
            new Kind("xlm-roberta", "XLMRoberta", ROBERTA),
            new Kind("camembert", "Camembert", ROBERTA));

    private final String prefix;
    private final String blocks;

    /** What the parts of one transformer layer are called. */
    record BlockNames(
            String query,
            String key,
            String value,
            String attentionOutput,
            String attentionNorm,
            String intermediate,
            String output,
            String outputNorm) {
        static final BlockNames BERT = new BlockNames(
                "attention.self.query",
                "attention.self.key",
                "attention.self.value",
                "attention.output.dense",
                "attention.output.LayerNorm",
                "intermediate.dense",
                "output.dense",
                "output.LayerNorm");
        static final BlockNames DISTILBERT = new BlockNames(
                "attention.q_lin",
                "attention.k_lin",
                "attention.v_lin",
                "attention.out_lin",
                "sa_layer_norm",
                "ffn.lin1",
                "ffn.lin2",
                "output_layer_norm");
    }

    /**
     * What the parts of the heads are called.
     *
     * @param before the layer before the classifier; empty for none
     * @param decoder the projection back to tokens, whose table is that of the embeddings
     */
    record HeadNames(
            String before,
            String classifier,
            String maskedDense,
            String maskedNorm,
            String maskedBias,
            String decoder) {
        static final HeadNames BERT = new HeadNames(
                "",
                "classifier",
                "cls.predictions.transform.dense",
                "cls.predictions.transform.LayerNorm",
                "cls.predictions.bias",
                "cls.predictions.decoder");
        static final HeadNames DISTILBERT = new HeadNames(
                "pre_classifier",
                "classifier",
                "vocab_transform",
                "vocab_layer_norm",
                "vocab_projector.bias",
                "vocab_projector");
        static final HeadNames ROBERTA = new HeadNames(
                "classifier.dense",
                "classifier.out_proj",
                "lm_head.dense",
                "lm_head.layer_norm",
                "lm_head.bias",
                "lm_head.decoder");
    }

    private record Kind(String modelType, String className, Architecture architecture) {}

    Architecture(String prefix, String blocks) {
        this.prefix = prefix;
        this.blocks = blocks;
    }

    /** @throws InvalidArgumentException if no architecture of this family goes by the name */
    static Architecture of(String modelType) {
        return kind(modelType).architecture;
    }

    /** What the names of transformers' classes for it begin with, such as {@code "XLMRoberta"}. */
    static String className(String modelType) {
        return kind(modelType).className;
    }

    static List<String> modelTypes() {
        return KINDS.stream().map(Kind::modelType).toList();
    }

    private static Kind kind(String modelType) {
        return KINDS.stream()
                .filter(k -> k.modelType.equals(modelType))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidArgumentException(Suggestions.unknown("model type", modelType, modelTypes())));
    }

    /** What the names of the encoder's tensors begin with in the file of a model with a head. */
    String prefix() {
        return prefix;
    }

    static List<String> prefixes() {
        return Arrays.stream(values()).map(Architecture::prefix).toList();
    }

    /** The name of a part of a transformer layer, numbered from 0. */
    String block(int number, String part) {
        return blocks + number + "." + part;
    }

    BlockNames block() {
        return this == DISTILBERT ? BlockNames.DISTILBERT : BlockNames.BERT;
    }

    HeadNames head() {
        return switch (this) {
            case BERT -> HeadNames.BERT;
            case DISTILBERT -> HeadNames.DISTILBERT;
            case ROBERTA -> HeadNames.ROBERTA;
        };
    }

    /** Whether positions are counted over the tokens that are not padding, from the padding id on. */
    boolean countsTokens() {
        return this == ROBERTA;
    }

    /** Whether the model can end in a layer over the first token. */
    boolean hasPooler() {
        return this != DISTILBERT;
    }
}
