package jeras.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0      | 1       | 5 | 0 | 0.0 0.2 0.4 0.6 0.8 1.0
                    0.91   | 0.99    | 4 | 0 | 0.92 0.94 0.96 0.98
                    1      | 3       | 8 | 1 | 1 2 3
                    1      | 200     | 8 | 1 | 50 100 150 200
                    -1     | 1       | 4 | 0 | -1.0 -0.5 0.0 0.5 1.0
                    0      | 0.00007 | 4 | 0 | 0 2e-05 4e-05 6e-05
                    123456 | 123463  | 5 | 0 | 123456 123458 123460 123462
                    0      | 1.1e30  | 2 | 0 | 0 1e+30
                    """)
    void marksStandAtRoundNumbers(double low, double high, int wanted, double leastStep, String labels) {
        Ticks ticks = Ticks.within(low, high, wanted, leastStep);

        assertThat(ticks.values().mapToObj(ticks::label).toList()).isEqualTo(List.of(labels.split(" ")));
    }
}
