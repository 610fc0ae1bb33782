package jeras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import jeras.backend.Backend;
import jeras.callbacks.LambdaCallback;
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong data and wrong use: an unchecked error that names the place and the fix, and a model that still works. */
class BadInputTest {
    private static Sequential classifier() {
        Sequential model = Sequential.of(Input.of(4), Dense.of(3).activation("softmax"));
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        return model;
    }

    private static float[][] rows(int count, int width) {
        return new float[count][width];
    }

    private static void assertStillUsable(Sequential model) {
        assertThat(model.fit(rows(8, 4), new int[8], f -> f.verbose(0)).get("loss"))
                .hasSize(1);
        assertThat(model.predict(rows(2, 4)).shape()).isEqualTo(new Shape(2, 3));
    }

    private static void refuses(ThrowingCallable use, Class<? extends JerasException> type, String message) {
        assertThatThrownBy(use).isInstanceOf(type).hasMessage(message.stripTrailing());
    }

    // ---- shapes and data types -------------------------------------------------------------------------------------

    @Test
    void inputsOfAnotherWidthAreRefusedByFitEvaluateAndPredict() {
        Sequential model = classifier();
        String message = """
                layer 1 of 1, Dense "dense", cannot take an input of shape (?, 5).
                  expected: last axis = 4   (from Input.of)
                  received: 5
                  fix:      declare Input.of(5), or give the model inputs with 4 features
                """;

        refuses(() -> model.fit(rows(8, 5), new int[8]), ShapeMismatchException.class, message);
        refuses(() -> model.evaluate(rows(8, 5), new int[8]), ShapeMismatchException.class, message);
        refuses(() -> model.predict(rows(8, 5)), ShapeMismatchException.class, message);
        refuses(
                () -> model.fit(rows(8, 4), new int[8], f -> f.verbose(0).validationData(rows(2, 5), new int[2])),
                ShapeMismatchException.class,
                message);
        assertStillUsable(model);
    }

    @Test
    void inputsOfAnotherRankAreRefused() {
        refuses(() -> classifier().fit(new float[8], new int[8]), ShapeMismatchException.class, """
                layer 1 of 1, Dense "dense", cannot take an input of shape (?,).
                  expected: (?, 4)   (from Input.of)
                  received: (?,)
                  fix:      give one row a sample: data of shape (?, 4)
                """);
    }

    @Test
    void aWrongShapeIsReportedWhileTheModelIsBuilt() {
        refuses(() -> Sequential.of(Input.of(28), Conv2D.of(8, 3)), ShapeMismatchException.class, """
                layer 1 of 1, Conv2D "conv2d" cannot take an input of shape (?, 28).
                  expected: 4 axes with the batch
                  received: 2 axes
                  fix:      reshape it, or add Reshape or Flatten before this layer
                """);
    }

    @Test
    void aBuiltModelRefusesInputsOfAnotherWidth() {
        Sequential model = Sequential.of(Dense.of(2));
        model.predict(rows(2, 3));

        refuses(() -> model.predict(rows(2, 4)), ShapeMismatchException.class, """
                layer 1 of 1, Dense "dense" cannot take an input of shape (?, 4).
                  expected: last axis = 3
                  received: 4
                  fix:      give it inputs with 3 there, or make a new layer for 4
                """);
        assertThat(model.predict(rows(2, 3)).shape()).isEqualTo(new Shape(2, 2));
    }

