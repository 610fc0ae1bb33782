package jeras.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import jeras.InvalidArgumentException;
import jeras.losses.Losses;
import org.junit.jupiter.api.Test;

class MetricTest {
    @Test
    void accuracyDependsOnShapesAndKeepsTheGivenName() {
        assertThat(Metrics.resolve("accuracy", new Shape(-1, 1), new Shape(-1, 1)))
                .isInstanceOf(BinaryAccuracy.class);
        assertThat(Metrics.resolve("acc", new Shape(-1), new Shape(-1, 10)))
                .isInstanceOf(SparseCategoricalAccuracy.class);
        assertThat(Metrics.resolve("acc", new Shape(-1, 1), new Shape(-1, 10)))
                .isInstanceOf(SparseCategoricalAccuracy.class);
        assertThat(Metrics.resolve("acc", new Shape(-1, 5, 10), new Shape(-1, 5, 10)))
                .isInstanceOf(CategoricalAccuracy.class);
        assertThat(Metrics.resolve("acc", new Shape(-1), new Shape(-1, 10)).name())
                .isEqualTo("acc");
        assertThat(Metrics.resolve("ce", new Shape(-1, 1), new Shape(-1, 1))).isInstanceOf(BinaryCrossentropy.class);
        assertThat(Metrics.resolve("mse", new Shape(-1, 1), new Shape(-1, 1)).name())
                .isEqualTo("mse");
    }

    @Test
    void everyLossIsAMetric() {
        assertThat(Losses.ids())
                .allSatisfy(id -> assertThat(Metric.of(id).name()).isEqualTo(id));
    }

    @Test
    void optionsReturnNewValuesWithStateOfTheirOwn() {
        BinaryAccuracy half = BinaryAccuracy.of();
        BinaryAccuracy most = half.threshold(0.9).name("most");
        assertThat(half).hasToString("BinaryAccuracy[threshold=0.5]");
        assertThat(most).hasToString("BinaryAccuracy[threshold=0.9]");
        assertThat(most.name()).isEqualTo("most");
        assertThat(most.variables()).doesNotContainAnyElementsOf(half.variables());
        assertThat(most.variables())
                .extracting(Object::toString)
                .containsExactly("Variable \"most/total\" ()", "Variable \"most/count\" ()");
    }

    @Test
    void anUnknownIdNamesTheNearest() {
        assertThatThrownBy(() -> Metric.of("acuracy"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("Unknown metric \"acuracy\".")
                .hasMessageContaining("did you mean \"accuracy\"");
    }
}
