package jeras.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jeras.Array;
import jeras.backend.Backend;
import jeras.backend.Program;
import jeras.backend.Values;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recurrent layers, masks and embeddings against Keras's numbers; recurrent.py beside the numbers makes them. */
class RecurrentKerasTest {
    private static final double TOLERANCE = 2e-5;

    record Numbers(List<Long> shape, String dtype, List<Double> values) {
        Shape djlShape() {
            return new Shape(shape);
        }

        DataType dataType() {
            return DataType.valueOf(dtype.toUpperCase(Locale.ROOT));
        }
    }

    record Case(
            String name,
            List<JsonObject> layers,
            List<Numbers> inputs,
            Numbers mask,
            List<Numbers> weights,
            List<Numbers> outputs,
            List<Numbers> gradients) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (Reader reader = new InputStreamReader(
                RecurrentKerasTest.class.getResourceAsStream("recurrent.json"), StandardCharsets.UTF_8)) {
            return Arrays.stream(new Gson().fromJson(reader, Case[].class));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputsAndGradientsAreThoseOfKeras(Case c) {
        List<Layer> layers = c.layers().stream().map(RecurrentKerasTest::layer).toList();
        // The batch and the number of steps are known only when the program runs.
        List<Placeholder> parameters = new ArrayList<>();
        for (Numbers v : c.inputs()) {
            long[] shape = v.djlShape().getShape().clone();
            shape[0] = -1;
            if (parameters.isEmpty()) {
                shape[1] = -1;
            }
            parameters.add(new Placeholder("input", new Shape(shape), v.dataType()));
        }
        Placeholder mask = new Placeholder("mask", new Shape(-1, -1), DataType.BOOLEAN);
        if (c.mask() != null) {
            parameters.add(mask);
        }
        int inputs = c.inputs().size();
        Program program = Program.builder(Backend.device())
                .function("f", parameters, () -> {
                    List<Tensor> leaves = new ArrayList<>();
                    for (Placeholder p : parameters.subList(0, inputs)) {
                        leaves.add(p.dataType().isFloating() ? Ops.leaf(p) : p);
                    }
                    List<Tensor> at = new ArrayList<>(leaves);
                    at.set(0, c.mask() == null ? at.get(0) : at.get(0).withMask(mask));
                    for (Layer layer : layers) {
                        at = new ArrayList<>(layer.applyAll(at));
                    }
                    setWeights(layers, c.weights());
                    Tensor loss = at.stream()
                            .map(y -> Ops.sum(Ops.square(y.add(0.5))))
                            .reduce(Tensor::add)
                            .orElseThrow();
                    List<Tensor> sources = new ArrayList<>(weights(layers));
                    leaves.stream().filter(t -> t.dataType().isFloating()).forEach(sources::add);
                    List<Tensor> reached = Ops.differentiable(loss, sources);
                    List<Tensor> gradients = Ops.gradients(loss, reached);
                    List<Tensor> all = new ArrayList<>(at);
                    for (Tensor s : sources) {
                        all.add(reached.contains(s) ? gradients.get(reached.indexOf(s)) : Ops.zerosLike(s));
                    }
                    return all;
                })
                .build();
        List<Numbers> expected = new ArrayList<>(c.outputs());
        expected.addAll(c.gradients());
        try (NDManager scope = Backend.scope()) {
            List<NDArray> arrays = new ArrayList<>();
            c.inputs().forEach(v -> arrays.add(array(scope, v)));
            if (c.mask() != null) {
                arrays.add(array(scope, c.mask()).toType(DataType.BOOLEAN, true));
            }
            try (NDList results = program.call("f", arrays, false)) {
                assertThat(results).hasSize(expected.size());
                for (int i = 0; i < expected.size(); i++) {
                    String what = i < c.outputs().size()
                            ? "output " + i
                            : "gradient " + (i - c.outputs().size());
                    assertThat(results.get(i).getShape())
                            .as(what)
                            .isEqualTo(expected.get(i).djlShape());
                    assertClose(what, results.get(i), expected.get(i));
                }
            }
        }
    }

    private static void assertClose(String what, NDArray actual, Numbers expected) {
        float[] values = actual.toType(DataType.FLOAT32, false).toFloatArray();
        double worst = IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i] - expected.values().get(i))
                        / Math.max(1, Math.abs(expected.values().get(i))))
                .max()
                .orElse(0);
        assertThat(worst)
                .as(what + ": " + Arrays.toString(values) + " for " + expected.values())
                .isLessThan(TOLERANCE);
    }

    private static List<Variable> weights(List<Layer> layers) {
        return layers.stream().flatMap(l -> l.trainableWeights().stream()).toList();
    }

    private static void setWeights(List<Layer> layers, List<Numbers> values) {
        List<Variable> variables = weights(layers);
        assertThat(variables).hasSameSizeAs(values);
        for (int i = 0; i < values.size(); i++) {
            Numbers v = values.get(i);
            ByteBuffer bytes = ByteBuffer.allocate(4 * v.values().size()).order(ByteOrder.nativeOrder());
            for (double value : v.values()) {
                bytes.putFloat((float) value);
            }
            Values.write(variables.get(i), Array.wrap(bytes.flip(), v.djlShape(), DataType.FLOAT32));
        }
    }

    private static NDArray array(NDManager scope, Numbers v) {
        float[] values = new float[v.values().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = v.values().get(i).floatValue();
        }
        return scope.create(values, v.djlShape()).toType(v.dataType(), true);
    }

    private static Layer layer(JsonObject spec) {
        return switch (spec.get("class").getAsString()) {
            case "Embedding" ->
                Embedding.of(
                                spec.get("input_dim").getAsInt(),
                                spec.get("output_dim").getAsInt())
                        .maskZero(spec.get("mask_zero").getAsBoolean());
            case "Masking" -> Masking.of().maskValue(spec.get("mask_value").getAsDouble());
            case "Bidirectional" ->
                Bidirectional.of((LSTM) layer(spec.getAsJsonObject("layer")))
                        .mergeMode(spec.get("merge_mode").getAsString());
            default -> lstm(spec);
        };
    }

    private static LSTM lstm(JsonObject spec) {
        LSTM lstm = LSTM.of(spec.get("units").getAsInt())
                .useBias(flag(spec, "use_bias", true))
                .returnSequences(flag(spec, "return_sequences", false))
                .returnState(flag(spec, "return_state", false))
                .goBackwards(flag(spec, "go_backwards", false))
                .zeroOutputForMask(flag(spec, "zero_output_for_mask", false));
        return !spec.has("activation")
                ? lstm
                : lstm.activation(spec.get("activation").getAsString())
                        .recurrentActivation(spec.get("recurrent_activation").getAsString());
    }

    private static boolean flag(JsonObject spec, String name, boolean otherwise) {
        return spec.has(name) ? spec.get(name).getAsBoolean() : otherwise;
    }
}
