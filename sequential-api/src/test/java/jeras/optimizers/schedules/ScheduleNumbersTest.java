package jeras.optimizers.schedules;

import static jeras.KerasNumbers.assertClose;
import static jeras.KerasNumbers.numbers;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.stream.Stream;
import jeras.KerasNumbers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ScheduleNumbersTest {
    @TestFactory
    Stream<DynamicTest> ratesOfStepsFrom0To20AreKeras() {
        return KerasNumbers.tests("schedules.json", c -> {
            LearningRateSchedule schedule = schedule(c);
            double[] expected = numbers(c.get("rates"));
            double[] actual = new double[expected.length];
            Arrays.setAll(actual, schedule::at);
            assertClose("rates", actual, expected, 2e-6, 1e-8);
        });
    }

    private static LearningRateSchedule schedule(JsonObject c) {
        JsonArray a = c.getAsJsonArray("arguments");
        JsonObject options = c.getAsJsonObject("options");
        if (options.has("warmupTarget")) {
            return CosineDecay.of(0.01, 9).alpha(0.1).warmup(0.2, 5);
        }
        return switch (c.get("schedule").getAsString()) {
            case "ExponentialDecay" ->
                KerasNumbers.with(ExponentialDecay.of(number(a, 0), number(a, 1), number(a, 2)), options);
            case "InverseTimeDecay" ->
                KerasNumbers.with(InverseTimeDecay.of(number(a, 0), number(a, 1), number(a, 2)), options);
            case "PolynomialDecay" -> KerasNumbers.with(PolynomialDecay.of(number(a, 0), number(a, 1)), options);
            case "CosineDecay" -> KerasNumbers.with(CosineDecay.of(number(a, 0), number(a, 1)), options);
            case "CosineDecayRestarts" ->
                KerasNumbers.with(CosineDecayRestarts.of(number(a, 0), number(a, 1)), options);
            default ->
                PiecewiseConstantDecay.of(
                        Arrays.stream(numbers(a.get(0))).boxed().toList(),
                        Arrays.stream(numbers(a.get(1))).boxed().toList());
        };
    }

    private static double number(JsonArray arguments, int i) {
        return arguments.get(i).getAsDouble();
    }
}
