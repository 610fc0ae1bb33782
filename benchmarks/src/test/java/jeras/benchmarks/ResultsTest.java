package jeras.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static Measurement measurement(String workload, String engine, double stepMs) {
        return new Measurement(workload, engine, 50, 128, stepMs, stepMs, 1.5, 2, 0.5, 300);
    }

    @Test
    void theRatioIsOfTheMediansOverTheRoundsToTheFastestKeras() {
        Results results = new Results(List.of("jeras", "tensorflow", "jax"));
        for (double jeras : new double[] {6, 9, 5}) {
            results.add(measurement("mlp", "jeras", jeras));
            results.add(measurement("mlp", "tensorflow", 12));
            results.add(measurement("mlp", "jax", jeras == 9 ? 50 : 8));
        }

        assertThat(results.ratio("mlp")).hasValue(0.75);
        assertThat(results.markdown()).contains("""
                        | workload | jeras | tensorflow | jax | jeras / fastest Keras | target |
                        | --- | --- | --- | --- | --- | --- |
                        | mlp | 6.00 (5.00 to 9.00) | 12.00 (12.00 to 12.00) | 8.00 (8.00 to 50.00) | **0.75** | ≤ 1.1, met |
                        """);
    }

    @Test
    void withoutKerasThereIsNoRatio() {
        Results results = new Results(List.of("jeras"));
        results.add(measurement("cnn", "jeras", 30));

        assertThat(results.ratio("cnn")).isEmpty();
        assertThat(results.markdown()).contains("| cnn | 30.00 (30.00 to 30.00) | – | ≤ 1.1 |");
    }

    @Test
    void aMeasurementIsReadFromTheLineThatPythonPrints() {
        String line =
                "{\"workload\": \"mlp\", \"engine\": \"jax\", \"steps\": 50, \"batch\": 128, \"step_ms_median\": 6.5,"
                        + " \"step_ms_best\": 6.25, \"first_epoch_s\": 1.5, \"predict_batch_ms\": 2.0, \"predict_one_ms\": 0.5,"
                        + " \"peak_mb\": 300}";

        assertThat(Measurement.parse(line))
                .isEqualTo(new Measurement("mlp", "jax", 50, 128, 6.5, 6.25, 1.5, 2, 0.5, 300));
        assertThat(Measurement.parse(Measurement.parse(line).toJson())).isEqualTo(Measurement.parse(line));
    }
}
