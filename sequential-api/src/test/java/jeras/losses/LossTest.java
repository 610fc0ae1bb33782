package jeras.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.InvalidArgumentException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;
import org.junit.jupiter.api.Test;

class LossTest {
    @Test
    void optionsReturnNewValues() {
        BinaryCrossentropy plain = BinaryCrossentropy.of();
        BinaryCrossentropy changed =
                plain.fromLogits(true).labelSmoothing(0.1).name("mine").reduction("sum");
        assertThat(plain).hasToString("BinaryCrossentropy[fromLogits=false, labelSmoothing=0.0, axis=-1]");
        assertThat(changed).hasToString("BinaryCrossentropy[fromLogits=true, labelSmoothing=0.1, axis=-1]");
        assertThat(changed.name()).isEqualTo("mine");
        assertThat(changed.reduction()).isEqualTo("sum");
        assertThat(changed.axis(1).reduction()).isEqualTo("sum");
    }

    @Test
    void everyIdGivesItsLoss() {
        assertThat(Losses.ids()).allSatisfy(id -> assertThat(Loss.of(id)).isInstanceOf(KerasLoss.class));
        assertThat(Loss.of("MSE")).isInstanceOf(MeanSquaredError.class);
        assertThat(Loss.of("mse").name()).isEqualTo("mse");
        assertThat(Loss.of("MeanSquaredError").name()).isEqualTo("mean_squared_error");
        assertThat(Loss.of("Huber").name()).isEqualTo("huber_loss");
    }

    @Test
    void anUnknownIdNamesTheNearest() {
        assertThatThrownBy(() -> Loss.of("sparse_categorical_crossentrpy"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith(
                        "Unknown loss \"sparse_categorical_crossentrpy\".\n  expected: one of \"mean_squared_error\"")
                .hasMessageContaining("did you mean \"sparse_categorical_crossentropy\"");
    }

    @Test
    void crossentropyDependsOnShapes() {
        assertThat(Losses.resolve("ce", new Shape(-1, 1), new Shape(-1, 1))).isInstanceOf(BinaryCrossentropy.class);
        assertThat(Losses.resolve("crossentropy", new Shape(-1), new Shape(-1, 10)))
                .isInstanceOf(SparseCategoricalCrossentropy.class);
        assertThat(Losses.resolve("crossentropy", new Shape(-1, 10), new Shape(-1, 10)))
                .isInstanceOf(CategoricalCrossentropy.class);
    }

    @Test
    void targetsOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> apply(MeanSquaredError.of(), new Shape(-1, 10), new Shape(-1, 1)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Loss "mean_squared_error" cannot compare targets of shape (?, 10) with an output of shape (?, 1).
                          expected: targets of the output's shape (?, 1)
                          received: (?, 10)
                          fix:      give the last layer as many units as a target has values, or reshape the targets""");
    }

    @Test
    void oneHotTargetsOfASparseLossAreRefused() {
        assertThatThrownBy(() -> apply(SparseCategoricalCrossentropy.of(), new Shape(-1, 10), new Shape(-1, 10)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Loss "sparse_categorical_crossentropy" cannot compare targets of shape (?, 10) with an output of shape (?, 10).
                          expected: one class number a sample: targets of shape (?,)
                          received: (?, 10)
                          fix:      for one-hot targets use "categorical_crossentropy\"""");
    }

    @Test
    void classNumbersOfACategoricalLossAreRefused() {
        assertThatThrownBy(() -> apply(CategoricalCrossentropy.of(), new Shape(-1), new Shape(-1, 10)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Loss "categorical_crossentropy" cannot compare targets of shape (?,) with an output of shape (?, 10).
                          expected: one-hot targets of shape (?, 10)
                          received: (?,)
                          fix:      for class numbers use "sparse_categorical_crossentropy", or Utils.toCategorical(y, 10)""");
    }

    @Test
    void oneWeightASampleDoesNotWeighSteps() {
        assertThatThrownBy(() -> MeanSquaredError.of()
                        .apply(
                                new Placeholder("y", new Shape(-1, 7, 2), DataType.FLOAT32),
                                new Placeholder("p", new Shape(-1, 7, 2), DataType.FLOAT32),
                                new Placeholder("w", new Shape(-1), DataType.FLOAT32)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Sample weights of shape (?,) cannot weigh values of shape (?, 7).
                          expected: one weight a value (?, 7), or one a sample with an axis of length 1 for each further axis
                          received: (?,)
                          fix:      reshape the weights, for example to (batch, 1)""");
    }

    @Test
    void trainingWithoutAReductionIsRefused() {
        assertThatThrownBy(() -> apply(MeanSquaredError.of().reduction("none"), new Shape(-1, 1), new Shape(-1, 1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Loss "mean_squared_error" cannot be trained with.
                          expected: a reduction to one number
                          received: reduction "none"
                          fix:      use "sum_over_batch_size", or Loss.values for the values themselves""");
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> MeanSquaredError.of().reduction("average"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("\"average\"");
        assertThatThrownBy(() -> Huber.of().delta(0)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> BinaryCrossentropy.of().labelSmoothing(1.5))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void aSparseLossTakesOnlyTheOutputsClasses() {
        TargetRange range = SparseCategoricalCrossentropy.of()
                .ignoreClass(255)
                .targetRange(new Shape(-1, 10))
                .orElseThrow();
        assertThat(range.fatal()).isTrue();
        assertThat(range.contains(0)).isTrue();
        assertThat(range.contains(9)).isTrue();
        assertThat(range.contains(255)).isTrue();
        assertThat(range.contains(10)).isFalse();
        assertThat(range.contains(-1)).isFalse();
        assertThat(range.message("sparse_categorical_crossentropy", 10)).isEqualTo("""
                        The targets have values that the loss "sparse_categorical_crossentropy" cannot take.
                          expected: class numbers for an output of 10 classes, from 0 to 9
                          received: 10
                          fix:      give the last layer one unit a class, or number the classes from 0""");
    }

    @Test
    void aBinaryLossWarnsOfClassNumbers() {
        TargetRange range =
                BinaryCrossentropy.of().targetRange(new Shape(-1, 1)).orElseThrow();
        assertThat(range.fatal()).isFalse();
        assertThat(range.contains(0.3)).isTrue();
        assertThat(range.contains(7)).isFalse();
        assertThat(MeanSquaredError.of().targetRange(new Shape(-1, 1))).isEmpty();
    }

    @Test
    void aUsersOwnLossIsReducedLikeOthers() {
        Loss cubic = new Loss("cubic", "sum") {
            @Override
            protected Tensor call(Tensor yTrue, Tensor yPred) {
                return Ops.mean(Ops.power(Ops.abs(yTrue.subtract(yPred)), 3), -1);
            }
        };
        assertThat(apply(cubic, new Shape(-1, 3), new Shape(-1, 3)).shape()).isEqualTo(new Shape());
        assertThat(cubic.name()).isEqualTo("cubic");
    }

    private static Tensor apply(Loss loss, Shape yTrue, Shape yPred) {
        return loss.apply(
                new Placeholder("y", yTrue, DataType.FLOAT32), new Placeholder("p", yPred, DataType.FLOAT32), null);
    }
}
