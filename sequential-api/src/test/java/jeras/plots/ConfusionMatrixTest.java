package jeras.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.ShapeMismatchException;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final List<String> ANIMALS = List.of("cat", "dog", "owl");
    private static final ConfusionMatrix MATRIX =
            ConfusionMatrix.of(new int[] {0, 0, 0, 0, 1, 1, 1, 2}, new int[] {0, 0, 0, 1, 1, 0, 0, 1}, ANIMALS);

    @Test
    void countsPairsOfClasses() {
        assertThat(MATRIX.count(0, 0)).isEqualTo(3);
        assertThat(MATRIX.count(1, 0)).isEqualTo(2);
        assertThat(MATRIX.count(2, 2)).isZero();
        assertThat(MATRIX.total()).isEqualTo(8);
        assertThat(MATRIX.correct()).isEqualTo(4);
        assertThat(MATRIX.accuracy()).isEqualTo(0.5);
    }

    /** By hand: cat 3 of 5 predicted and of 4 real, dog 1 of 3 and of 3, owl never predicted. */
    @Test
    void sharesAreThoseOfTheDefinitions() {
        assertThat(MATRIX.precision(0)).isEqualTo(0.6);
        assertThat(MATRIX.recall(0)).isEqualTo(0.75);
        assertThat(MATRIX.f1(0)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(MATRIX.f1(1)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(MATRIX.precision(2)).isZero();
        assertThat(MATRIX.f1(2)).isZero();
        assertThat(MATRIX.macroF1()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(MATRIX.support(2)).isEqualTo(1);
    }

    @Test
    void theMostFrequentConfusionComesFirst() {
        assertThat(MATRIX.confusions())
                .containsExactly(
                        new ConfusionMatrix.Confusion("dog", "cat", 2),
                        new ConfusionMatrix.Confusion("cat", "dog", 1),
                        new ConfusionMatrix.Confusion("owl", "dog", 1));
    }

    @Test
    void isPrintedAsATable() {
        assertThat(MATRIX).hasToString("""
                        really  cat dog owl
                        cat       3   1   .
                        dog       2   1   .
                        owl       .   1   .""");
        assertThat(MATRIX.report()).isEqualTo("""
                        class  precision  recall      F1  samples
                        cat       0.6000  0.7500  0.6667        4
                        dog       0.3333  0.3333  0.3333        3
                        owl       0.0000  0.0000  0.0000        1""");
    }

    @Test
    void manyClassesArePrintedAsTheirWorstConfusions() {
        List<String> names = IntStream.range(0, 100).mapToObj(i -> "class " + i).toList();

        assertThat(ConfusionMatrix.of(new int[] {7, 7, 99}, new int[] {8, 8, 99}, names))
                .hasToString("100 classes, 1 of 3 right\n     2  class 7 taken for class 8");
    }

    @Test
    void takesWhatPredictReturns() {
        Array truth = Array.of(new int[] {1, 0}, 2, 1);
        Array probabilities = Array.of(new float[] {0.1f, 0.7f, 0.2f, 0.2f, 0.3f, 0.5f}, 2, 3);
        Array binary = Array.of(new float[] {0.9f, 0.2f}, 2, 1);

        assertThat(ConfusionMatrix.of(truth, probabilities, ANIMALS).confusions())
                .containsExactly(new ConfusionMatrix.Confusion("cat", "owl", 1));
        assertThat(ConfusionMatrix.of(truth, probabilities).classNames()).containsExactly("0", "1", "2");
        assertThat(ConfusionMatrix.of(truth, binary).accuracy()).isEqualTo(1);
        assertThat(ConfusionMatrix.of(truth, binary).classNames()).containsExactly("0", "1");
    }

    @Test
    void predictionsOfOtherSamplesAreRefused() {
        assertThatThrownBy(() -> ConfusionMatrix.of(new int[3], new int[2], ANIMALS))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Predictions do not belong to these right classes.
                          expected: 3 predictions, one for each right class
                          received: 2 predictions
                          fix:      give the predictions for the same samples""");
    }

    @Test
    void aClassWithoutANameIsRefused() {
        assertThatThrownBy(() -> ConfusionMatrix.of(new int[] {3}, new int[] {0}, ANIMALS))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        A class has no name.
                          expected: classes from 0 to 2
                          received: 3
                          fix:      give a name for each class, and the classes as numbers from 0 on""");
    }
}
