package jeras.optimizers;

import static jeras.KerasNumbers.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jeras.KerasNumbers;
import jeras.backend.Backend;
import jeras.backend.Program;
import jeras.ops.Lookup;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OptimizerNumbersTest {
    @TestFactory
    Stream<DynamicTest> weightsAndSlotsOfTenStepsAreKeras() {
        return KerasNumbers.tests("optimizers.json", OptimizerNumbersTest::check);
    }

    private static void check(JsonObject c) {
        Optimizer optimizer = optimizer(c);
        List<JsonObject> start = KerasNumbers.objects(c.getAsJsonArray("start"));
        List<Variable> weights = List.of(
                weight("kernel", KerasNumbers.shape(start.get(0))), weight("bias", KerasNumbers.shape(start.get(1))));
        if (c.has("constraint")) {
            weights.get(0).constraint(w -> Ops.clip(w, -0.5, 0.5));
        }
        Program program = program(optimizer, weights);
        KerasNumbers.call(program, "set", start);
        // Ftrl makes small weights of the difference of large sums.
        boolean sums = c.get("optimizer").getAsString().equals("Ftrl");
        for (int i = 0; i < 10; i++) {
            if (c.has("rates")) {
                optimizer.setLearningRate(c.getAsJsonArray("rates").get(i).getAsDouble());
            }
            List<JsonObject> gradients =
                    like(start, c.getAsJsonArray("gradients").get(i).getAsJsonArray());
            KerasNumbers.call(program, "step", gradients, optimizer.learningRate(), i + 1);
            optimizer.iterations(i + 1);
            List<double[]> actual = KerasNumbers.call(program, "weights", List.of());
            JsonArray expected = c.getAsJsonArray("weights").get(i).getAsJsonArray();
            for (int w = 0; w < weights.size(); w++) {
                double[] numbers = KerasNumbers.numbers(expected.get(w));
                assertClose("step " + i + " " + weights.get(w), actual.get(w), numbers, 2e-6, sums ? 1e-6 : 2e-7);
            }
        }
        List<double[]> slots = KerasNumbers.call(program, "slots", List.of());
        List<JsonObject> expected = KerasNumbers.objects(c.getAsJsonArray("slots"));
        assertThat(optimizer.variables())
                .extracting(Variable::shape)
                .isEqualTo(expected.stream().map(KerasNumbers::shape).toList());
        for (int i = 0; i < expected.size(); i++) {
            double[] numbers = KerasNumbers.numbers(expected.get(i).get("values"));
            double largest = Arrays.stream(numbers).map(Math::abs).max().orElseThrow();
            assertClose(
                    optimizer.variables().get(i).path(),
                    slots.get(i),
                    numbers,
                    2e-6,
                    Math.max(sums ? 1e-6 : 0, 5e-7 * largest));
        }
    }

    @TestFactory
    Stream<DynamicTest> tablesFollowTheGradientsOfSingleRowsAsKeras() {
        return KerasNumbers.tests("tables.json", OptimizerNumbersTest::checkTable);
    }

    private static void checkTable(JsonObject c) {
        Optimizer optimizer = optimizer(c);
        JsonObject start = c.getAsJsonObject("start");
        Variable table = weight("embeddings", KerasNumbers.shape(start));
        Placeholder value = new Placeholder("value", table.shape(), DataType.FLOAT32);
        Placeholder places = new Placeholder("places", new Shape(6), DataType.FLOAT32);
        Placeholder rows = new Placeholder("rows", new Shape(6, 3), DataType.FLOAT32);
        Placeholder rate = new Placeholder("rate", new Shape(), DataType.FLOAT64);
        Placeholder step = new Placeholder("step", new Shape(), DataType.FLOAT64);
        Program program = Program.builder(Backend.device())
                .function("set", List.of(value), () -> {
                    Ops.gradients(Ops.sum(table), List.of(table));
                    table.assign(value);
                    return List.of();
                })
                .function("step", List.of(places, rows, rate, step), () -> {
                    Tensor taken = Ops.take(table, Ops.cast(places, DataType.INT64), 0);
                    Tensor loss = Ops.sum(taken.multiply(rows));
                    List<Lookup> lookups = optimizer.wantsRows() ? Lookup.of(List.of(table)) : List.of();
                    List<Tensor> sources = new ArrayList<>(List.of(table));
                    lookups.forEach(l -> sources.add(l.rows()));
                    List<Tensor> all = Ops.gradients(loss, sources);
                    optimizer.record(
                            Gradients.of(List.of(table), all.subList(0, 1), lookups, all.subList(1, all.size())),
                            rate,
                            step);
                    return List.of();
                })
                .function("weights", List.of(), () -> List.of(table))
                .build();
        KerasNumbers.call(program, "set", List.of(start));
        for (int i = 0; i < 10; i++) {
            List<JsonObject> inputs = List.of(
                    array(c.getAsJsonArray("places").get(i), 6),
                    array(c.getAsJsonArray("gradients").get(i), 6, 3));
            KerasNumbers.call(program, "step", inputs, optimizer.learningRate(), i + 1);
            double[] expected = KerasNumbers.numbers(c.getAsJsonArray("weights").get(i));
            assertClose(
                    "step " + i,
                    KerasNumbers.call(program, "weights", List.of()).get(0),
                    expected,
                    2e-6,
                    1e-6);
        }
    }

    private static JsonObject array(JsonElement values, int... shape) {
        JsonObject array = new JsonObject();
        array.add("values", values);
        array.addProperty("type", "float32");
        JsonArray lengths = new JsonArray();
        for (int length : shape) {
            lengths.add(length);
        }
        array.add("shape", lengths);
        return array;
    }

    private static Optimizer optimizer(JsonObject c) {
        Optimizer optimizer =
                KerasNumbers.with(Optimizer.of(c.get("optimizer").getAsString()), c.getAsJsonObject("options"));
        return c.has("exclude") ? ((KerasOptimizer<?, ?>) optimizer).excludeFromWeightDecay("bias") : optimizer;
    }

    private static Variable weight(String name, Shape shape) {
        return new Variable(name, shape, DataType.FLOAT32, true, () -> Ops.zeros(shape, DataType.FLOAT32));
    }

    private static Program program(Optimizer optimizer, List<Variable> weights) {
        List<Placeholder> values = weights.stream()
                .map(w -> new Placeholder(w.name(), w.shape(), w.dataType()))
                .toList();
        Placeholder rate = new Placeholder("rate", new Shape(), DataType.FLOAT64);
        Placeholder step = new Placeholder("step", new Shape(), DataType.FLOAT64);
        List<Placeholder> all = new ArrayList<>(values);
        all.add(rate);
        all.add(step);
        optimizer.build(weights);
        return Program.builder(Backend.device())
                .function("set", values, () -> {
                    Ops.gradients(Ops.sum(weights.get(0)), List.of(weights.get(0)));
                    for (int i = 0; i < weights.size(); i++) {
                        weights.get(i).assign(values.get(i));
                    }
                    return List.of();
                })
                .function("step", all, () -> {
                    Tensor loss = Ops.sum(weights.get(0).multiply(values.get(0)))
                            .add(Ops.sum(weights.get(1).multiply(values.get(1))));
                    optimizer.record(Gradients.of(weights, Ops.gradients(loss, weights)), rate, step);
                    return List.of();
                })
                .function("weights", List.of(), () -> List.copyOf(weights))
                .function("slots", List.of(), () -> List.copyOf(optimizer.variables()))
                .build();
    }

    private static List<JsonObject> like(List<JsonObject> arrays, JsonArray values) {
        List<JsonObject> result = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            JsonObject array = arrays.get(i).deepCopy();
            array.add("values", values.get(i));
            result.add(array);
        }
        return result;
    }
}
