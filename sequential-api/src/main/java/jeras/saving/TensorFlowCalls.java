package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions of TensorFlow between the layers of a tf.keras model, as the operations of {@code keras.ops} that do the same.
 *
 * <p>A function that is not here keeps its name, so that reading the model says which one it is.
 */
final class TensorFlowCalls {
    private static final String NN = "keras.src.ops.nn";
    private static final String NUMPY = "keras.src.ops.numpy";
    private static final String CORE = "keras.src.ops.core";
    private static final Map<String, Rule> RULES = new LinkedHashMap<>();

    /** Nodes of TensorFlow's graphs, which tf.keras 2.0 to 2.3 kept, by the functions that make them. */
    private static final Map<String, String> NODES = Map.ofEntries(
            Map.entry("Add", "math.add"),
            Map.entry("AddV2", "math.add"),
            Map.entry("Sub", "math.subtract"),
            Map.entry("Mul", "math.multiply"),
            Map.entry("RealDiv", "math.truediv"),
            Map.entry("Pow", "math.pow"),
            Map.entry("Maximum", "math.maximum"),
            Map.entry("Minimum", "math.minimum"),
            Map.entry("Relu", "nn.relu"),
            Map.entry("Relu6", "nn.relu6"),
            Map.entry("Elu", "nn.elu"),
            Map.entry("Selu", "nn.selu"),
            Map.entry("Sigmoid", "math.sigmoid"),
            Map.entry("Tanh", "math.tanh"),
            Map.entry("Softplus", "math.softplus"),
            Map.entry("Softmax", "nn.softmax"),
            Map.entry("Exp", "math.exp"),
            Map.entry("Log", "math.log"),
            Map.entry("Sqrt", "math.sqrt"),
            Map.entry("Rsqrt", "math.rsqrt"),
            Map.entry("Square", "math.square"),
            Map.entry("Abs", "math.abs"),
            Map.entry("Neg", "math.negative"));

    /**
     * How a function becomes an operation.
     *
     * @param tensors TensorFlow's names of the arguments that may be tensors, in Keras's order
     * @param told TensorFlow's names of the other arguments with Keras's
     * @param defaults where TensorFlow's defaults are not Keras's
     */
    private record Rule(
            String module,
            String className,
            List<String> tensors,
            Map<String, String> told,
            Map<String, JsonElement> defaults) {}

