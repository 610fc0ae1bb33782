package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import jeras.Array;
import jeras.KerasNumbers;
import jeras.backend.Backend;
import jeras.backend.Program;
import jeras.ops.Op;
import jeras.ops.Operation;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;
import jeras.utils.DataTypes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Operations as Keras saves and computes them: test/python/operation_cases.py writes the cases. */
class OperationNumbersTest {
    /** Arguments that Java writes as numbers where Keras works them out: the columns of vander, the axis of cross. */
    private static final Set<String> WORKED_OUT = Set.of("N", "num", "axis", "epsilon", "fft_length");

    @TestFactory
    Stream<DynamicTest> computeWhatKerasComputes() {
        return KerasNumbers.tests("operations.json", c -> {
            compute(c, false);
            if (c.get("batch").getAsBoolean()) {
                compute(c, true);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> areSavedAsKerasSavesThem() {
        return KerasNumbers.tests("operations.json", c -> {
            JsonObject expected = c.getAsJsonObject("node");
            if (isSaidOtherwise(expected)) {
                return;
            }
            List<Tensor> inputs = new ArrayList<>();
            arrays(c, "inputs").forEach(a -> inputs.add(placeholder(a, false)));
            Op op = new Case(c).apply(inputs).get(0).op();

            assertThat(op).isInstanceOf(Operation.class);
            Operation operation = (Operation) op;
            JsonObject written = OperationWriter.described(operation, "name");
            assertThat(sameClass(written)).isEqualTo(sameClass(expected));
            written.getAsJsonObject("config").remove("name");
            written.getAsJsonObject("config").asMap().forEach((key, value) -> {
                Object told = plain(expected.getAsJsonObject("config").get(key));
                if (!(told.equals("null") && WORKED_OUT.contains(key))) {
                    assertThat(plain(value)).as(key).isEqualTo(told);
                }
            });
        });
    }

    /** What has one name in Java: a number greater than x is x less than it; sums of another data type are cast. */
    private static boolean isSaidOtherwise(JsonObject node) {
        JsonObject config = node.getAsJsonObject("config");
        JsonObject call = node.getAsJsonArray("inbound_nodes").get(0).getAsJsonObject();
        boolean numberFirst = call.getAsJsonArray("args").get(0).isJsonPrimitive();
        return switch (node.get("class_name").getAsString()) {
            case "Greater", "GreaterEqual", "Less", "LessEqual" -> numberFirst;
            case "Argmax", "Argmin" ->
                config.get("axis").isJsonNull() && config.get("keepdims").getAsBoolean();
            case "Cumsum", "Cumprod", "Nancumsum", "Nancumprod" ->
                config.has("dtype") && !config.get("dtype").isJsonNull();
            case "Pad" -> config.get("pad_width").isJsonPrimitive();
            // Two nodes, or more: a file of such a Java model is refused, a file of Keras's is kept as it is.
            case "SeparableConv", "ConvTranspose", "DotProductAttention" -> true;
            default -> node.get("module").getAsString().equals("keras.src.ops.image");
        };
    }

    /** The node of a case, called on tensors. */
    private record Case(JsonObject json) {
        List<Tensor> apply(List<Tensor> inputs) {
            JsonObject node = json.getAsJsonObject("node");
            Where where = Where.in(new Place(Path.of("operations.json"))).inside("case");
            CallNode call = CallNode.of(node.getAsJsonArray("inbound_nodes").get(0), where);
            List<Tensor> tensors = call.tensors(where).stream()
                    .map(h -> inputs.get(Integer.parseInt(h.layer().substring(3))))
                    .toList();
            String className = node.get("class_name").getAsString();
            return Operations.find(className, where).apply(OperationArguments.of(node, call, tensors, where));
        }
    }

    private static void compute(JsonObject c, boolean batch) {
        List<JsonObject> arrays = arrays(c, "inputs");
        List<Placeholder> inputs =
                arrays.stream().map(a -> placeholder(a, batch)).toList();
        List<Tensor> outputs = new ArrayList<>();
        List<Integer> sources = c.has("gradients")
                ? c.getAsJsonObject("gradients").keySet().stream()
                        .map(Integer::valueOf)
                        .toList()
                : List.of();
        Program program = Program.builder(Backend.device())
                .function("f", inputs, () -> {
                    List<Tensor> leaves = new ArrayList<>(inputs);
                    sources.forEach(i -> leaves.set(i, Ops.leaf(inputs.get(i))));
                    outputs.addAll(new Case(c).apply(leaves));
                    List<Tensor> all = new ArrayList<>(outputs);
                    if (!sources.isEmpty()) {
                        all.addAll(gradients(
                                outputs, sources.stream().map(leaves::get).toList()));
                    }
                    return all;
                })
                .build();
        List<Array> results = call(program, arrays, sources.isEmpty());
        List<JsonObject> expected = arrays(c, "outputs");
        assertThat(outputs).hasSize(expected.size());
        boolean absolute = c.has("absolute");
        for (int i = 0; i < expected.size(); i++) {
            Array result = results.get(i);
            assertThat(result.shape()).as("shape of output " + i).isEqualTo(KerasNumbers.shape(expected.get(i)));
            assertThat(DataTypes.name(result.dataType()))
                    .isEqualTo(expected.get(i).get("type").getAsString());
            assertThat(outputs.get(i).dataType()).as("inferred data type").isEqualTo(result.dataType());
            assertThat(jeras.ops.Shapes.compatible(outputs.get(i).shape(), result.shape()))
                    .as("inferred shape " + outputs.get(i).shape() + " of " + result.shape())
                    .isTrue();
            close("output " + i, result, expected.get(i), absolute);
        }
        for (int i = 0; i < sources.size(); i++) {
            JsonObject gradient = c.getAsJsonObject("gradients")
                    .getAsJsonObject(sources.get(i).toString());
            close("gradient " + sources.get(i), results.get(expected.size() + i), gradient, false);
        }
    }

    /** Of the sum over all outputs of each element times its number, over their count. */
    private static List<Tensor> gradients(List<Tensor> outputs, List<Tensor> leaves) {
        Tensor total = Ops.zeros(new Shape(), DataType.FLOAT32);
        for (Tensor output : outputs) {
            if (output.dataType().isFloating()) {
                Tensor row = Ops.reshape(output, -1);
                Tensor numbers = Ops.cumsum(Ops.onesLike(row), 0).divide(Ops.count(row));
                total = total.add(Ops.sum(row.multiply(numbers)));
            }
        }
        for (Tensor leaf : leaves) {
            // What does not depend on a source has no gradient; Keras says 0.
            total = total.add(Ops.sum(leaf.multiply(0)));
        }
        return Ops.gradients(total, leaves);
    }

    private static List<Array> call(Program program, List<JsonObject> arrays, boolean inference) {
        try (NDManager scope = Backend.scope()) {
            List<NDArray> inputs = new ArrayList<>();
            for (JsonObject a : arrays) {
                inputs.add(Array.of(values(a), KerasNumbers.shape(a).getShape())
                        .cast(a.get("type").getAsString())
                        .toNDArray(scope));
            }
            try (NDList outputs = program.call("f", inputs, inference)) {
                return outputs.stream().map(Array::of).toList();
            }
        }
    }

    private static void close(String what, Array actual, JsonObject expected, boolean absolute) {
        double[] a = actual.cast(DataType.FLOAT64).toDoubleArray();
        double[] e = values(expected);
        List<Double> left = new ArrayList<>();
        List<Double> right = new ArrayList<>();
        for (int i = 0; i < e.length; i++) {
            boolean number = Double.isFinite(e[i]);
            if (number) {
                left.add(absolute ? Math.abs(a[i]) : a[i]);
                right.add(absolute ? Math.abs(e[i]) : e[i]);
            } else {
                assertThat(a[i]).as(what + " [" + i + "]").isEqualTo(e[i]);
            }
        }
        KerasNumbers.assertClose(what, doubles(left), doubles(right), 1e-4, 2e-5);
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<JsonObject> arrays(JsonObject c, String name) {
        return KerasNumbers.objects(c.getAsJsonArray(name));
    }

    private static double[] values(JsonObject array) {
        return array.getAsJsonArray("values").asList().stream()
                .flatMapToDouble(v -> DoubleStream.of(
                        switch (v.getAsString()) {
                            case "nan" -> Double.NaN;
                            case "inf" -> Double.POSITIVE_INFINITY;
                            case "-inf" -> Double.NEGATIVE_INFINITY;
                            default -> v.getAsDouble();
                        }))
                .toArray();
    }

    private static Placeholder placeholder(JsonObject array, boolean batch) {
        long[] dims = KerasNumbers.shape(array).getShape().clone();
        if (batch && dims.length > 0) {
            dims[0] = -1;
        }
        return new Placeholder(
                "x", new Shape(dims), DataTypes.of(array.get("type").getAsString()));
    }

    /** Two classes of one function are alike. */
    private static String sameClass(JsonObject node) {
        return switch (node.get("class_name").getAsString()) {
            case "Abs" -> "Absolute";
            case "Amax" -> "Max";
            case "Amin" -> "Min";
            case "TrueDivide" -> "Divide";
            default -> node.get("class_name").getAsString();
        };
    }

    /** Numbers as doubles, and a list of equal elements as one: Keras takes both. */
    private static Object plain(JsonElement json) {
        if (json instanceof JsonArray list) {
            List<Object> values =
                    list.asList().stream().map(OperationNumbersTest::plain).toList();
            return Set.copyOf(values).size() == 1 ? values.get(0) : values;
        }
        if (json instanceof JsonPrimitive primitive
                && (primitive.isNumber() || primitive.getAsString().endsWith("Infinity"))) {
            return primitive.getAsDouble();
        }
        return String.valueOf(json);
    }
}
