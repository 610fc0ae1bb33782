package jeras.applications.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which tensors of a file are a layer's, by the name that the layer has in the models of this package. Names are those of a
 * bare encoder's file; in that of a model with a head the encoder's have a prefix.
 *
 * @param byWeight the names of tensors by those of the weights within the layer, such as {@code "query/kernel"}
 * @param encoder whether it belongs to the encoder rather than to a head
 */
record WeightNames(Map<String, String> byWeight, boolean encoder) {
    private static final String BIAS = "bias";

    /** Those of a layer; empty when files know none of that name. */
    static Optional<WeightNames> of(EncoderConfig config, String layer) {
        Architecture architecture = config.architecture();
        if (layer.startsWith("layer_")) {
            String[] parts = layer.split("_", 3);
            return parts.length == 3 && parts[1].matches("[0-9]{1,6}")
                    ? inBlock(architecture, Integer.parseInt(parts[1]), parts[2])
                    : Optional.empty();
        }
        Architecture.HeadNames head = architecture.head();
        return Optional.ofNullable(
                switch (layer) {
                    case "embeddings_word" -> table("embeddings.word_embeddings.weight");
                    case "embeddings_position" -> table("embeddings.position_embeddings.weight");
                    case "embeddings_token_type" -> table("embeddings.token_type_embeddings.weight");
                    case "embeddings_norm" -> norm("embeddings.LayerNorm", true);
                    case "pooler" -> dense("pooler.dense", true);
                    case "pre_classifier" -> dense(head.before(), false);
                    case "classifier" -> dense(head.classifier(), false);
                    case "tagger" -> dense("classifier", false);
                    case "qa_outputs" -> dense("qa_outputs", false);
                    case "mlm_dense" -> dense(head.maskedDense(), false);
                    case "mlm_norm" -> norm(head.maskedNorm(), false);
                    case "mlm_bias" -> new WeightNames(Map.of("kernel", head.maskedBias()), false);
                    default -> null;
                });
    }

    private static Optional<WeightNames> inBlock(Architecture architecture, int number, String part) {
        Architecture.BlockNames block = architecture.block();
        return Optional.ofNullable(
                switch (part) {
                    case "attention" -> attention(architecture, number);
                    case "attention_norm" -> norm(architecture.block(number, block.attentionNorm()), true);
                    case "intermediate" -> dense(architecture.block(number, block.intermediate()), true);
                    case "output" -> dense(architecture.block(number, block.output()), true);
                    case "output_norm" -> norm(architecture.block(number, block.outputNorm()), true);
                    default -> null;
                });
    }

    private static WeightNames attention(Architecture architecture, int number) {
        Architecture.BlockNames block = architecture.block();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("query", block.query());
        parts.put("key", block.key());
        parts.put("value", block.value());
        parts.put("attention_output", block.attentionOutput());
        Map<String, String> names = new LinkedHashMap<>();
        parts.forEach((part, name) -> {
            names.put(part + "/kernel", architecture.block(number, name) + ".weight");
            names.put(part + "/" + BIAS, architecture.block(number, name) + ".bias");
        });
        return new WeightNames(names, true);
    }

    private static WeightNames table(String name) {
        return new WeightNames(Map.of("embeddings", name), true);
    }

    private static WeightNames dense(String name, boolean encoder) {
        return new WeightNames(Map.of("kernel", name + ".weight", BIAS, name + ".bias"), encoder);
    }

    private static WeightNames norm(String name, boolean encoder) {
        return new WeightNames(Map.of("gamma", name + ".weight", "beta", name + ".bias"), encoder);
    }
}
