package jeras.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.losses.Loss;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.optimizers.schedules.PolynomialDecay;
import jeras.optimizers.schedules.Warmup;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a model with a learning rate of their own. */
class LearningRateFactorsTest {
    @Test
    void groupsWarmupAndDecayWithoutBiasesMakePyTorchsWeights() throws Exception {
        JsonObject c = torch();
        Array x = array(c.get("x"));
        Array y = array(c.get("y"));
        Sequential model = Sequential.of(
                Input.of(2),
                Dense.of(3).activation("tanh").name("low"),
                Dense.of(1).name("high"));
        model.setWeights(arrays(c.getAsJsonArray("start")));
        model.compile(m -> m.optimizer(
                        AdamW.of(Warmup.of(3, PolynomialDecay.of(0.05, 7).endLearningRate(0)))
                                .weightDecay(0.1)
                                .excludeFromWeightDecay("bias")
                                .learningRateFactors(Map.of("low/", 0.25))
                                .globalClipnorm(0.5)
                                .epsilon(1e-12))
                .loss("mse"));

        for (JsonElement expected : c.getAsJsonArray("weights")) {
            model.trainOnBatch(x, y);
            assertClose(model.getWeights(), arrays(expected.getAsJsonArray()), 2e-6);
        }
    }

    /** The gradients of a linear loss do not depend on the weights, so that each weight can be followed alone. */
    @TestFactory
    Stream<DynamicTest> everyOptimizerMovesAGroupAsItsRateAloneWould() {
        return Optimizers.ids().stream()
                .map(id -> DynamicTest.dynamicTest(id, () -> {
                    KerasOptimizer<?, ?> slow = rate(id, 0.005);
                    KerasOptimizer<?, ?> fast = rate(id, 0.01);
                    KerasOptimizer<?, ?> both = (KerasOptimizer<?, ?>)
                            ((KerasOptimizer<?, ?>) rate(id, 0.01)).learningRateFactors(Map.of("kernel", 0.5));

                    List<Array> mixed = trained(both);

                    assertClose(mixed.subList(0, 1), trained(slow).subList(0, 1), 1e-7);
                    assertClose(mixed.subList(1, 2), trained(fast).subList(1, 2), 1e-7);
                }));
    }

    @Test
    void severalPatternsMultiplyAndAFactorOf0StandsStill() {
        Sequential model = linear();
        List<Array> before = model.getWeights();
        model.compile(c -> c.optimizer(SGD.of(1).learningRateFactors(Map.of("kernel", 0.0, "bias", 0.5, "b.as", 0.5)))
                .loss(new Sum()));

        model.trainOnBatch(Array.ones(before.get(0).dataType(), 1, 2), Array.of(new double[] {0}, 1, 1));

        assertThat(model.getWeights().get(0)).isEqualTo(before.get(0));
        assertThat(model.getWeights().get(1).item()).isCloseTo(before.get(1).item() - 0.25, within(1e-6));
    }

    @Test
    void filesLeaveThemOut(@TempDir Path folder) {
        Sequential model = linear();
        model.compile(c -> c.optimizer(Adam.of().learningRateFactors(Map.of("kernel", 0.5)))
                .loss("mse"));
        Path file = folder.resolve("m.keras");

        model.save(file);

        assertThat(Model.load(file).optimizer().options().learningRateFactors()).isEmpty();
        assertThat(model.toJavaSource()).contains("Adam.of().learningRateFactors(Map.of(\"kernel\", 0.5))");
    }

    @Test
    void wrongFactorsAndPatternsAreRefused() {
        assertThatThrownBy(() -> Adam.of().learningRateFactors(Map.of("kernel", -1.0)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The optimizer cannot be made.
                          expected: learningRateFactors of 0 or more
                          received: "kernel" = -1.0
                          fix:      give a share of the learning rate, such as 0.5""");
        assertThatThrownBy(() -> Adam.of().excludeFromWeightDecay("bias("))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The optimizer cannot be made.
                          expected: regular expressions for the paths of variables
                          received: "bias(": Unclosed group
                          fix:      write a part of a path, such as "bias"; Pattern.quote takes any text as it is""");
    }

    private static KerasOptimizer<?, ?> rate(String id, double learningRate) {
        return ((KerasOptimizer<?, ?>) Optimizer.of(id)).learningRate(learningRate);
    }

    private static List<Array> trained(Optimizer optimizer) {
        Sequential model = linear();
        model.setWeights(List.of(
                Array.of(new double[] {0.5, -0.25}, 2, 1).cast("float32"),
                Array.of(new double[] {0.125}, 1).cast("float32")));
        model.compile(c -> c.optimizer(optimizer).loss(new Sum()));
        for (int i = 0; i < 4; i++) {
            model.trainOnBatch(Array.of(new double[] {1, 2}, 1, 2), Array.of(new double[] {0}, 1, 1));
        }
        return model.getWeights();
    }

    private static Sequential linear() {
        return Sequential.of(Input.of(2), Dense.of(1));
    }

    private static final class Sum extends Loss {
        @Override
        protected Tensor call(Tensor yTrue, Tensor yPred) {
            return Ops.sum(yPred, -1);
        }
    }

    private static void assertClose(List<Array> actual, List<Array> expected, double tolerance) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).toDoubleArray())
                    .containsExactly(expected.get(i).toDoubleArray(), within(tolerance));
        }
    }

    private static JsonObject torch() throws Exception {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(LearningRateFactorsTest.class.getResourceAsStream("/keras/layerwise.json")),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }

    private static List<Array> arrays(JsonArray weights) {
        List<Array> arrays = new ArrayList<>();
        weights.forEach(w -> arrays.add(array(w)));
        return arrays;
    }

    private static Array array(JsonElement nested) {
        JsonArray rows = nested.getAsJsonArray();
        if (!rows.get(0).isJsonArray()) {
            return Array.of(jeras.KerasNumbers.numbers(rows), rows.size()).cast("float32");
        }
        List<Array> parts = arrays(rows);
        return Array.stack(parts);
    }
}
