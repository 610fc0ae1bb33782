package jeras.metrics;

import static jeras.KerasNumbers.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jeras.KerasNumbers;
import jeras.backend.Backend;
import jeras.backend.Program;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MetricNumbersTest {
    @TestFactory
    Stream<DynamicTest> resultsAfterEachUpdateAreKeras() {
        return KerasNumbers.tests("metrics.json", MetricNumbersTest::check);
    }

    private static void check(JsonObject c) {
        String id = c.get("metric").getAsString();
        Metric metric =
                KerasNumbers.with(Metrics.ofClass(id).orElseGet(() -> Metric.of(id)), c.getAsJsonObject("options"));
        List<JsonObject> batches = KerasNumbers.objects(c.getAsJsonArray("batches"));
        JsonObject first = batches.get(0);
        List<String> names =
                Stream.of("yTrue", "yPred", "weight", "mask").filter(first::has).toList();
        List<Placeholder> parameters = names.stream()
                .map(n -> KerasNumbers.placeholder(first, n).orElseThrow())
                .toList();
        Program program = Program.builder(Backend.device())
                .function("update", parameters, () -> {
                    Tensor yPred = parameters.get(1);
                    metric.record(
                            parameters.get(0),
                            named(parameters, "mask").map(yPred::withMask).orElse(yPred),
                            named(parameters, "weight").orElse(null));
                    return List.of();
                })
                .function("result", List.of(), () -> List.of(metric.recordResult()))
                .build();
        List<Double> results = new ArrayList<>();
        for (JsonObject batch : batches) {
            KerasNumbers.call(
                    program,
                    "update",
                    names.stream().map(batch::getAsJsonObject).toList());
            for (double number : KerasNumbers.call(program, "result", List.of()).get(0)) {
                results.add(number);
            }
        }
        // One less a number near one: float32 keeps six digits of the one, not of the difference.
        boolean cancels = id.equals("R2Score")
                || id.endsWith("Negatives")
                || c.get("options").toString().contains("PRGAIN");
        double[] actual = results.stream().mapToDouble(r -> r).toArray();
        assertClose("results", actual, KerasNumbers.numbers(c.get("results")), 1e-6, cancels ? 2e-6 : 1e-7);
        assertThat(metric.direction()).isEqualTo(c.get("direction").getAsString());
    }

    private static Optional<Tensor> named(List<Placeholder> parameters, String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .map(Tensor.class::cast)
                .findFirst();
    }
}
