package jeras.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Sequential;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Embedding;
import jeras.layers.Flatten;
import jeras.layers.LSTM;
import jeras.layers.MaxPooling2D;
import jeras.layers.SpatialDropout1D;
import jeras.losses.Loss;
import jeras.utils.Suggestions;

/** What is timed, by name; {@code keras_bench.py} and {@code transformers_bench.py} have the same in Python. */
final class Workloads {
    /** What transformers is timed on, and Keras is not. */
    static final String FINE_TUNING = "minilm";

    /** All workloads that time an optimizer. */
    static final String OPTIMIZERS = "optimizers";

    private static final String OPTIMIZER = "mlp_";
    private static final List<String> OPTIMIZER_IDS = List.of(
            "sgd",
            "rmsprop",
            "adam",
            "adamw",
            "adamax",
            "nadam",
            "adadelta",
            "adagrad",
            "ftrl",
            "lion",
            "lamb",
            "adafactor",
            "muon");

    private static final Map<String, Supplier<Task>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("mlp", Workloads::mlp);
        ALL.put("cnn", Workloads::cnn);
        ALL.put("lstm", Workloads::lstm);
        ALL.put("seed_lstm", Workloads::seedLstm);
        ALL.put("tiny_mlp", Workloads::tinyMlp);
        ALL.put("resnet20", ResidualNetwork::task);
        ALL.put("transformer", Transformer::task);
        ALL.put(FINE_TUNING, FineTuning::task);
    }

    /** What {@code optimizers} stands for. */
    static List<String> optimizers() {
        return OPTIMIZER_IDS.stream().map(id -> OPTIMIZER + id).toList();
    }

    private Workloads() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    static Task of(String name) {
        if (optimizers().contains(name)) {
            return optimizer(name.substring(OPTIMIZER.length()));
        }
        Supplier<Task> maker = ALL.get(name);
        if (maker == null) {
            throw new InvalidArgumentException(Suggestions.unknown("workload", name, ALL.keySet()));
        }
        return maker.get();
    }

    private static Task mlp() {
        RandomData data = new RandomData();
        return new Task(
                Sequential.of(
                        Input.of(784),
                        Dense.of(512).activation("relu"),
                        Dropout.of(0.2),
                        Dense.of(512).activation("relu"),
                        Dropout.of(0.2),
                        Dense.of(10).activation("softmax")),
                data.pixels(6400, 784),
                data.integers(10, 6400),
                128,
                Loss.of("sparse_categorical_crossentropy"));
    }

    /** Small batches, so that the optimizer's share is large. */
    private static Task optimizer(String id) {
        RandomData data = new RandomData();
        Sequential model = Sequential.of(
                Input.of(784),
                Dense.of(512).activation("relu"),
                Dense.of(512).activation("relu"),
                Dense.of(10).activation("softmax"));
        model.compile(id, "sparse_categorical_crossentropy", "accuracy");
        return new Task(model, List.of(data.pixels(1600, 784)), data.integers(10, 1600), 32);
    }

    private static Task cnn() {
        RandomData data = new RandomData();
        return new Task(
                Sequential.of(
                        Input.of(28, 28, 1),
                        Conv2D.of(32, 3).activation("relu"),
                        MaxPooling2D.of(2),
                        Conv2D.of(64, 3).activation("relu"),
                        MaxPooling2D.of(2),
                        Flatten.of(),
                        Dropout.of(0.5),
                        Dense.of(10).activation("softmax")),
                data.pixels(3200, 28, 28, 1),
                data.integers(10, 3200),
                128,
                Loss.of("sparse_categorical_crossentropy"));
    }

    private static Task lstm() {
        RandomData data = new RandomData();
        return new Task(
                Sequential.of(
                        Input.of(80).dtype("int32"),
                        Embedding.of(20000, 128),
                        LSTM.of(64),
                        Dense.of(1).activation("sigmoid")),
                data.integers(20000, 1600, 80),
                data.integers(2, 1600, 1),
                32,
                Loss.of("binary_crossentropy"));
    }

    /** With dropout inside the recurrence, which no fused kernel has. */
    private static Task seedLstm() {
        RandomData data = new RandomData();
        return new Task(
                Sequential.of(
                        Input.of(80).dtype("int32"),
                        Embedding.of(20000, 128),
                        SpatialDropout1D.of(0.4),
                        LSTM.of(64).dropout(0.2).recurrentDropout(0.2),
                        Dense.of(1).activation("sigmoid")),
                data.integers(20000, 640, 80),
                data.integers(2, 640, 1),
                32,
                Loss.of("binary_crossentropy"));
    }

    private static Task tinyMlp() {
        RandomData data = new RandomData();
        return new Task(
                Sequential.of(
                        Input.of(32),
                        Dense.of(16).activation("relu"),
                        Dense.of(1).activation("sigmoid")),
                data.pixels(16000, 32),
                data.integers(2, 16000, 1),
                32,
                Loss.of("binary_crossentropy"));
    }
}