    static {
        binary("Add", "math.add", "add", "__operators__.add");
        binary("Subtract", "math.subtract", "subtract", "__operators__.subtract");
        binary("Multiply", "math.multiply", "multiply", "__operators__.multiply");
        binary("TrueDivide", "math.truediv", "truediv", "math.divide", "divide", "__operators__.truediv");
        binary("FloorDivide", "math.floordiv", "floordiv");
        binary("Mod", "math.floormod", "math.mod", "floormod");
        binary("Power", "math.pow", "pow");
        binary("Maximum", "math.maximum", "maximum");
        binary("Minimum", "math.minimum", "minimum");
        binary("Equal", "math.equal", "equal", "__operators__.eq");
        binary("NotEqual", "math.not_equal", "not_equal", "__operators__.ne");
        binary("Greater", "math.greater", "greater");
        binary("GreaterEqual", "math.greater_equal", "greater_equal");
        binary("Less", "math.less", "less");
        binary("LessEqual", "math.less_equal", "less_equal");
        binary("LogicalAnd", "math.logical_and", "logical_and", "__operators__.logical_and");
        binary("LogicalOr", "math.logical_or", "logical_or", "__operators__.logical_or");
        unary(NN, "Relu", "nn.relu");
        unary(NN, "Relu6", "nn.relu6");
        unary(NN, "Elu", "nn.elu");
        unary(NN, "Selu", "nn.selu");
        unary(NN, "Sigmoid", "math.sigmoid", "nn.sigmoid", "sigmoid");
        unary(NN, "LogSigmoid", "math.log_sigmoid");
        unary(NN, "Silu", "nn.silu", "nn.swish");
        unary(NN, "Softplus", "math.softplus", "nn.softplus");
        unary(NN, "Softsign", "math.softsign", "nn.softsign");
        unary(NUMPY, "Tanh", "math.tanh", "nn.tanh", "tanh");
        unary(NUMPY, "Exp", "math.exp", "exp");
        unary(NUMPY, "Expm1", "math.expm1");
        unary(NUMPY, "Log", "math.log");
        unary(NUMPY, "Log1p", "math.log1p");
        unary(NUMPY, "Sqrt", "math.sqrt", "sqrt");
        unary("keras.src.ops.math", "Rsqrt", "math.rsqrt");
        unary("keras.src.ops.math", "Erf", "math.erf");
        unary(NUMPY, "Square", "math.square", "square");
        unary(NUMPY, "Absolute", "math.abs", "abs");
        unary(NUMPY, "Negative", "math.negative", "negative", "__operators__.neg");
        unary(NUMPY, "Reciprocal", "math.reciprocal");
        unary(NUMPY, "Sign", "math.sign", "sign");
        unary(NUMPY, "Sin", "math.sin", "sin");
        unary(NUMPY, "Cos", "math.cos", "cos");
        unary(NUMPY, "Floor", "math.floor", "floor");
        unary(NUMPY, "Ceil", "math.ceil");
        unary(NUMPY, "Round", "math.round", "round");
        unary(NUMPY, "LogicalNot", "math.logical_not", "logical_not");
        told(CORE, "StopGradient", "input", Map.of(), "stop_gradient");
        told(NN, "LeakyRelu", "features", Map.of("alpha", "negative_slope"), "nn.leaky_relu");
        told(NN, "Gelu", "features", Map.of("approximate", "approximate"), "nn.gelu");
        defaults("nn.gelu", "approximate", new JsonPrimitive(false));
        told(NN, "Softmax", "logits", Map.of("axis", "axis"), "nn.softmax", "compat.v1.nn.softmax");
        told(NN, "LogSoftmax", "logits", Map.of("axis", "axis"), "nn.log_softmax");
        reduction("Mean", "math.reduce_mean", "reduce_mean");
        reduction("Sum", "math.reduce_sum", "reduce_sum");
        reduction("Max", "math.reduce_max", "reduce_max");
        reduction("Min", "math.reduce_min", "reduce_min");
        reduction("Prod", "math.reduce_prod", "reduce_prod");
        reduction("Var", "math.reduce_variance");
        reduction("Std", "math.reduce_std");
        reduction("Any", "math.reduce_any", "reduce_any");
        reduction("All", "math.reduce_all", "reduce_all");
        told(NUMPY, "Argmax", "input", Map.of("axis", "axis"), "math.argmax", "argmax");
        told(NUMPY, "Argmin", "input", Map.of("axis", "axis"), "math.argmin", "argmin");
        List.of("math.argmax", "argmax", "math.argmin", "argmin")
                .forEach(f -> defaults(f, "axis", new JsonPrimitive(0)));
        told(NUMPY, "Reshape", "tensor", Map.of("shape", "newshape"), "reshape");
        told(NUMPY, "Transpose", "a", Map.of("perm", "axes"), "transpose", "compat.v1.transpose");
        told(NUMPY, "ExpandDims", "input", Map.of("axis", "axis"), "expand_dims", "compat.v1.expand_dims");
        told(NUMPY, "Squeeze", "input", Map.of("axis", "axis"), "squeeze", "compat.v1.squeeze");
        told(NUMPY, "Concatenate", "values", Map.of("axis", "axis"), "concat");
        told(NUMPY, "Stack", "values", Map.of("axis", "axis"), "stack");
        told(NUMPY, "Flip", "tensor", Map.of("axis", "axis"), "reverse");
        told(NUMPY, "Tile", "input", Map.of("multiples", "repeats"), "tile");
        told(CORE, "Cast", "x", Map.of("dtype", "dtype"), "cast");
        told(NUMPY, "Clip", "t", Map.of("clip_value_min", "x_min", "clip_value_max", "x_max"), "clip_by_value");
        told(NUMPY, "GetItem", "tensor", Map.of("slice_spec", "key"), "__operators__.getitem");
        rule(new Rule(NUMPY, "Matmul", List.of("a", "b"), Map.of(), Map.of()), "linalg.matmul", "matmul");
    }

