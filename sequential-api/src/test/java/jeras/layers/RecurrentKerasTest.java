package jeras.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
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
                    if (c.mask() != null && inputs > 1) {
                        at.add(mask);
                    } else if (c.mask() != null) {
                        at.set(0, at.get(0).withMask(mask));
                    }
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
            case "Dense" -> Dense.of(spec.get("units").getAsInt());
            case "TimeDistributed" -> TimeDistributed.of(layer(spec.getAsJsonObject("layer")));
            case "Bidirectional" -> bidirectional(spec);
            default -> recurrent(spec);
        };
    }

    private static Bidirectional bidirectional(JsonObject spec) {
        RecurrentLayer<?, ?> forward = recurrent(spec.getAsJsonObject("layer"));
        Bidirectional made = spec.has("backward")
                ? Bidirectional.of(forward, recurrent(spec.getAsJsonObject("backward")))
                : Bidirectional.of(forward);
        return made.mergeMode(spec.get("merge_mode").getAsString());
    }

    private static RecurrentLayer<?, ?> recurrent(JsonObject spec) {
        String kind = spec.get("class").getAsString();
        return switch (kind) {
            case "LSTM" -> walked(gated(LSTM.of(units(spec)), spec), spec);
            case "GRU" -> walked(gated(GRU.of(units(spec)).resetAfter(flag(spec, "reset_after", true)), spec), spec);
            case "SimpleRNN" -> walked(told(SimpleRNN.of(units(spec)), spec), spec);
            case "RNN" ->
                walked(
                        RNN.of(spec.getAsJsonArray("cells").asList().stream()
                                .map(c -> cell(c.getAsJsonObject()))
                                .toArray(Cell[]::new)),
                        spec);
            case "ConvLSTM1D" -> convolved(ConvLSTM1D.of(spec.get("filters").getAsInt(), window(spec)), spec);
            case "ConvLSTM2D" -> convolved(ConvLSTM2D.of(spec.get("filters").getAsInt(), window(spec)), spec);
            default -> convolved(ConvLSTM3D.of(spec.get("filters").getAsInt(), window(spec)), spec);
        };
    }

    private static Cell cell(JsonObject spec) {
        return switch (spec.get("class").getAsString()) {
            case "LSTMCell" -> LSTMCell.of(units(spec));
            case "GRUCell" -> GRUCell.of(units(spec)).resetAfter(flag(spec, "reset_after", true));
            default -> SimpleRNNCell.of(units(spec));
        };
    }

    private static <L extends ConvLSTM<L>> L convolved(L layer, JsonObject spec) {
        return walked(
                told(
                        layer.strides(number(spec, "strides"))
                                .dilationRate(number(spec, "dilation_rate"))
                                .padding(
                                        spec.has("padding")
                                                ? spec.get("padding").getAsString()
                                                : "valid"),
                        spec),
                spec);
    }

    private static <L extends GatedOptions<L>> L gated(L layer, JsonObject spec) {
        L told = told(layer, spec);
        return spec.has("recurrent_activation")
                ? told.recurrentActivation(spec.get("recurrent_activation").getAsString())
                : told;
    }

    private static <L extends RecurrentOptions<L>> L told(L layer, JsonObject spec) {
        L told = layer.useBias(flag(spec, "use_bias", true));
        return spec.has("activation") ? told.activation(spec.get("activation").getAsString()) : told;
    }

    private static <L extends RecurrentLayer<L, ?>> L walked(L layer, JsonObject spec) {
        return layer.returnSequences(flag(spec, "return_sequences", false))
                .returnState(flag(spec, "return_state", false))
                .goBackwards(flag(spec, "go_backwards", false))
                .zeroOutputForMask(flag(spec, "zero_output_for_mask", false));
    }

    private static int units(JsonObject spec) {
        return spec.get("units").getAsInt();
    }

    private static int number(JsonObject spec, String name) {
        return spec.has(name) ? spec.get(name).getAsInt() : 1;
    }

    private static int[] window(JsonObject spec) {
        return spec.getAsJsonArray("kernel_size").asList().stream()
                .mapToInt(JsonElement::getAsInt)
                .toArray();
    }

    private static boolean flag(JsonObject spec, String name, boolean otherwise) {
        return spec.has(name) ? spec.get(name).getAsBoolean() : otherwise;
    }
}
