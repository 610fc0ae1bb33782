package jeras.applications.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import jeras.FileFormatException;
import jeras.JerasException;
import jeras.UnsupportedPartException;

/** Reads and writes Hugging Face's {@code config.json}. */
final class ConfigFile {
    /** The largest encoders have about a hundred. */
    private static final int MOST_LAYERS = 1_000;

    private static final int MOST_LABELS = 1_000_000;

    private final Path file;
    private final JsonObject json;

    private ConfigFile(Path file, JsonObject json) {
        this.file = file;
        this.json = json;
    }

    static EncoderConfig read(Path file, JsonObject json) {
        return new ConfigFile(file, json).config();
    }

    private EncoderConfig config() {
        String type = text("model_type", "");
        if (!Architecture.modelTypes().contains(type)) {
            throw unsupported(
                    "model_type " + (type.isEmpty() ? "(none)" : type),
                    "a model_type among " + String.join(", ", Architecture.modelTypes()));
        }
        if (!text("position_embedding_type", "absolute").equals("absolute")) {
            throw unsupported(
                    "position_embedding_type " + text("position_embedding_type", ""),
                    "position_embedding_type absolute, a table of positions");
        }
        if (flag("is_decoder") || flag("add_cross_attention")) {
            throw unsupported("is_decoder", "an encoder");
        }
        EncoderConfig defaults = switch (Architecture.of(type)) {
            case BERT -> EncoderConfig.bert();
            case DISTILBERT -> EncoderConfig.distilBert();
            // What transformers takes where a file does not say; the published ones do.
            case ROBERTA -> EncoderConfig.roberta().layerNormEps(1e-12).maxPositionEmbeddings(512);
        };
        return Architecture.of(type) == Architecture.DISTILBERT ? distilled(defaults) : plain(type, defaults);
    }

    private EncoderConfig plain(String type, EncoderConfig defaults) {
        return new EncoderConfig(
                type,
                whole("vocab_size", defaults.vocabSize()),
                whole("hidden_size", defaults.hiddenSize()),
                count("num_hidden_layers", defaults.numHiddenLayers(), MOST_LAYERS),
                whole("num_attention_heads", defaults.numAttentionHeads()),
                whole("intermediate_size", defaults.intermediateSize()),
                text("hidden_act", defaults.hiddenAct()),
                number("hidden_dropout_prob", defaults.hiddenDropoutProb()),
                number("attention_probs_dropout_prob", defaults.attentionProbsDropoutProb()),
                whole("max_position_embeddings", defaults.maxPositionEmbeddings()),
                whole("type_vocab_size", 2),
                number("initializer_range", defaults.initializerRange()),
                number("layer_norm_eps", defaults.layerNormEps()),
                whole("pad_token_id", defaults.padTokenId()),
                number("classifier_dropout", -1),
                0,
                labels(),
                text("problem_type", ""));
    }

    private EncoderConfig distilled(EncoderConfig defaults) {
        return new EncoderConfig(
                "distilbert",
                whole("vocab_size", defaults.vocabSize()),
                whole("dim", defaults.hiddenSize()),
                count("n_layers", defaults.numHiddenLayers(), MOST_LAYERS),
                whole("n_heads", defaults.numAttentionHeads()),
                whole("hidden_dim", defaults.intermediateSize()),
                text("activation", defaults.hiddenAct()),
                number("dropout", defaults.hiddenDropoutProb()),
                number("attention_dropout", defaults.attentionProbsDropoutProb()),
                whole("max_position_embeddings", defaults.maxPositionEmbeddings()),
                0,
                number("initializer_range", defaults.initializerRange()),
                defaults.layerNormEps(),
                whole("pad_token_id", defaults.padTokenId()),
                number("seq_classif_dropout", defaults.classifierDropout()),
                number("qa_dropout", defaults.qaDropout()),
                labels(),
                text("problem_type", ""));
    }

    /** The classes' names by their numbers; without names, as many as there are said to be, which is two by default. */
    private List<String> labels() {
        if (!(json.get("id2label") instanceof JsonObject named)) {
            return EncoderConfig.numbered(count("num_labels", 2, MOST_LABELS));
        }
        TreeMap<Integer, String> sorted = new TreeMap<>();
        named.entrySet().forEach(e -> {
            boolean right = e.getKey().matches("[0-9]{1,6}") && e.getValue().isJsonPrimitive();
            if (!right) {
                throw damaged("id2label", "a name for each number from 0 on", named.toString());
            }
            sorted.put(Integer.valueOf(e.getKey()), e.getValue().getAsString());
        });
        if (!sorted.isEmpty() && sorted.lastKey() != sorted.size() - 1) {
            throw damaged("id2label", "a name for each number from 0 on", named.toString());
        }
        return new ArrayList<>(sorted.values());
    }

