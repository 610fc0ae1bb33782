package jeras.distribution;

import static jeras.distribution.SharedCase.CLASSES;
import static jeras.distribution.SharedCase.IMAGES;
import static jeras.distribution.SharedCase.NUMBERS;
import static jeras.distribution.SharedCase.ROWS;
import static jeras.distribution.SharedCase.TOKENS;
import static jeras.distribution.SharedCase.assertClose;
import static jeras.distribution.SharedCase.mlp;
import static jeras.distribution.SharedCase.on;
import static jeras.distribution.SharedCase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import jeras.Array;
import jeras.Input;
import jeras.Keras;
import jeras.Model;
import jeras.Sequential;
import jeras.callbacks.BackupAndRestore;
import jeras.callbacks.EarlyStopping;
import jeras.callbacks.LambdaCallback;
import jeras.callbacks.ModelCheckpoint;
import jeras.layers.BatchNormalization;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Embedding;
import jeras.layers.Flatten;
import jeras.layers.GRU;
import jeras.layers.LSTM;
import jeras.layers.TextVectorization;
import jeras.optimizers.SGD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What layers make of shares of a batch, and all else that comes with training. */
class SharedTrainingTest {
    // ---- batches that layers see as a whole ------------------------------------------------------------------------

    @Test
    void synchronizedBatchNormalizationIsThatOfTheWholeBatch() {
        assertNormalizesLikeOneDevice(BatchNormalization.of().momentum(0.7), ROWS, new Shape(6));
        assertNormalizesLikeOneDevice(BatchNormalization.of().momentum(0.7), IMAGES, new Shape(6, 6, 2));
        assertNormalizesLikeOneDevice(BatchNormalization.of().renorm(true).momentum(0.7), ROWS, new Shape(6));
    }

    @Test
    void synchronizedBatchNormalizationCountsTheStepsThatTheMaskKeeps() {
        Supplier<Model> model = () -> Sequential.of(
                Input.of(7).dtype("int32"),
                Embedding.of(10, 4).maskZero(true),
                BatchNormalization.of().momentum(0.7).synchronize(true),
                GRU.of(3),
                Dense.of(1));
        SharedCase masked =
                new SharedCase("masked", model, with("sgd", "mse"), TOKENS.get("0:24"), NUMBERS.get("0:24"));

        SharedCase.Trained one = masked.train(1);
        masked.train(2).assertLike(one);
        masked.train(3).assertLike(one);
    }

    private static void assertNormalizesLikeOneDevice(BatchNormalization layer, Array x, Shape input) {
        Supplier<Model> model =
                () -> Sequential.of(Input.of(input.getShape()), layer.synchronize(true), Flatten.of(), Dense.of(1));
        // Of 24 samples, three batches of 8: none that only one device would compute.
        SharedCase normalized =
                new SharedCase("normalized", model, with("sgd", "mse"), x.get("0:24"), NUMBERS.get("0:24"));
        SharedCase.Trained one = normalized.train(1);
        normalized.train(2).assertLike(one);
        normalized.train(3).assertLike(one);
    }

    @Test
    void movingStatisticsAreTheMeanOfTheReplicasOverTheSamples() {
        double[][] column = {{1}, {3}, {8}, {4}, {6}};
        Model model =
                Sequential.of(Input.of(1), BatchNormalization.of().momentum(0).name("norm"));
        model.compile(c -> c.optimizer(SGD.of(0)).loss("mse"));

        DataParallel.replicas("cpu", 2)
                .scope(() -> model.fit(
                        column, column, f -> f.batchSize(5).shuffle(false).verbose(0)));

        // Shares of 3 and 2 samples: means 4 and 5, variances 26/3 and 1.
        List<Array> weights = model.getWeights();
        assertThat(weights.get(2).item()).isCloseTo((3 * 4 + 2 * 5) / 5.0, within(1e-6));
        assertThat(weights.get(3).item()).isCloseTo((3 * 26 / 3.0 + 2 * 1) / 5.0, within(1e-5));
    }

    @Test
    void dropoutDropsOnEachReplicaAndRepeatsForASeed() {
        SharedCase dropping = new SharedCase(
                "dropping",
                () -> Sequential.of(
                        Input.of(6),
                        Dropout.of(0.5),
                        Dense.of(4),
                        Dropout.of(0.2).seed(3),
                        Dense.of(1)),
                with("adam", "mse"),
                ROWS,
                NUMBERS);

        SharedCase.Trained first = dropping.train(2);

        assertThat(first.history().last("loss")).isFinite();
        assertThat(dropping.train(2).model().getWeights())
                .isEqualTo(first.model().getWeights());
    }

