package jeras.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import jeras.Array;
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

    /** The numbers are Keras's. */
    @Test
    void outsideTrainingAMetricTakesBatchesInUntilItIsReset() {
        SparseCategoricalAccuracy accuracy = SparseCategoricalAccuracy.of();
        accuracy.updateState(new int[] {0, 1, 2}, new double[][] {{0.9, 0.1, 0}, {0.2, 0.3, 0.5}, {0, 0, 1}});
        assertThat(accuracy.value().item()).isCloseTo(0.6666667, within(1e-6));
        Array sofar = accuracy.updateState(new int[] {1}, new double[][] {{0.9, 0.1, 0}});
        assertThat(sofar.item()).isEqualTo(0.5);

        accuracy.resetState();
        assertThat(accuracy.value().item()).isZero();
        accuracy.updateState(new int[] {0, 1}, new double[][] {{0.9, 0.1, 0}, {0.2, 0.3, 0.5}}, new double[] {3, 1});
        assertThat(accuracy.value().item()).isEqualTo(0.75);

        MeanAbsoluteError error = MeanAbsoluteError.of();
        assertThat(error.updateState(new double[] {1, 2}, new double[] {2, 4}).item())
                .isEqualTo(1.5);
        AUC auc = AUC.of();
        assertThat(auc.updateState(new double[] {0, 0, 1, 1}, new double[] {0, 0.5, 0.3, 0.9})
                        .item())
                .isCloseTo(0.75, within(1e-6));
    }

    /** The numbers are Keras's. */
    @Test
    void theMeanAndTheSumTakeValuesAlone() {
        Mean mean = Mean.of();
        mean.updateState(2.0);
        mean.updateState(5.0);
        assertThat(mean.value().item()).isEqualTo(3.5);
        mean.updateState(new double[] {1, 2, 3, 4});
        assertThat(mean.value().item()).isCloseTo(2.8333333, within(1e-6));

        Mean ofSamples = Mean.of();
        ofSamples.updateState(new double[][] {{1, 3}, {5, 7}});
        ofSamples.updateState(new double[] {10});
        assertThat(ofSamples.value().item()).isEqualTo(6);

        assertThat(Sum.of().updateState(new double[][] {{1, 3}, {5, 7}}).item()).isEqualTo(16);
    }

    @Test
    void aMetricThatComparesRefusesValuesAlone() {
        assertThatThrownBy(() -> Precision.of().updateState(new double[] {1, 2}))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Metric "precision" cannot take values alone.
                          expected: targets and predictions
                          received: values of shape (?,)
                          fix:      call updateState(yTrue, yPred)""");
    }
}