    private TensorFlowCalls() {}

    private static void rule(Rule rule, String... functions) {
        for (String function : functions) {
            RULES.put(function, rule);
        }
    }

    private static void binary(String className, String... functions) {
        rule(new Rule(NUMPY, className, List.of("x", "y"), Map.of(), Map.of()), functions);
    }

    private static void unary(String module, String className, String... functions) {
        rule(new Rule(module, className, List.of("x"), Map.of(), Map.of()), functions);
    }

    private static void told(
            String module, String className, String tensor, Map<String, String> told, String... functions) {
        rule(new Rule(module, className, List.of(tensor), told, Map.of()), functions);
    }

    private static void reduction(String className, String... functions) {
        told(NUMPY, className, "input_tensor", Map.of("axis", "axis", "keepdims", "keepdims"), functions);
    }

    private static void defaults(String function, String argument, JsonElement value) {
        Rule r = RULES.get(function);
        RULES.put(function, new Rule(r.module, r.className, r.tensors, r.told, Map.of(argument, value)));
    }

    /** True for the layers that tf.keras made of functions. */
    static boolean isOne(String className) {
        return className.equals("TFOpLambda")
                || className.equals("SlicingOpLambda")
                || className.equals("TensorFlowOpLayer");
    }

    /**
     * Changes the description of such a layer, and of its calls, to that of an operation; leaves it when there is none, or when
     * an argument says what the operation cannot.
     *
     * @return more operations, which it needs before it
     */
    static List<JsonObject> describe(JsonObject layer, JsonArray calls) {
        if (!(layer.get("config") instanceof JsonObject config)) {
            return List.of();
        }
        boolean node = JsonText.string(layer, "class_name").equals("TensorFlowOpLayer");
        String function = node ? fromNode(config, calls) : JsonText.string(config, "function");
        Rule rule = RULES.get(function);
        JsonObject told = new JsonObject();
        boolean known = rule != null && !calls.isEmpty();
        List<JsonObject> before = new ArrayList<>();
        if (known && rule.className.equals("Matmul")) {
            for (String operand : rule.tensors) {
                before.addAll(transposed(JsonText.string(layer, "name"), operand, calls));
            }
        }
        for (JsonElement call : calls) {
            known = known && arguments(rule, call.getAsJsonObject(), told);
        }
        if (!known) {
            // The function's name is what a reader is told that Jeras does not have.
            layer.addProperty("class_name", "tf." + function);
            return List.of();
        }
        told.addProperty("name", JsonText.string(layer, "name"));
        layer.addProperty("module", rule.module);
        layer.addProperty("class_name", rule.className);
        layer.add("config", told);
        layer.addProperty("registered_name", rule.className);
        return before;
    }

    /** What tf.matmul does to an operand that it is told to transpose, as an operation of its own. */
    private static List<JsonObject> transposed(String name, String operand, JsonArray calls) {
        String option = "transpose_" + operand;
        boolean all = calls.asList().stream()
                .allMatch(c -> c.getAsJsonObject().getAsJsonObject("kwargs").get(option) instanceof JsonPrimitive p
                        && p.isBoolean()
                        && p.getAsBoolean());
        if (!all) {
            return List.of();
        }
        String swap = name + "_" + option;
        JsonArray swaps = new JsonArray();
        for (int i = 0; i < calls.size(); i++) {
            JsonObject kwargs = calls.get(i).getAsJsonObject().getAsJsonObject("kwargs");
            JsonArray args = calls.get(i).getAsJsonObject().getAsJsonArray("args");
            boolean first = operand.equals("a");
            JsonArray given = new JsonArray();
            given.add(first ? args.get(0) : kwargs.get(operand));
            JsonObject call = new JsonObject();
            call.add("args", given);
            call.add("kwargs", new JsonObject());
            swaps.add(call);
            JsonArray history = new JsonArray();
            history.add(swap);
            history.add(i);
            history.add(0);
            JsonObject made = CallNode.tensor(history, new JsonObject());
            if (first) {
                args.set(0, made);
            } else {
                kwargs.add(operand, made);
            }
            kwargs.remove(option);
        }
        JsonObject config = new JsonObject();
        config.addProperty("axis1", -2);
        config.addProperty("axis2", -1);
        config.addProperty("name", swap);
        JsonObject described = ObjectWriter.described(NUMPY, "Swapaxes", config);
        described.addProperty("registered_name", "Swapaxes");
        described.addProperty("name", swap);
        described.add("inbound_nodes", swaps);
        return List.of(described);
    }

