package jeras.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jeras.Array;
import jeras.ExecutionException;
import jeras.FileFormatException;
import jeras.History;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.optimizers.SGD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts and numbers are those that Keras printed for the same models. */
class CallbacksTest {
    private static final Array ONES = Array.of(new float[][] {{1}, {1}, {1}, {1}});

    @TempDir
    Path folder;

    /** A model that is right about ones from the start, so that nothing moves. */
    private static Model model(double learningRate) {
        Sequential model = Sequential.of(Input.of(1), Dense.of(1).kernelInitializer("ones"));
        model.compile(c -> c.optimizer(SGD.of(learningRate)).loss("mse"));
        return model;
    }

    private static String printed(Runnable action) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theLearningRateFallsOnAPlateau() {
        Model model = model(1);
        ReduceLROnPlateau callback = ReduceLROnPlateau.of()
                .monitor("loss")
                .factor(0.5)
                .patience(2)
                .cooldown(1)
                .minLr(0.2)
                .verbose(1);
        History[] history = new History[1];

        String text = printed(() ->
                history[0] = model.fit(ONES, ONES, f -> f.epochs(12).verbose(0).callbacks(callback)));

        assertThat(text).isEqualTo("""

                        Epoch 3: ReduceLROnPlateau reducing learning rate to 0.5.

                        Epoch 5: ReduceLROnPlateau reducing learning rate to 0.25.

                        Epoch 7: ReduceLROnPlateau reducing learning rate to 0.2.
                        """);
        assertThat(history[0].get("learning_rate"))
                .containsExactly(1.0, 1.0, 1.0, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2, 0.2);
    }

