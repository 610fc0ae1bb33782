package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.NoopTranslator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Model;
import jeras.ModelStateException;
import jeras.Sequential;
import jeras.backend.Backend;
import jeras.layers.Add;
import jeras.layers.BatchNormalization;
import jeras.layers.Bidirectional;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Embedding;
import jeras.layers.Flatten;
import jeras.layers.LSTM;
import jeras.layers.TextVectorization;
import jeras.ops.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported is held against the model's own predictions, which conformance tests hold against Keras's. */
class ExportTest {
    @TempDir
    Path folder;

    @BeforeEach
    void seed() {
        Keras.setRandomSeed(7);
    }

    private static Array normal(int... shape) {
        Random random = new Random(Arrays.hashCode(shape));
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Array.of(values).reshape(Arrays.stream(shape).asLongStream().toArray());
    }

    private static Model images() {
        Model model = Sequential.of(
                Input.of(8, 8, 3),
                Conv2D.of(4, 3).padding("same").activation("relu"),
                BatchNormalization.of(),
                Flatten.of(),
                Dropout.of(0.5),
                Dense.of(5).activation("softmax"));
        model.compile("sgd", "sparse_categorical_crossentropy");
        model.fit(normal(32, 8, 8, 3), Array.zeros(DataType.INT32, 32), f -> f.verbose(0));
        return model;
    }

    /** Token ids and numbers in, two outputs. */
    private static Model several() {
        Tensor ids = Input.of(6).dtype("int32").name("ids");
        Tensor numbers = Input.of(4).name("numbers");
        Tensor text = Embedding.of(20, 8).maskZero(true).apply(ids);
        text = Bidirectional.of(LSTM.of(3)).apply(text);
        Tensor sum = Add.of().apply(text, Dense.of(6).apply(numbers));
        return Model.of(
                List.of(ids, numbers),
                List.of(Dense.of(2).apply(sum), Dense.of(1).apply(sum)));
    }

    private static ZooModel<NDList, NDList> withDjlAlone(Path file) throws Exception {
        return Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optModelPath(file)
                .optEngine("PyTorch")
                .optTranslator(new NoopTranslator())
                .build()
                .loadModel();
    }

    private static void assertClose(Array got, Array expected) {
        assertThat(got.shape()).isEqualTo(expected.shape());
        double[] wanted = expected.toDoubleArray();
        double[] values = got.toDoubleArray();
        for (int i = 0; i < wanted.length; i++) {
            assertThat(values[i]).isCloseTo(wanted[i], within(1e-6));
        }
    }

    @Test
    void plainDjlOpensAnExportedModelAndPredictsTheSame() throws Exception {
        Model model = images();
        Path file = folder.resolve("images.pt");

        model.export(file);

        Array x = normal(3, 8, 8, 3);
        try (ZooModel<NDList, NDList> opened = withDjlAlone(file);
                Predictor<NDList, NDList> predictor = opened.newPredictor();
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Array got =
                    Array.of(predictor.predict(new NDList(x.toNDArray(manager))).get(0));
            assertClose(got, model.predict(x));
        }
    }

    @Test
    void severalInputsOfAnyTypeAndOutputsAreExported() throws Exception {
        Model model = several();
        Path file = folder.resolve("several.pt");

        model.export(file);

        Array ids = Array.of(new int[][] {{3, 4, 5, 0, 0, 0}, {1, 2, 3, 4, 5, 6}});
        Array numbers = normal(2, 4);
        List<Array> expected = model.predictAll(List.of(ids, numbers));
        try (ZooModel<NDList, NDList> opened = withDjlAlone(file);
                Predictor<NDList, NDList> predictor = opened.newPredictor();
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray longs = ids.toNDArray(manager).toType(DataType.INT64, false);
            NDList got = predictor.predict(new NDList(longs, numbers.toNDArray(manager)));
            assertThat(got).hasSize(2);
            assertClose(Array.of(got.get(0)), expected.get(0));
            assertClose(Array.of(got.get(1)), expected.get(1));
        }
    }