    /** Moves the arguments of a call to where Keras has them; false when there is one that it has not. */
    private static boolean arguments(Rule rule, JsonObject call, JsonObject told) {
        JsonArray args = call.getAsJsonArray("args");
        JsonObject kwargs = call.getAsJsonObject("kwargs");
        JsonArray tensors = new JsonArray();
        tensors.add(args.get(0));
        for (int i = 1; i < rule.tensors.size(); i++) {
            JsonElement other = kwargs.remove(rule.tensors.get(i));
            if (other != null) {
                tensors.add(other);
            }
        }
        if (args.size() != 1 || tensors.size() != rule.tensors.size()) {
            return false;
        }
        rule.defaults.forEach(told::add);
        rule.told.forEach((theirs, ours) -> {
            if (kwargs.has(theirs)) {
                told.add(ours, kwargs.remove(theirs));
            }
        });
        boolean all = true;
        for (Map.Entry<String, JsonElement> left : kwargs.entrySet()) {
            JsonElement value = left.getValue();
            boolean off = value instanceof JsonPrimitive p && p.isBoolean() && !p.getAsBoolean();
            all &= off
                    || value.isJsonNull()
                    || left.getKey().equals("name")
                    || left.getKey().equals("output_type");
        }
        if (told.get("key") != null) {
            told.add("key", slices(told.get("key")));
        }
        call.add("args", tensors);
        call.add("kwargs", new JsonObject());
        return all;
    }

    /** Python's slices: tf.keras writes their three numbers only. */
    private static JsonElement slices(JsonElement key) {
        if (key instanceof JsonArray list) {
            JsonArray all = new JsonArray();
            list.forEach(k -> all.add(slices(k)));
            return all;
        }
        if (key instanceof JsonObject slice && slice.has("start") && !slice.has("class_name")) {
            JsonObject described = new JsonObject();
            described.addProperty("class_name", "__slice__");
            described.add("config", slice);
            return described;
        }
        return key;
    }

    /** A node of a TensorFlow graph with its constant inputs by their places. */
    private static String fromNode(JsonObject config, JsonArray calls) {
        JsonElement node = config.get("node_def");
        String op = "";
        if (node instanceof JsonObject described) {
            op = JsonText.string(described, "op");
        } else if (node instanceof JsonPrimitive text) {
            op = text.getAsString().replaceFirst("(?s).*\"op\"\\s*:\\s*\"(\\w+)\".*", "$1");
        }
        String function = NODES.getOrDefault(op, op);
        Rule rule = RULES.get(function);
        if (rule != null && rule.tensors.size() == 2 && config.get("constants") instanceof JsonObject constants) {
            for (JsonElement call : calls) {
                operands(call.getAsJsonObject(), rule, constants);
            }
        }
        return function;
    }

    private static void operands(JsonObject call, Rule rule, JsonObject constants) {
        JsonElement given = call.getAsJsonArray("args").get(0);
        JsonArray tensors = given instanceof JsonArray list ? list.deepCopy() : new JsonArray();
        if (tensors.isEmpty()) {
            tensors.add(given);
        }
        JsonElement[] operands = new JsonElement[2];
        int next = 0;
        for (int i = 0; i < 2; i++) {
            JsonElement constant = constants.get(Integer.toString(i));
            boolean has = next < tensors.size();
            operands[i] = constant != null ? constant : has ? tensors.get(next++) : JsonNull.INSTANCE;
        }
        JsonArray args = new JsonArray();
        args.add(operands[0]);
        call.add("args", args);
        call.getAsJsonObject("kwargs").add(rule.tensors.get(1), operands[1]);
    }
}