    @Test
    void aLaterBatchOfAnotherShapeIsRefused() {
        Sequential model = classifier();
        Dataset data =
                Dataset.generator(() -> List.of(Batch.of(rows(2, 4), new int[2]), Batch.of(rows(2, 5), new int[2]))
                        .iterator());

        assertThatThrownBy(() -> model.fit(data, f -> f.verbose(0)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessageContaining("Dense \"dense\" cannot take an input of shape (?, 5).");
        assertStillUsable(model);
    }

    @Test
    void targetsThatTheLossCannotCompareAreRefused() {
        refuses(() -> classifier().fit(rows(8, 4), rows(8, 7), f -> f.verbose(0)), ShapeMismatchException.class, """
                Loss "sparse_categorical_crossentropy" cannot compare targets of shape (?, 7) with an output of shape (?, 3).
                  expected: one class number a sample: targets of shape (?,)
                  received: (?, 7)
                  fix:      give the last layer one unit a class, and the targets one number for each row of the output
                """);
    }

    @Test
    void wholeNumbersAndTruthValuesAreTakenAsNumbers() {
        int[][] numbers = {{1, 0, 2, 3}, {0, 0, 1, 0}};

        assertThat(classifier().fit(numbers, new int[2], f -> f.verbose(0)).last("loss"))
                .isFinite();
        assertThat(classifier().predict(new boolean[2][4]).shape()).isEqualTo(new Shape(2, 3));
        assertThat(Sequential.of(Dense.of(2)).predict(numbers).shape()).isEqualTo(new Shape(2, 2));
        assertThat(Sequential.of(Dense.of(2)).predict(new double[2][4]).shape()).isEqualTo(new Shape(2, 2));
    }

    @Test
    void textIsRefused() {
        refuses(() -> classifier().fit(new String[] {"abc"}, new int[1]), InvalidArgumentException.class, """
                Input "input_layer" of the model cannot take this data.
                  expected: numbers
                  received: strings
                  fix:      declare it with dtype("string"), and begin with TextVectorization, StringLookup or Hashing
                """);
    }

    @Test
    void rowsOfUnequalLengthAreRefused() {
        refuses(
                () -> classifier().fit(new float[][] {{1, 2, 3, 4}, {1, 2}}, new int[2]),
                ShapeMismatchException.class,
                """
                An array cannot be made from nested values of unequal lengths: [1] differs from [0].
                  expected: length 4, as [0]
                  received: length 2
                  fix:      pad or cut the rows to one length
                """);
    }

    // ---- values ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("wrongLabels")
    void labelsOutOfRangeAreRefusedBeforeTheStep(int[] labels, String received) {
        Sequential model = classifier();
        List<Array> before = model.getWeights();
        String message = """
                The targets have values that the loss "sparse_categorical_crossentropy" cannot take.
                  expected: class numbers for an output of 3 classes, from 0 to 2
                  received: %s
                  fix:      give the last layer one unit a class, or number the classes from 0
                """.formatted(received);

        refuses(() -> model.fit(rows(4, 4), labels, f -> f.verbose(0)), InvalidArgumentException.class, message);
        refuses(
                () -> model.fit(Dataset.of(rows(4, 4), labels).batch(2), f -> f.verbose(0)),
                InvalidArgumentException.class,
                message);
        refuses(() -> model.evaluate(rows(4, 4), labels, e -> e.verbose(0)), InvalidArgumentException.class, message);
        refuses(() -> model.trainOnBatch(rows(4, 4), labels), InvalidArgumentException.class, message);
        assertThat(model.getWeights().get(0).shape()).isEqualTo(before.get(0).shape());
        assertStillUsable(model);
    }

    static Stream<Arguments> wrongLabels() {
        return Stream.of(Arguments.of(new int[] {0, 1, 2, 3}, "3"), Arguments.of(new int[] {0, -1, 2, 0}, "-1"));
    }

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void aLossThatIsNoNumberIsTracedToTheInput() {
        Sequential model = Sequential.of(Input.of(4), Dense.of(3).name("with_nan_input"));
        model.compile("adam", "mse");
        float[][] x = rows(4, 4);
        x[2][1] = Float.NaN;

        String said = onError(() -> assertThat(
                        model.fit(x, rows(4, 3), f -> f.epochs(2).verbose(0)).get("loss"))
                .containsOnly(Double.NaN));

        assertThat(said).isEqualTo("""
                        Warning: The loss is NaN since epoch 1.
                          expected: a finite loss
                          received: a value that is not finite in input "input_layer", sample 2
                          fix:      take such values out of the data, and begin with new weights: these may be spoilt
                        """);
    }

    @Test
    void predictTakesValuesThatAreNotFinite() {
        float[][] x = {{1, 2, Float.NaN, 0}, {1, Float.POSITIVE_INFINITY, 0, 0}, {0, 0, 0, 0}};

        double[] y = Sequential.of(Input.of(4), Dense.of(1)).predict(x).toDoubleArray();

        assertThat(y[0]).isNaN();
        assertThat(y[2]).isZero();
    }

    private static String onError(Runnable body) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            body.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    // ---- amounts ---------------------------------------------------------------------------------------------------

    @Test
    void noDataIsRefused() {
        String message = """
                There is no data.
                  expected: at least one sample
                  received: none
                  fix:      give arrays with at least one row
                """;

        refuses(() -> classifier().fit(rows(0, 4), new int[0]), InvalidArgumentException.class, message);
        refuses(() -> classifier().evaluate(rows(0, 4), new int[0]), InvalidArgumentException.class, message);
        refuses(() -> classifier().predict(rows(0, 4)), InvalidArgumentException.class, message);
        refuses(() -> classifier().fit(List.of(), List.of()), InvalidArgumentException.class, message);
    }

    @Test
    void lengthsThatDifferAreRefused() {
        refuses(() -> classifier().fit(rows(8, 4), new int[7]), ShapeMismatchException.class, """
                Inputs, targets and sample weights must have equally many samples.
                  expected: 8, as the first input has
                  received: 7 in another
                  fix:      give one target, and one weight, for each sample
                """);
        assertThatThrownBy(() -> classifier().fit(rows(8, 4), new int[8], f -> f.sampleWeight(new double[3])))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessageContaining("received: 3 in another");
    }

    // ---- state -----------------------------------------------------------------------------------------------------

    @Test
    void aModelThatIsNotCompiledDoesNotTrain() {
        Sequential model = Sequential.of(Dense.of(3));
        String message = """
                The model is not compiled.
                  expected: compile before fit, evaluate and trainOnBatch
                  received: a model without optimizer and loss
                  fix:      call model.compile("adam", "mse"), for example
                """;

        refuses(() -> model.fit(rows(8, 4), rows(8, 3)), ModelStateException.class, message);
        refuses(() -> model.evaluate(rows(8, 4), rows(8, 3)), ModelStateException.class, message);
        refuses(() -> model.trainOnBatch(rows(8, 4), rows(8, 3)), ModelStateException.class, message);
        assertThat(model.predict(rows(8, 4)).shape()).isEqualTo(new Shape(8, 3));
    }

    @Test
    void aModelThatIsNotBuiltHasNoWeightsToSet() {
        refuses(
                () -> Sequential.of(Dense.of(2)).setWeights(List.of(Array.of(new float[] {1}))),
                ShapeMismatchException.class,
                """
                Sequential cannot take these weights.
                  expected: 0 arrays
                  received: 1 arrays (it is not built yet, so it has no weights)
                  fix:      give one array for each of weights()
                """);
    }

    // ---- ids and arguments -----------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("misspelt")
    void aMisspeltIdIsRefusedAtOnceWithTheNearest(ThrowingCallable use, String fix) {
        assertThatThrownBy(use).isInstanceOf(InvalidArgumentException.class).hasMessageEndingWith(fix);
    }

    static Stream<Arguments> misspelt() {
        return Stream.of(
                misspelt(() -> classifier().compile("adm", "mse"), "did you mean \"adam\"?"),
                misspelt(() -> classifier().compile("adam", "huberr"), "did you mean \"huber\" or \"Huber\"?"),
                misspelt(
                        () -> classifier().compile("adam", "mse", "acuracy"),
                        "did you mean \"accuracy\" or \"Accuracy\"?"),
                misspelt(() -> Dense.of(1).activation("rellu"), "did you mean \"relu\"?"),
                misspelt(
                        () -> Dense.of(1).kernelInitializer("he_norml"), "did you mean \"he_normal\" or \"HeNormal\"?"),
                misspelt(() -> classifier().layer("dens"), "did you mean \"dense\"?"),
                misspelt(
                        () -> classifier()
                                .fit(rows(2, 4), new int[2], f -> f.verbose(0))
                                .get("los"),
                        "did you mean \"loss\"?"),
                misspelt(() -> Conv2D.of(1, 3).padding("sane"), "choose one of them"),
                misspelt(
                        () -> Keras.setDevice("tpu"),
                        "choose one of these; Keras.describeDevices() lists what is there"),
                misspelt(() -> Dense.of(0), "give a positive number"),
                misspelt(() -> Dropout.of(1.5), "give the share to drop, such as 0.5"));
    }

    private static Arguments misspelt(ThrowingCallable use, String fix) {
        return Arguments.of(use, fix);
    }

    // ---- the user's own code ---------------------------------------------------------------------------------------

    @Test
    void whatACallbackThrowsComesThroughAndNothingIsLeftBehind() {
        Sequential model = classifier();
        model.fit(rows(8, 4), new int[8], f -> f.verbose(0));
        int before = Backend.resources();
        IllegalStateException thrown = new IllegalStateException("from the callback");

        assertThatThrownBy(() -> model.fit(
                        rows(8, 4),
                        new int[8],
                        f -> f.verbose(0).callbacks(LambdaCallback.of().onTrainBatchEnd((batch, logs) -> {
                            throw thrown;
                        }))))
                .isSameAs(thrown);

        assertThat(Backend.resources()).isLessThanOrEqualTo(before);
        assertStillUsable(model);
    }

    @Test
    void whatAGeneratorThrowsComesThroughAndNothingIsLeftBehind() {
        Sequential model = classifier();
        model.fit(rows(8, 4), new int[8], f -> f.verbose(0));
        int before = Backend.resources();
        IllegalStateException thrown = new IllegalStateException("from the generator");
        Dataset data = Dataset.generator(() -> new Iterator<Batch>() {
            private int given;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Batch next() {
                if (given++ == 2) {
                    throw thrown;
                }
                return Batch.of(rows(8, 4), new int[8]);
            }
        });

        assertThatThrownBy(() -> model.fit(data, f -> f.verbose(0))).isSameAs(thrown);
        assertThatThrownBy(() -> model.fit(data.prefetch(1), f -> f.verbose(0))).isSameAs(thrown);

        assertThat(Backend.resources()).isLessThanOrEqualTo(before);
        assertStillUsable(model);
    }

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void aGeneratorThatRunsDryEndsTrainingWithAWarning() {
        Sequential model = classifier();
        Dataset data = Dataset.of(rows(4, 4), new int[4]).batch(2);

        String said = onError(() -> assertThat(
                        model.fit(data, f -> f.stepsPerEpoch(7).epochs(3).verbose(0))
                                .epoch())
                .containsExactly(0));

        assertThat(said).isEqualTo("""
                        Warning: Your input ran out of data after 2 of 7 steps; interrupting training. \
                        Use repeat() on the data set, or fewer stepsPerEpoch.
                        """);
    }

    @Test
    void aGeneratorThatGivesNothingIsRefused() {
        refuses(
                () -> classifier().fit(Dataset.generator(() -> List.<Batch>of().iterator()), f -> f.verbose(0)),
                InvalidArgumentException.class,
                """
                The data set gives nothing.
                  expected: at least one batch
                  received: none
                  fix:      check its source
                """);
        refuses(
                () -> classifier()
                        .fit(
                                Dataset.generator(() -> Arrays.asList(Batch.of(rows(2, 4), new int[2]), (Batch) null)
                                        .iterator()),
                                f -> f.verbose(0)),
                InvalidArgumentException.class,
                """
                The data set gives null in place of a batch.
                  expected: a batch for each call of next()
                  received: null
                  fix:      let hasNext() return false at the end
                """);
    }

    @Test
    void aDataSetOfSingleSamplesIsRefused() {
        refuses(() -> classifier().fit(Dataset.of(rows(8, 4), new int[8])), InvalidArgumentException.class, """
                The data set gives single samples.
                  expected: batches
                  received: samples without a batch axis
                  fix:      say how many make a step: data.batch(32)
                """);
    }
}