    private boolean flag(String key) {
        return json.get(key) instanceof JsonPrimitive p && p.isBoolean() && p.getAsBoolean();
    }

    private String text(String key, String otherwise) {
        JsonElement value = json.get(key);
        if (value == null || value.isJsonNull()) {
            return otherwise;
        }
        if (value instanceof JsonPrimitive p && p.isString()) {
            return p.getAsString();
        }
        throw damaged(key, "a text", value.toString());
    }

    private double number(String key, double otherwise) {
        JsonElement value = json.get(key);
        if (value == null || value.isJsonNull()) {
            return otherwise;
        }
        if (value instanceof JsonPrimitive p && p.isNumber()) {
            return p.getAsDouble();
        }
        throw damaged(key, "a number", value.toString());
    }

    private int whole(String key, int otherwise) {
        double value = number(key, otherwise);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw damaged(key, "a whole number", Double.toString(value));
        }
        return (int) value;
    }

    private FileFormatException damaged(String key, String expected, String received) {
        return new FileFormatException(JerasException.message(
                "Cannot read " + file + " (" + key + ").", expected, received, "correct the file, or copy it again"));
    }

    private UnsupportedPartException unsupported(String part, String expected) {
        return new UnsupportedPartException(
                part,
                JerasException.message(
                        "The model of " + file + " is none that can be built.",
                        expected,
                        part,
                        "choose a model of these kinds"));
    }

    /** A number of things that are made one by one: a file must not say how much memory that takes. */
    private int count(String key, int otherwise, int most) {
        int value = whole(key, otherwise);
        if (value < 1 || value > most) {
            throw damaged(key, "a number from 1 to " + most, Integer.toString(value));
        }
        return value;
    }

    /**
     * What a folder says about a model that is written.
     *
     * @param before what the folder that it came from said, whose other entries stay
     * @param task what its last layer is for
     * @param outputs the units of that layer
     */
    static JsonObject write(EncoderConfig config, JsonObject before, Task task, int outputs) {
        JsonObject json = before.deepCopy();
        json.addProperty("model_type", config.modelType());
        JsonArray classes = new JsonArray();
        classes.add(Architecture.className(config.modelType()) + task.suffix());
        json.add("architectures", classes);
        if (config.architecture() == Architecture.DISTILBERT) {
            distilled(config, json);
        } else {
            plain(config, json);
        }
        json.addProperty("vocab_size", config.vocabSize());
        json.addProperty("max_position_embeddings", config.maxPositionEmbeddings());
        json.addProperty("initializer_range", config.initializerRange());
        json.addProperty("pad_token_id", config.padTokenId());
        json.addProperty("dtype", "float32");
        json.remove("torch_dtype"); // its older name
        if (task.hasLabels()) {
            labels(config, json, task, outputs);
        }
        return json;
    }

    private static void plain(EncoderConfig config, JsonObject json) {
        json.addProperty("hidden_size", config.hiddenSize());
        json.addProperty("num_hidden_layers", config.numHiddenLayers());
        json.addProperty("num_attention_heads", config.numAttentionHeads());
        json.addProperty("intermediate_size", config.intermediateSize());
        json.addProperty("hidden_act", config.hiddenAct());
        json.addProperty("hidden_dropout_prob", config.hiddenDropoutProb());
        json.addProperty("attention_probs_dropout_prob", config.attentionProbsDropoutProb());
        json.addProperty("type_vocab_size", config.typeVocabSize());
        json.addProperty("layer_norm_eps", config.layerNormEps());
        if (config.classifierDropout() >= 0) {
            json.addProperty("classifier_dropout", config.classifierDropout());
        }
    }

    private static void distilled(EncoderConfig config, JsonObject json) {
        json.addProperty("dim", config.hiddenSize());
        json.addProperty("n_layers", config.numHiddenLayers());
        json.addProperty("n_heads", config.numAttentionHeads());
        json.addProperty("hidden_dim", config.intermediateSize());
        json.addProperty("activation", config.hiddenAct());
        json.addProperty("dropout", config.hiddenDropoutProb());
        json.addProperty("attention_dropout", config.attentionProbsDropoutProb());
        json.addProperty("seq_classif_dropout", config.headDropout());
        json.addProperty("qa_dropout", config.qaDropout());
    }

    private static void labels(EncoderConfig config, JsonObject json, Task task, int outputs) {
        List<String> labels = config.labels().size() == outputs ? config.labels() : EncoderConfig.numbered(outputs);
        JsonObject names = new JsonObject();
        JsonObject numbers = new JsonObject();
        for (int i = 0; i < outputs; i++) {
            names.addProperty(Integer.toString(i), labels.get(i));
            numbers.addProperty(labels.get(i), i);
        }
        json.add("id2label", names);
        json.add("label2id", numbers);
        if (task == Task.CLASSIFIER) {
            json.addProperty("problem_type", config.problem(outputs));
        }
    }
}
