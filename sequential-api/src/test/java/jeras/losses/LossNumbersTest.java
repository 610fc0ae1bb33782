package jeras.losses;

import static jeras.KerasNumbers.assertClose;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jeras.KerasNumbers;
import jeras.backend.Backend;
import jeras.backend.Program;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LossNumbersTest {
    @TestFactory
    Stream<DynamicTest> valueAndGradientAreKeras() {
        return KerasNumbers.tests("losses.json", LossNumbersTest::check);
    }

    private static void check(JsonObject c) {
        Loss loss = loss(c);
        List<String> names =
                Stream.of("yTrue", "yPred", "weight", "mask").filter(c::has).toList();
        List<Placeholder> parameters = names.stream()
                .map(n -> KerasNumbers.placeholder(c, n).orElseThrow())
                .toList();
        Program program = Program.builder(Backend.device())
                .function("f", parameters, true, () -> {
                    Tensor x = Ops.leaf(parameters.get(1));
                    Tensor yPred = activation(c, x);
                    Tensor value = loss.apply(
                            parameters.get(0),
                            named(parameters, "mask").map(yPred::withMask).orElse(yPred),
                            named(parameters, "weight").orElse(null));
                    return List.of(value, Ops.gradients(value, List.of(x)).get(0));
                })
                .build();
        List<double[]> results = KerasNumbers.call(
                program, "f", names.stream().map(c::getAsJsonObject).toList());
        assertClose("value", results.get(0), new double[] {c.get("value").getAsDouble()}, 1e-6, 2e-7);
        // Exponentials of large numbers: what float32 rounds away comes back larger.
        boolean steep = Set.of("Circle", "CTC").contains(c.get("loss").getAsString());
        assertClose("gradient", results.get(1), KerasNumbers.numbers(c.get("gradient")), steep ? 2e-5 : 2e-6, 2e-7);
    }

    private static Loss loss(JsonObject c) {
        Loss loss = KerasNumbers.with(Loss.of(c.get("loss").getAsString()), c.getAsJsonObject("options"));
        return c.has("reduction")
                ? ((KerasLoss<?, ?>) loss).reduction(c.get("reduction").getAsString())
                : loss;
    }

    private static Optional<Tensor> named(List<Placeholder> parameters, String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .map(Tensor.class::cast)
                .findFirst();
    }

    private static Tensor activation(JsonObject c, Tensor x) {
        return switch (c.has("activation") ? c.get("activation").getAsString() : "linear") {
            case "softmax" -> Ops.softmax(x, -1);
            case "sigmoid" -> Ops.sigmoid(x);
            default -> x;
        };
    }
}