    // ---- the rest of training --------------------------------------------------------------------------------------

    @Test
    void aStepIsStillOneFunctionWithAShareForEachReplica() {
        SharedCase.Trained trained = new SharedCase(
                        "mlp",
                        SharedCase::mlp,
                        with("sgd", "sparse_categorical_crossentropy"),
                        ROWS.get("0:24"),
                        CLASSES.get("0:24"))
                .train(3);

        String step = trained.model().program("train");
        assertThat(step).contains("torch.tensor_split(").contains(", 3, 0)");
        assertThat(step.split("torch.linear|torch.addmm|torch.matmul")).hasSizeGreaterThan(9);
        assertThat(step.split("torch.grad\\(")).hasSize(2);
        assertThat(trained.model().program("predict")).contains("torch.tensor_split(");
    }

    @Test
    void stringsAreTurnedIntoNumbersBeforeTheyAreShared() {
        String[] texts = {"a b c", "b", "c c a", "a", "b c", "c", "a b", "b b"};
        int[] labels = {1, 0, 1, 1, 0, 0, 1, 0};
        SharedCase text = new SharedCase(
                "text",
                () -> {
                    TextVectorization words =
                            TextVectorization.of().maxTokens(10).outputSequenceLength(4);
                    words.adapt(texts);
                    return Sequential.of(
                            Input.of(1).dtype("string"),
                            words,
                            Embedding.of(10, 4).maskZero(true),
                            LSTM.of(3),
                            Dense.of(1).activation("sigmoid"));
                },
                with("adam", "binary_crossentropy"),
                texts,
                labels);

        text.train(2).assertLike(text.train(1));
    }

    @Test
    void whatComesBackFromAFileComputesTheSame(@TempDir Path folder) {
        Path file = folder.resolve("m.keras");
        Path best = folder.resolve("best.keras");
        Array x = ROWS;
        AtomicReference<Model> trained = new AtomicReference<>();
        DataParallel.replicas("cpu", 2).scope(() -> {
            Model model = mlp();
            model.compile("adam", "sparse_categorical_crossentropy");
            model.fit(
                    x,
                    CLASSES,
                    f -> f.epochs(2)
                            .batchSize(8)
                            .verbose(0)
                            .callbacks(
                                    ModelCheckpoint.of(best.toString()),
                                    EarlyStopping.of().monitor("loss")));
            model.save(file);
            trained.set(model);
        });

        Array expected = trained.get().predict(x);

        assertThat(Model.load(file).predict(x)).isEqualTo(expected);
        assertThat(Model.load(best).predict(x)).isEqualTo(expected);
    }

    @Test
    void aTrainingThatBreaksOffGoesOnToTheBit(@TempDir Path folder) {
        DataParallel.replicas("cpu", 3).scope(() -> {
            Model whole = backedUp(folder.resolve("whole"), 4);
            assertThatThrownBy(() -> backedUp(folder.resolve("broken"), 2)).hasMessage("broken off");

            Model again = backedUp(folder.resolve("broken"), 4);

            assertThat(again.getWeights()).isEqualTo(whole.getWeights());
        });
    }

    private static Model backedUp(Path backup, int last) {
        Keras.setRandomSeed(4);
        Model model = Sequential.of(Input.of(6), Dense.of(4), Dropout.of(0.3), Dense.of(1));
        model.compile("adam", "mse");
        model.fit(
                ROWS,
                NUMBERS,
                f -> f.epochs(4)
                        .batchSize(8)
                        .verbose(0)
                        .callbacks(
                                BackupAndRestore.of(backup), LambdaCallback.of().onEpochBegin(epoch -> {
                                    if (epoch == last) {
                                        throw new IllegalStateException("broken off");
                                    }
                                })));
        return model;
    }

    @Test
    void trainOnBatchAndPredictOnBatchShareTheirBatches() {
        List<Array> weights = new ArrayList<>();
        List<Array> outputs = new ArrayList<>();
        for (int replicas : new int[] {1, 2}) {
            on(replicas, () -> {
                Keras.setRandomSeed(2);
                Model model = mlp();
                model.compile("sgd", "sparse_categorical_crossentropy");
                model.trainOnBatch(ROWS, CLASSES);
                weights.add(model.getWeights().get(0));
                outputs.add(model.predictOnBatch(ROWS));
                assertThat(model.predict(ROWS.get("0:1")).shape()).isEqualTo(new Shape(1, 3));
            });
        }
        assertClose(weights.get(1), weights.get(0), "kernel");
        assertClose(outputs.get(1), outputs.get(0), "outputs");
    }
}
