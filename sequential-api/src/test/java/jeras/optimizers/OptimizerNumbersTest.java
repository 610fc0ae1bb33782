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
import java.util.stream.StreamSupport;
import jeras.KerasNumbers;
import jeras.backend.Backend;
import jeras.backend.Program;
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
                assertClose("step " + i + " " + weights.get(w), actual.get(w), numbers, 1e-6, 1e-7);
            }
        }
        List<double[]> slots = KerasNumbers.call(program, "slots", List.of());
        List<JsonObject> expected = KerasNumbers.objects(c.getAsJsonArray("slots"));
        assertThat(optimizer.variables())
                .extracting(v -> v.path().substring(v.path().indexOf('/') + 1))
                .isEqualTo(StreamSupport.stream(c.getAsJsonArray("slotNames").spliterator(), false)
                        .map(JsonElement::getAsString)
                        .toList());
        for (int i = 0; i < expected.size(); i++) {
            double[] numbers = KerasNumbers.numbers(expected.get(i).get("values"));
            double largest = Arrays.stream(numbers).map(Math::abs).max().orElseThrow();
            assertClose(optimizer.variables().get(i).path(), slots.get(i), numbers, 2e-6, 5e-7 * largest);
        }
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
                    optimizer.record(weights, Ops.gradients(loss, weights), rate, step);
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