    @Test
    void aModelForDjlServesSeveralThreads() throws Exception {
        Model model = images();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (ai.djl.Model served = model.toDjl();
                Predictor<NDList, NDList> predictor = served.newPredictor(new NoopTranslator())) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                Array x = normal(t + 1, 8, 8, 3);
                Array expected = model.predict(x);
                all.add(threads.submit(() -> {
                    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
                        for (int i = 0; i < 20; i++) {
                            NDList got = predictor.predict(new NDList(x.toNDArray(manager)));
                            assertClose(Array.of(got.get(0)), expected);
                            got.close();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aClosedModelForDjlLeavesNothingBehind() {
        Model model = images();
        model.toDjl().close();
        int before = Backend.resources();

        model.toDjl().close();

        assertThat(Backend.resources()).isEqualTo(before);
    }

    @Test
    void aBlockIsTrainedByDjl() {
        Model model = images();
        Block block = model.toBlock();
        assertThat(block.getParameters().keys())
                .containsExactly(
                        "conv2d_kernel",
                        "conv2d_bias",
                        "batch_normalization_gamma",
                        "batch_normalization_beta",
                        "dense_kernel",
                        "dense_bias");
        Array before = model.predict(Array.ones(DataType.FLOAT32, 1, 8, 8, 3));
        try (ai.djl.Model djl = ai.djl.Model.newInstance("mine", Device.cpu(), "PyTorch")) {
            djl.setBlock(block);
            DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.l2Loss())
                    .optOptimizer(Optimizer.sgd()
                            .setLearningRateTracker(Tracker.fixed(0.1f))
                            .build())
                    .optDevices(new Device[] {Device.cpu()});
            List<Float> losses = new ArrayList<>();
            try (Trainer trainer = djl.newTrainer(config)) {
                NDManager manager = trainer.getManager();
                NDArray x = Array.ones(DataType.FLOAT32, 16, 8, 8, 3).toNDArray(manager);
                NDArray y = Array.full(DataType.FLOAT32, 0.2, 16, 5).toNDArray(manager);
                for (int step = 0; step < 30; step++) {
                    try (GradientCollector collector = trainer.newGradientCollector()) {
                        NDArray loss = trainer.getLoss().evaluate(new NDList(y), trainer.forward(new NDList(x)));
                        collector.backward(loss);
                        losses.add(loss.getFloat());
                    }
                    trainer.step();
                }
            }
            assertThat(losses.get(29)).isLessThan(losses.get(0) / 2);
            for (var p : block.getParameters()) {
                Parameter parameter = p.getValue();
                assertThat(parameter.isInitialized()).isTrue();
            }
        }
        assertClose(model.predict(Array.ones(DataType.FLOAT32, 1, 8, 8, 3)), before);
    }

    @Test
    void aModelWithoutWeightsIsNotExported() {
        assertThatThrownBy(() -> Sequential.of(Dense.of(1)).export(folder.resolve("none.pt")))
                .isInstanceOf(ModelStateException.class)
                .hasMessage("""
                        The model cannot be exported.
                          expected: a model that has weights
                          received: one whose input shape is not known yet
                          fix:      declare the input by Input.of(...), call buildFor(...), or train it first""");
        assertThat(folder.resolve("none.pt")).doesNotExist();
    }

    @Test
    void layersThatComputeInJavaAreNamed() {
        Model model = Sequential.of(
                Input.of(1).dtype("string"),
                TextVectorization.of().vocabulary("a", "b").name("words"),
                Embedding.of(4, 2));
        assertThatThrownBy(() -> model.export(folder.resolve("text.pt")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The model cannot be exported.
                          expected: layers that the compiled program computes
                          received: TextVectorization "words", which computes in Java
                          fix:      export a model of the layers after it, and apply it to the data before""");
    }

    @Test
    void anExportHasItsOwnFileName() throws Exception {
        assertThatThrownBy(() -> images().export("model.keras"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The model cannot be exported as model.keras.
                          expected: a file name that ends in .pt
                          received: "model.keras"
                          fix:      export it as "model.pt"; save() writes .keras files""");
        assertThat(folder).isEmptyDirectory();
    }
}
