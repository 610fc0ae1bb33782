package jeras.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import java.util.Map;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
    @Test
    void theNameTellsTheDirectionAsInKerasTuner() {
        for (Map.Entry<String, JsonElement> each : Fixtures.read("keras_tuner.json")
                .getAsJsonObject()
                .getAsJsonObject("directions")
                .entrySet()) {
            if (each.getValue().isJsonNull()) {
                assertThatThrownBy(() -> Objective.of(each.getKey()))
                        .as(each.getKey())
                        .isInstanceOf(InvalidArgumentException.class);
            } else {
                assertThat(Objective.of(each.getKey()).direction())
                        .as(each.getKey())
                        .isEqualTo(each.getValue().getAsString());
            }
        }
    }

    @Test
    void aScoreIsToBeGreatThoughKerasTunerTakesItForAnError() {
        assertThat(Objective.of("val_f1_score").direction()).isEqualTo("max");
        assertThat(Objective.of("val_r2_score").direction()).isEqualTo("max");
    }

    @Test
    void anUnknownNameAsksForTheDirection() {
        assertThatThrownBy(() -> Objective.of("val_my_metric")).hasMessage("""
                Whether "val_my_metric" is to be small or great is not known.
                  expected: "val_loss", or the id of a loss or metric with or without "val_"
                  received: "val_my_metric"
                  fix:      say it: Objective.of("val_my_metric", "min") or "max\"""");
        assertThat(Objective.of("val_my_metric", "max"))
                .hasToString("Objective(name=\"val_my_metric\", direction=\"max\")");
    }

    @Test
    void aSumTakesWhatIsToBeGreatAway() {
        Objective sum = Objective.sum(Objective.of("val_loss"), Objective.of("val_accuracy"));

        assertThat(sum.direction()).isEqualTo("min");
        assertThat(sum.isIn(Map.of("val_loss", 1.0))).isFalse();
        assertThat(sum.value(Map.of("val_loss", 1.0, "val_accuracy", 0.75))).isEqualTo(0.25);
    }
}