    @Test
    void aFactorThatDoesNotLowerIsRefused() {
        assertThatThrownBy(() -> ReduceLROnPlateau.of().factor(1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        ReduceLROnPlateau cannot lower the learning rate.
                          expected: a factor below 1
                          received: 1.0
                          fix:      give a share, such as 0.1""");
    }

    @Test
    void aScheduleSetsTheRateOfEachEpochAndTheFileShowsIt() throws IOException {
        Model model = model(0.1);
        Path file = folder.resolve("log.csv");
        History[] history = new History[1];

        String text = printed(() -> history[0] = model.fit(
                ONES,
                ONES,
                f -> f.epochs(3)
                        .verbose(0)
                        .callbacks(
                                LearningRateScheduler.of((epoch, rate) -> rate * 0.5)
                                        .verbose(1),
                                CSVLogger.of(file))));

        assertThat(text).isEqualTo("""

                        Epoch 1: LearningRateScheduler setting learning rate to 0.05.

                        Epoch 2: LearningRateScheduler setting learning rate to 0.025.

                        Epoch 3: LearningRateScheduler setting learning rate to 0.0125.
                        """);
        assertThat(history[0].get("learning_rate")).containsExactly(0.05, 0.025, 0.0125);
        assertThat(Files.readString(file)).isEqualToNormalizingNewlines("""
                        epoch,learning_rate,loss,val_learning_rate,val_loss
                        0,0.05,0.0,NA,NA
                        1,0.025,0.0,NA,NA
                        2,0.0125,0.0,NA,NA
                        """).contains("\r\n");
    }

    @Test
    void aLogFileGoesOnWhereAsked() throws IOException {
        Path file = folder.resolve("log.csv");
        for (int run = 0; run < 2; run++) {
            model(1).fit(
                            ONES,
                            ONES.multiply(3.0),
                            f -> f.epochs(2)
                                    .verbose(0)
                                    .validationData(ONES, ONES)
                                    .callbacks(CSVLogger.of(file).separator(";").append(true)));
        }

        assertThat(Files.readString(file))
                .isEqualTo("epoch;loss;val_loss\r\n0;4.0;64.0\r\n1;36.0;256.0\r\n0;4.0;64.0\r\n1;36.0;256.0\r\n");
    }

    @Test
    void aLogFileThatCannotBeWrittenIsAClearError() {
        CSVLogger logger = CSVLogger.of(folder.resolve("missing").resolve("log.csv"));
        assertThatThrownBy(() -> model(1).fit(ONES, ONES, f -> f.verbose(0).callbacks(logger)))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("CSVLogger cannot write ");
    }

    @Test
    void theModelIsSavedWhenItHasBecomeBetter() throws IOException {
        Model model = model(0.1);
        String path =
                folder.resolve("a").resolve("{epoch:02d}-{loss:.3f}.keras").toString();

        String text = printed(() -> model.fit(
                ONES,
                ONES.multiply(3.0),
                f -> f.epochs(2)
                        .batchSize(2)
                        .verbose(0)
                        .callbacks(ModelCheckpoint.of(path)
                                .monitor("loss")
                                .saveBestOnly(true)
                                .verbose(1))));

        assertThat(text.replace(folder.toString() + "/", "")).isEqualTo("""

                        Epoch 1: loss improved from None to 2.72000, saving model to a/01-2.720.keras

                        Epoch 1: finished saving model to a/01-2.720.keras

                        Epoch 2: loss improved from 2.72000 to 0.35251, saving model to a/02-0.353.keras

                        Epoch 2: finished saving model to a/02-0.353.keras
                        """);
        Model saved = Model.load(folder.resolve("a").resolve("02-0.353.keras"));
        assertThat(saved.getWeights()).isEqualTo(model.getWeights());
        assertThat(saved.optimizer().iterations()).isEqualTo(4);
    }

    @Test
    void weightsAreSavedAfterEachSoManyBatches() throws IOException {
        String path = folder.resolve("{epoch}-{batch:03d}.weights.h5").toString();

        model(0.1)
                .fit(
                        ONES,
                        ONES,
                        f -> f.epochs(2)
                                .batchSize(1)
                                .verbose(0)
                                .callbacks(ModelCheckpoint.of(path)
                                        .saveWeightsOnly(true)
                                        .saveFreq(3)));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder("1-003.weights.h5", "2-002.weights.h5");
        }
    }

    @Test
    void aThresholdThatIsNotBeatenKeepsTheFileAway() {
        Path file = folder.resolve("best.keras");

        String text = printed(() -> model(1).fit(
                        ONES,
                        ONES.multiply(3.0),
                        f -> f.epochs(2)
                                .verbose(0)
                                .validationData(ONES, ONES)
                                .callbacks(ModelCheckpoint.of(file)
                                        .saveBestOnly(true)
                                        .initialValueThreshold(0.5)
                                        .verbose(1))));

        assertThat(text).isEqualTo("""

                        Epoch 1: val_loss did not improve from 0.50000

                        Epoch 2: val_loss did not improve from 0.50000
                        """);
        assertThat(file).doesNotExist();
    }

    @Test
    void aNameOfAnotherKindIsRefusedBeforeTraining() {
        assertThatThrownBy(() -> model(1).fit(
                                ONES,
                                ONES,
                                f -> f.verbose(0)
                                        .callbacks(ModelCheckpoint.of("w.keras").saveWeightsOnly(true))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        ModelCheckpoint cannot save weights under this name.
                          expected: a path that ends in .weights.h5
                          received: w.keras
                          fix:      let it end in .weights.h5""");
    }

    @Test
    void trainingEndsAtTheFirstLossThatIsNoNumber() {
        Array large = ONES.multiply(1e10);
        Model model = model(1e30);

        String text = printed(() -> model.fit(
                large,
                ONES.multiply(3.0),
                f -> f.epochs(3).batchSize(1).verbose(0).callbacks(TerminateOnNaN.of())));

        assertThat(text).isEqualTo("Batch 1: Invalid loss, terminating training\n");
        assertThat(model.optimizer().iterations()).isEqualTo(2);
        assertThatThrownBy(() -> model(1e30)
                        .fit(
                                large,
                                ONES,
                                f -> f.batchSize(1)
                                        .verbose(0)
                                        .callbacks(TerminateOnNaN.of().raiseError(true))))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining(" at batch 1.");
    }

    @Test
    void pathsAreFilledInAsPythonDoes() {
        Map<String, Double> values = Map.of("loss", 0.03125, "rate", 1e-5);

        assertThat(new PathPattern("{epoch}_{epoch:3d}_{epoch:03d}_{loss:.4f}_{rate}_{rate:.1e}")
                        .fill(Map.of("epoch", 7), values))
                .isEqualTo("7_  7_007_0.0312_1e-05_1.0e-05");
        assertThatThrownBy(() -> new PathPattern("{mae:.2f}").fill(Map.of("epoch", 7), values))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The path "{mae:.2f}" cannot be filled in.
                          expected: names among epoch, loss, rate
                          received: "mae"
                          fix:      use a name that the logs have by then""");
    }

    @Test
    void valuesThatACallbackAddsAreSeenByThoseAfterIt() {
        double[] seen = new double[1];
        Model model = model(1);
        History history = model.fit(
                ONES,
                ONES,
                f -> f.verbose(0)
                        .callbacks(
                                LambdaCallback.of().onEpochEnd((epoch, logs) -> logs.put("answer", 42)),
                                LambdaCallback.of().onEpochEnd((epoch, logs) -> seen[0] = logs.get("answer"))));

        assertThat(seen[0]).isEqualTo(42);
        assertThat(history.get("answer")).isEqualTo(List.of(42.0));
        assertThat(history.last("loss")).isCloseTo(0, within(1e-12));
    }

    @Test
    void aCallbackForAnotherRunHasSeenNothing() {
        EarlyStopping stop = EarlyStopping.of().monitor("loss").patience(1);
        Path file = folder.resolve("best.weights.h5");
        ModelCheckpoint checkpoint =
                ModelCheckpoint.of(file).monitor("loss").saveBestOnly(true).saveWeightsOnly(true);
        model(0).fit(
                        ONES,
                        ONES,
                        f -> f.epochs(5).verbose(0).callbacks(stop, checkpoint).forRun("first"));

        assertThat(stop.model()).isNull();
        assertThat(file).exists();
        assertThat(stop.forRun("second")).isNotSameAs(stop).isInstanceOf(EarlyStopping.class);
        assertThat(TerminateOnNaN.of().forRun("second")).isInstanceOf(TerminateOnNaN.class);
    }

    @Test
    void whatWritesAFolderHasOneOfItsOwnForEachRun() {
        for (String run : List.of("0000/execution0", "0001/execution0")) {
            model(0).fit(
                            ONES,
                            ONES,
                            f -> f.verbose(0)
                                    .callbacks(TensorBoard.of(folder), CSVLogger.of(folder.resolve("log.csv")))
                                    .forRun(run));
            assertThat(folder.resolve(run).resolve("train")).isDirectory();
        }
        assertThat(folder.resolve("log.csv")).exists();
    }
}
