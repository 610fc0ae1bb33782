package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From the arguments of layers in Keras 1 and 2 to those of Keras 3. */
final class OlderArguments {
    /** What {@code hard_sigmoid} was before Keras 3 gave it another slope. */
    static final String OLD_HARD_SIGMOID = "hard_sigmoid of Keras 2";

    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("batch_input_shape", "batch_shape"),
            Map.entry("nb_filter", "filters"),
            Map.entry("filter_length", "kernel_size"),
            Map.entry("border_mode", "padding"),
            Map.entry("subsample", "strides"),
            Map.entry("subsample_length", "strides"),
            Map.entry("atrous_rate", "dilation_rate"),
            Map.entry("init", "kernel_initializer"),
            Map.entry("inner_init", "recurrent_initializer"),
            Map.entry("inner_activation", "recurrent_activation"),
            Map.entry("bias", "use_bias"),
            Map.entry("W_regularizer", "kernel_regularizer"),
            Map.entry("U_regularizer", "recurrent_regularizer"),
            Map.entry("b_regularizer", "bias_regularizer"),
            Map.entry("W_constraint", "kernel_constraint"),
            Map.entry("b_constraint", "bias_constraint"),
            Map.entry("dropout_W", "dropout"),
            Map.entry("dropout_U", "recurrent_dropout"),
            Map.entry("p", "rate"),
            Map.entry("sigma", "stddev"),
            Map.entry("pool_length", "pool_size"),
            Map.entry("stride", "strides"),
            Map.entry("length", "size"));

    /** Old arguments that Keras 3 dropped, and that changed nothing in what they are found in. */
    private static final List<String> DROPPED = List.of(
            "input_dtype",
            "input_length",
            "consume_less",
            "implementation",
            "fused",
            "ragged_batch",
            "batch_size",
            "output_shape_type");

    private static final Set<String> RECURRENT =
            Set.of("LSTM", "GRU", "SimpleRNN", "LSTMCell", "GRUCell", "SimpleRNNCell");

    private static final Set<String> OLD_MERGES = Set.of("sum", "mul", "concat", "ave", "max", "dot", "cos");

    private OlderArguments() {}

    /** Changes a layer's description in place. */
    static void rename(JsonObject layer, JsonObject config) {
        String className = JsonText.string(layer, "class_name");
        config.asMap().keySet().removeAll(DROPPED);
        RENAMED.forEach((older, newer) -> {
            boolean size = older.equals("length") && !className.startsWith("UpSampling");
            boolean input = older.equals("batch_input_shape") && !className.equals(LayerReader.INPUT_LAYER);
            boolean inner = older.equals("p") && !className.contains("Dropout");
            if (config.has(older) && !config.has(newer) && !size && !input && !inner) {
                config.add(newer, config.get(older));
            }
            if (!input) {
                config.remove(older);
            }
        });
        kernel(config);
        channels(config);
        units(className, config);
        merge(layer, config);
        special(className, config);
        OlderObjects.rename(config);
        hardSigmoid(config);
    }

    /** Keras 1 has one argument for each axis of a kernel. */
    private static void kernel(JsonObject config) {
        JsonArray size = new JsonArray();
        for (String axis : List.of("kernel_dim1", "nb_row", "kernel_dim2", "nb_col", "kernel_dim3")) {
            if (config.has(axis)) {
                size.add(config.remove(axis));
            }
        }
        if (!size.isEmpty()) {
            config.add("kernel_size", size);
        }
    }

    private static void channels(JsonObject config) {
        JsonElement order = config.remove("dim_ordering");
        if (order != null && order.isJsonPrimitive()) {
            switch (order.getAsString()) {
                case "th" -> config.addProperty("data_format", "channels_first");
                case "tf" -> config.addProperty("data_format", "channels_last");
                default -> config.add("data_format", JsonNull.INSTANCE);
            }
        }
    }

    private static void units(String className, JsonObject config) {
        if (config.has("output_dim") && !config.has("units") && !className.equals("Embedding")) {
            config.add("units", config.remove("output_dim"));
        }
        if (className.equals("Embedding") && config.has("kernel_initializer")) {
            config.add("embeddings_initializer", config.remove("kernel_initializer"));
            if (config.has("kernel_regularizer")) {
                config.add("embeddings_regularizer", config.remove("kernel_regularizer"));
            }
            if (config.has("kernel_constraint")) {
                config.add("embeddings_constraint", config.remove("kernel_constraint"));
            }
        }
        if (RECURRENT.contains(className) && config.has("forget_bias_init")) {
            config.addProperty(
                    "unit_forget_bias",
                    !JsonText.string(config, "forget_bias_init").startsWith("zero"));
            config.remove("forget_bias_init");
        }
    }

    /** Keras 1 had one layer for all ways to merge. */
    private static void merge(JsonObject layer, JsonObject config) {
        String mode = JsonText.string(config, "mode");
        boolean ofModels = config.get("layers") instanceof JsonArray models && !models.isEmpty();
        if (!JsonText.string(layer, "class_name").equals("Merge") || !OLD_MERGES.contains(mode) || ofModels) {
            return;
        }
        layer.addProperty(
                "class_name",
                switch (mode) {
                    case "sum" -> "Add";
                    case "mul" -> "Multiply";
                    case "ave" -> "Average";
                    case "max" -> "Maximum";
                    case "concat" -> "Concatenate";
                    default -> "Dot";
                });
        JsonElement concatAxis = config.remove("concat_axis");
        JsonElement dotAxes = config.remove("dot_axes");
        List.of(
                        "mode",
                        "mode_type",
                        "output_shape",
                        "output_shape_type",
                        "output_mask",
                        "output_mask_type",
                        "arguments")
                .forEach(config::remove);
        if (mode.equals("concat")) {
            config.add("axis", concatAxis == null ? new JsonPrimitive(-1) : concatAxis);
        } else if (mode.equals("dot") || mode.equals("cos")) {
            config.add("axes", dotAxes == null ? new JsonPrimitive(-1) : dotAxes);
            config.addProperty("normalize", mode.equals("cos"));
        }
    }

    private static void special(String className, JsonObject config) {
        switch (className) {
            case "BatchNormalization" -> {
                JsonElement axis = config.get("axis");
                if (axis != null && axis.isJsonArray() && axis.getAsJsonArray().size() == 1) {
                    config.add("axis", axis.getAsJsonArray().get(0));
                }
                older(config, "beta_init", "beta_initializer");
                older(config, "gamma_init", "gamma_initializer");
            }
            case "LeakyReLU" -> older(config, "alpha", "negative_slope");
            case "ReLU" -> older(config, "theta", "threshold"); // as a ThresholdedReLU
            case "GRU", "GRUCell" -> {
                // Keras 3 resets after the product by default, which older ones did not.
                if (!config.has("reset_after")) {
                    config.addProperty("reset_after", false);
                }
            }
            case "UpSampling1D" -> {
                JsonElement size = config.get("size");
                if (size != null && size.isJsonArray() && size.getAsJsonArray().size() == 1) {
                    config.add("size", size.getAsJsonArray().get(0));
                }
            }
            default -> {}
        }
        if (className.startsWith("DepthwiseConv") || className.endsWith("Transpose")) {
            config.remove("groups");
        }
        if (className.startsWith("DepthwiseConv")) {
            older(config, "kernel_initializer", "depthwise_initializer");
            List.of("filters", "kernel_regularizer", "kernel_constraint").forEach(config::remove);
        }
    }

    private static void older(JsonObject config, String from, String to) {
        JsonElement value = config.remove(from);
        if (value != null && !config.has(to)) {
            config.add(to, value);
        }
    }

    private static void hardSigmoid(JsonObject config) {
        for (String key : List.of("activation", "recurrent_activation")) {
            JsonElement activation = config.get(key);
            if (activation != null
                    && activation.isJsonPrimitive()
                    && activation.getAsString().equals("hard_sigmoid")) {
                config.addProperty(key, OLD_HARD_SIGMOID);
            }
        }
    }
}
