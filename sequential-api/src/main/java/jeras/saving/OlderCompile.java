package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From what {@code compile} was told in Keras 1, Keras 2 or tf.keras to the compile configuration of Keras 3. What is in that
 * form already comes out as it was.
 */
final class OlderCompile {
    /** Metrics of tf.keras that name a function to take the mean of. */
    private static final Set<String> WRAPPERS =
            Set.of("MeanMetricWrapper", "SumOverBatchSizeMetricWrapper", "Mean", "SumOverBatchSize");

    private static final List<String> WITHOUT_EFFECT =
            List.of("fn", "is_legacy_optimizer", "jit_compile", "dtype", "initial_decay");

    private OlderCompile() {}

    /** @param training {@code compile_config} of a .keras file, or {@code training_config} of an .h5 file */
    static JsonObject modern(JsonObject training) {
        JsonObject config = training.deepCopy();
        JsonElement optimizer =
                config.has("optimizer_config") ? config.get("optimizer_config") : config.get("optimizer");
        if (optimizer instanceof JsonObject described) {
            config.add("optimizer", optimizer(described));
        }
        config.add("loss", losses(config.get("loss")));
        config.add("metrics", metrics(config.get("metrics")));
        config.add("weighted_metrics", metrics(config.get("weighted_metrics")));
        return config;
    }

    private static JsonObject optimizer(JsonObject described) {
        JsonObject optimizer = described.deepCopy();
        String className = JsonText.string(described, "class_name");
        String bare = className.substring(className.lastIndexOf('>') + 1);
        // tf.keras registers its own ones as Custom>Adam.
        optimizer.addProperty("class_name", className.startsWith("Custom>") ? bare : className);
        if (!(optimizer.get("config") instanceof JsonObject config)) {
            return optimizer;
        }
        JsonElement lr = config.remove("lr");
        if (lr != null && !config.has("learning_rate")) {
            config.add("learning_rate", lr);
        }
        JsonElement decay = config.remove("decay");
        boolean decays = decay instanceof JsonPrimitive p && p.isNumber() && p.getAsDouble() != 0;
        if (decays && config.get("learning_rate") instanceof JsonPrimitive) {
            config.add("learning_rate", decaying(config.get("learning_rate"), decay));
        }
        if (config.get("epsilon") instanceof JsonNull) {
            config.remove("epsilon");
        }
        WITHOUT_EFFECT.forEach(config::remove);
        config.remove("schedule_decay"); // of Nadam, which Keras 3 fixes at the default
        return optimizer;
    }

    /** The learning rate over {@code 1 + decay · steps}. */
    private static JsonObject decaying(JsonElement learningRate, JsonElement decay) {
        JsonObject config = new JsonObject();
        config.add("initial_learning_rate", learningRate);
        config.addProperty("decay_steps", 1);
        config.add("decay_rate", decay);
        config.addProperty("staircase", false);
        config.addProperty("name", "InverseTimeDecay");
        return ObjectWriter.described("keras.optimizers.schedules", "InverseTimeDecay", config);
    }

    private static JsonElement losses(JsonElement json) {
        if (json == null) {
            return JsonNull.INSTANCE;
        } else if (json instanceof JsonPrimitive id) {
            return new JsonPrimitive(OlderNames.function(id.getAsString()));
        } else if (json instanceof JsonArray list) {
            JsonArray all = new JsonArray();
            list.forEach(l -> all.add(losses(l)));
            return all;
        } else if (json instanceof JsonObject object) {
            return object.has("class_name") ? loss(object) : each(object);
        }
        return json;
    }

    private static JsonObject each(JsonObject byOutput) {
        JsonObject all = new JsonObject();
        byOutput.asMap().forEach((output, loss) -> all.add(output, losses(loss)));
        return all;
    }

    private static JsonObject loss(JsonObject described) {
        JsonObject loss = described.deepCopy();
        if (loss.get("config") instanceof JsonObject config) {
            if (!JsonText.string(loss, "class_name").equals(CompileReader.FUNCTION_WRAPPER)) {
                config.remove("fn");
            }
            if (JsonText.string(config, "reduction").equals("auto")) {
                config.addProperty("reduction", "sum_over_batch_size");
            }
        }
        return loss;
    }

    private static JsonElement metrics(JsonElement json) {
        if (json == null) {
            return JsonNull.INSTANCE;
        } else if (json instanceof JsonPrimitive id) {
            return new JsonPrimitive(OlderNames.function(id.getAsString()));
        } else if (json instanceof JsonArray list) {
            JsonArray all = new JsonArray();
            list.forEach(m -> all.add(metrics(m)));
            return all;
        } else if (json instanceof JsonObject object) {
            if (object.has("class_name")) {
                return metric(object);
            }
            JsonObject all = new JsonObject();
            object.asMap().forEach((output, metric) -> all.add(output, metrics(metric)));
            return all;
        }
        return json;
    }

    private static JsonObject metric(JsonObject described) {
        JsonObject metric = described.deepCopy();
        if (!(metric.get("config") instanceof JsonObject config)) {
            return metric;
        }
        config.remove("dtype");
        boolean wrapper = JsonText.string(metric, "class_name").equals(CompileReader.METRIC_WRAPPER);
        // Keras 3 has an object there, with the function's arguments beside it.
        JsonElement function = wrapper && config.get("fn") instanceof JsonObject ? null : config.remove("fn");
        if (function instanceof JsonPrimitive id && WRAPPERS.contains(JsonText.string(metric, "class_name"))) {
            metric.addProperty("class_name", camelCase(OlderNames.function(id.getAsString())));
        }
        return metric;
    }

    private static String camelCase(String snake) {
        return Arrays.stream(snake.split("_", -1))
                .map(w -> w.isEmpty() ? w : w.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + w.substring(1))
                .collect(Collectors.joining())
                .replace("KlDivergence", "KLDivergence");
    }

    /**
     * Puts the metrics of an .h5 file by output: tf.keras writes one list for each output there, and has put the output's name
     * in front of each metric's.
     */
    static JsonObject byOutput(JsonObject config, List<String> outputs) {
        for (String key : List.of("metrics", "weighted_metrics")) {
            if (config.get(key) instanceof JsonArray lists
                    && lists.size() == outputs.size()
                    && outputs.size() > 1
                    && lists.asList().stream().allMatch(l -> l.isJsonArray() || l.isJsonNull())) {
                JsonObject all = new JsonObject();
                for (int i = 0; i < outputs.size(); i++) {
                    all.add(outputs.get(i), named(lists.get(i), outputs.get(i) + "_"));
                }
                config.add(key, all);
            }
        }
        return config;
    }

    private static JsonElement named(JsonElement list, String prefix) {
        JsonArray all = new JsonArray();
        if (list instanceof JsonArray metrics) {
            metrics.forEach(m -> {
                JsonElement metric = m.deepCopy();
                if (metric instanceof JsonObject object && object.get("config") instanceof JsonObject config) {
                    String name = JsonText.string(config, "name");
                    config.addProperty("name", name.startsWith(prefix) ? name.substring(prefix.length()) : name);
                }
                if (!metric.isJsonNull()) {
                    all.add(metric);
                }
            });
        }
        return all;
    }
}
