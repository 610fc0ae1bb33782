package jeras.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;

class HyperParameterTest {
    private static final JsonObject KERAS_TUNER =
            Fixtures.read("keras_tuner.json").getAsJsonObject();

    private static HyperParameter parameter(JsonObject row) {
        HyperParameters hp = HyperParameters.of();
        JsonElement step = row.get("step");
        String sampling = row.get("sampling").getAsString();
        if (row.get("kind").getAsString().equals("Int")) {
            hp.integer("x", row.get("min").getAsInt(), row.get("max").getAsInt(), o -> {
                o.sampling(sampling);
                if (!step.isJsonNull()) {
                    o.step(step.getAsInt());
                }
            });
        } else {
            hp.decimal("x", row.get("min").getAsDouble(), row.get("max").getAsDouble(), o -> {
                o.sampling(sampling);
                if (!step.isJsonNull()) {
                    o.step(step.getAsDouble());
                }
            });
        }
        return hp.space().get(0);
    }

    @Test
    void rangesHaveTheValuesOfKerasTuner() {
        double[] places = Fixtures.numbers(KERAS_TUNER.get("places"));
        for (JsonElement each : Fixtures.list(KERAS_TUNER.get("numbers"))) {
            JsonObject row = each.getAsJsonObject();
            HyperParameter parameter = parameter(row);
            double[] values = Fixtures.numbers(row.get("values"));
            double[] back = Fixtures.numbers(row.get("places"));
            for (int i = 0; i < places.length; i++) {
                Number value = (Number) parameter.toValue(places[i]);
                assertThat(value.doubleValue()).as(row.toString()).isCloseTo(values[i], within(1e-12));
                assertThat(parameter.toProbability(value)).as(row.toString()).isCloseTo(back[i], within(1e-9));
            }
            assertThat(((Number) parameter.defaultValue()).doubleValue())
                    .isEqualTo(row.get("default").getAsDouble());
        }
    }

    @Test
    void gridsHaveTheValuesOfKerasTuner() {
        for (JsonElement each : Fixtures.list(KERAS_TUNER.get("numbers"))) {
            JsonObject row = each.getAsJsonObject();
            double[] grid = parameter(row).values().stream()
                    .mapToDouble(v -> ((Number) v).doubleValue())
                    .sorted()
                    .toArray();
            assertThat(grid).as(row.toString()).containsExactly(Fixtures.numbers(row.get("grid")), within(1e-9));
        }
    }

    @Test
    void aStepThatDividesTheRangeReachesItsEnd() {
        HyperParameters hp = HyperParameters.of();
        hp.decimal("fifth", 0, 1, o -> o.step(0.2));
        hp.decimal("tenth", 0, 0.3, o -> o.step(0.1));

        // The first is an example of KerasTuner's documentation.
        assertThat(hp.space().get(0).values()).hasSize(6).endsWith(1.0);
        HyperParameter tenth = hp.space().get(1);
        assertThat(tenth.values()).hasSize(4);
        assertThat(tenth.values().stream().mapToDouble(tenth::toProbability).toArray())
                .containsExactly(new double[] {0.125, 0.375, 0.625, 0.875}, within(1e-12));
    }

    @Test
    void aLogarithmGivesEachPowerOfTenTheSameShare() {
        HyperParameter rate = new DecimalRange("rate", 1e-4, 1, Double.NaN, Sampling.LOG, 1e-4, List.of());

        assertThat((double) rate.toValue(0.25)).isCloseTo(1e-3, within(1e-12));
        assertThat((double) rate.toValue(0.5)).isCloseTo(1e-2, within(1e-12));
        assertThat((double) rate.toValue(0.75)).isCloseTo(1e-1, within(1e-12));
    }

    @Test
    void choicesAndSwitchesShareThePlacesEvenly() {
        HyperParameter choice = new ChoiceOf("c", List.of("a", "b", "c", "d"), false, "c", List.of());
        HyperParameter bool = new BooleanSwitch("b", true, List.of());

        assertThat(choice.toValue(0.49)).isEqualTo("b");
        assertThat(choice.toValue(1.0)).isEqualTo("d");
        assertThat(choice.toProbability("b")).isEqualTo(0.375);
        assertThat(choice.defaultFirst()).containsExactly("c", "a", "b", "d");
        assertThat(bool.toValue(0.49)).isEqualTo(false);
        assertThat(bool.toProbability(true)).isEqualTo(0.75);
    }

    @Test
    void aGridOfTooManyValuesIsRefused() {
        HyperParameter huge = new IntegerRange("id", 0, 2_000_000_000, 1, Sampling.LINEAR, 0, List.of());

        assertThat((int) huge.toValue(0.5)).isEqualTo(1_000_000_000);
        assertThatThrownBy(huge::values)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        A grid of the values of "id" cannot be made.
                          expected: at most 1000000 values
                          received: 2000000001 of them
                          fix:      give it a greater step""");
    }

    @Test
    void aRangeWithoutValuesIsRefused() {
        HyperParameters hp = HyperParameters.of();

        assertThatThrownBy(() -> hp.integer("units", 10, 5)).hasMessage("""
                The hyperparameter "units" cannot be made.
                  expected: finite numbers, the least one first
                  received: 10.0 to 5.0
                  fix:      give the least value first""");
        assertThatThrownBy(() -> hp.decimal("rate", 0, 1, o -> o.sampling("log")))
                .hasMessage("""
                The hyperparameter "rate" cannot be made.
                  expected: a least value above 0 for sampling("log")
                  received: 0.0
                  fix:      raise the least value, or sample "linear\"""");
        assertThatThrownBy(() -> hp.decimal("rate", 1, 9, o -> o.sampling("log").step(1)))
                .hasMessage("""
                The hyperparameter "rate" cannot be made.
                  expected: a step above 1 with sampling("log")
                  received: 1.0
                  fix:      give the factor between values""");
        assertThatThrownBy(() -> hp.decimal("rate", 1, 9, o -> o.sampling("logg")))
                .hasMessage("""
                Unknown sampling "logg".
                  expected: one of "linear", "log", "reverse_log"
                  received: "logg"
                  fix:      did you mean "log"?""");
        assertThatThrownBy(() -> hp.choice("c", List.of("a", 1))).hasMessage("""
                The choice "c" cannot be made.
                  expected: one or more texts, ints, doubles or booleans, all of one kind
                  received: [a, 1]
                  fix:      correct the values""");
    }
}
