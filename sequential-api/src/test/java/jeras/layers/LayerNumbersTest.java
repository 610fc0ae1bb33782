package jeras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jeras.backend.Backend;
import jeras.backend.Program;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Outputs, masks, gradients and state of each layer against those that Keras computed for the same weights and inputs
 * ({@code cases.json} and those beside it). Gradients are those of {@code sum(output * cotangent)}.
 */
class LayerNumbersTest {
    @TestFactory
    Stream<DynamicTest> computesWhatKerasComputes() {
        List<JsonElement> cases = Stream.of("cases.json", "convolution_cases.json")
                .flatMap(file -> KerasJson.resource(file).getAsJsonArray().asList().stream())
                .toList();
        assertThat(cases).hasSizeGreaterThan(100);
        return cases.stream()
                .map(JsonElement::getAsJsonObject)
                .map(c -> DynamicTest.dynamicTest(c.get("name").getAsString(), () -> check(c)));
    }

    private static void check(JsonObject c) {
        Layer layer = KerasJson.layer(c.get("layer").getAsString(), c.getAsJsonObject("config"));
        layer.setTrainable(c.get("trainable").getAsBoolean());
        Parameters parameters = new Parameters(c);
        Tensor symbolic = layer.apply(parameters.inputs.toArray(Tensor[]::new));
        assertThat(Shapes.compatible(symbolic.shape(), KerasJson.shapeOf(c.get("output"))))
                .as("inferred shape %s", symbolic)
                .isTrue();
        layer.setWeights(list(c, "weights").stream().map(KerasJson::array).toList());

        List<Variable> trained = layer.trainableWeights();
        Set<Integer> missing = new HashSet<>();
        List<Boolean> masked = new ArrayList<>();
        Program program = Program.builder(Backend.device())
                .function("run", parameters.all(), c.get("training").getAsBoolean(), () -> {
                    List<Tensor> leaves =
                            parameters.inputs.stream().map(Ops::leaf).toList();
                    Tensor y = layer.apply(parameters.masked(leaves));
                    Tensor loss = Ops.sum(y.multiply(parameters.cotangent));
                    List<Tensor> sources = new ArrayList<>(leaves);
                    sources.addAll(trained);
                    List<Tensor> reached = Ops.differentiable(loss, sources);
                    for (int i = 0; i < sources.size(); i++) {
                        if (!reached.contains(sources.get(i))) {
                            missing.add(i);
                        }
                    }
                    List<Tensor> results = new ArrayList<>(List.of(y));
                    masked.add(y.mask() != null);
                    if (y.mask() != null) {
                        results.add(y.mask());
                    }
                    if (!reached.isEmpty()) {
                        results.addAll(Ops.gradients(loss, reached));
                    }
                    return results;
                })
                .build();
        try (NDManager manager = Backend.scope();
                NDList results = program.call("run", parameters.values(manager), false)) {
            int next = 0;
            same("output", results.get(next++), c.get("output"));
            assertThat(masked.get(0)).as("has a mask").isEqualTo(!c.get("mask").isJsonNull());
            if (masked.get(0)) {
                assertThat(results.get(next++).toBooleanArray())
                        .as("mask")
                        .isEqualTo(KerasJson.booleans(c.get("mask")));
            }
            List<JsonElement> gradients = new ArrayList<>(list(c, "inputGradients"));
            gradients.addAll(list(c, "weightGradients"));
            assertThat(gradients).hasSize(parameters.inputs.size() + trained.size());
            for (int i = 0; i < gradients.size(); i++) {
                if (missing.contains(i)) {
                    assertThat(KerasJson.floats(gradients.get(i))).containsOnly(0f);
                } else {
                    same("gradient " + i, results.get(next++), gradients.get(i));
                }
            }
        }
        List<JsonElement> after = list(c, "weightsAfter");
        for (int i = 0; i < after.size(); i++) {
            near(
                    "weight " + i + " afterwards",
                    KerasJson.floats(layer.getWeights().get(i)),
                    KerasJson.floats(after.get(i)));
        }
    }

    private static List<JsonElement> list(JsonObject c, String name) {
        return c.getAsJsonArray(name).asList();
    }

    private static void same(String what, NDArray actual, JsonElement expected) {
        assertThat(actual.getShape()).as(what).isEqualTo(KerasJson.shapeOf(expected));
        near(what, actual.toFloatArray(), KerasJson.floats(expected));
    }

    private static void near(String what, float[] actual, float[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("%s, element %d", what, i)
                    .isCloseTo(expected[i], within(1e-5f + 1e-4f * Math.abs(expected[i])));
        }
    }

    /** The symbolic parameters of a case, and their values. */
    private static final class Parameters {
        private final JsonObject source;
        private final List<Placeholder> inputs = new ArrayList<>();
        private final List<Placeholder> masks = new ArrayList<>();
        private final Placeholder cotangent;

        Parameters(JsonObject c) {
            source = c;
            for (JsonElement declared : list(c, "declared")) {
                inputs.add(new Placeholder("x" + inputs.size(), KerasJson.shape(declared), DataType.FLOAT32));
            }
            for (int i = 0; i < inputs.size(); i++) {
                JsonElement mask =
                        c.get("masks").isJsonNull() ? null : list(c, "masks").get(i);
                boolean none = mask == null || mask.isJsonNull();
                Shape shape = none ? null : Shapes.with(KerasJson.shapeOf(mask), 0, -1);
                masks.add(none ? null : new Placeholder("mask" + i, shape, DataType.BOOLEAN));
            }
            cotangent = new Placeholder("c", KerasJson.shapeOf(c.get("cotangent")), DataType.FLOAT32);
        }

        List<Placeholder> all() {
            List<Placeholder> all = new ArrayList<>(inputs);
            masks.stream().filter(m -> m != null).forEach(all::add);
            all.add(cotangent);
            return all;
        }

        Tensor[] masked(List<Tensor> leaves) {
            Tensor[] masked = new Tensor[leaves.size()];
            for (int i = 0; i < masked.length; i++) {
                masked[i] = leaves.get(i).withMask(masks.get(i));
            }
            return masked;
        }

        List<NDArray> values(NDManager manager) {
            List<NDArray> values = new ArrayList<>();
            list(source, "inputs").forEach(x -> values.add(manager.create(KerasJson.floats(x), KerasJson.shapeOf(x))));
            for (int i = 0; i < masks.size(); i++) {
                if (masks.get(i) != null) {
                    JsonElement mask = list(source, "masks").get(i);
                    values.add(manager.create(KerasJson.booleans(mask), KerasJson.shapeOf(mask)));
                }
            }
            JsonElement c = source.get("cotangent");
            values.add(manager.create(KerasJson.floats(c), KerasJson.shapeOf(c)));
            values.replaceAll(v -> v.toDevice(Backend.device(), false));
            return values;
        }
    }
}
