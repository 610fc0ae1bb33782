package jeras.distribution;

import static jeras.distribution.SharedCase.CLASSES;
import static jeras.distribution.SharedCase.IMAGES;
import static jeras.distribution.SharedCase.NUMBERS;
import static jeras.distribution.SharedCase.ROWS;
import static jeras.distribution.SharedCase.SAMPLES;
import static jeras.distribution.SharedCase.TOKENS;
import static jeras.distribution.SharedCase.WEIGHTS;
import static jeras.distribution.SharedCase.normal;
import static jeras.distribution.SharedCase.with;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jeras.Array;
import jeras.Input;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Add;
import jeras.layers.Bidirectional;
import jeras.layers.Concatenate;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.DepthwiseConv2D;
import jeras.layers.Embedding;
import jeras.layers.Flatten;
import jeras.layers.GRU;
import jeras.layers.GlobalAveragePooling1D;
import jeras.layers.GroupNormalization;
import jeras.layers.LSTM;
import jeras.layers.Layer;
import jeras.layers.LayerNormalization;
import jeras.layers.MaxPooling2D;
import jeras.layers.MultiHeadAttention;
import jeras.layers.SimpleRNN;
import jeras.layers.TimeDistributed;
import jeras.metrics.Mean;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.optimizers.Gradients;
import jeras.optimizers.SGD;
import jeras.training.StepData;
import jeras.training.StepLogs;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What replicas on the CPU give is held against what one device gives for the same batches. */
class DataParallelTest {
    private static Model cnn() {
        return Sequential.of(
                Input.of(6, 6, 2),
                Conv2D.of(4, 3).padding("same").activation("relu"),
                MaxPooling2D.of(2),
                DepthwiseConv2D.of(2),
                GroupNormalization.of().groups(2),
                Flatten.of(),
                Dense.of(3).activation("softmax"));
    }

    private static Model recurrent() {
        return Sequential.of(
                Input.of(7).dtype("int32"),
                Embedding.of(10, 5).maskZero(true),
                Bidirectional.of(LSTM.of(4).returnSequences(true)),
                GRU.of(4).resetAfter(false).activation("relu"),
                Dense.of(1).activation("sigmoid"));
    }

    private static Model ofSteps() {
        Tensor x = Input.of(7).dtype("int32");
        Tensor embedded = Embedding.of(10, 5).maskZero(true).apply(x);
        Tensor steps = TimeDistributed.of(Dense.of(3))
                .apply(SimpleRNN.of(3).returnSequences(true).apply(embedded));
        return Model.of(x, Dense.of(1).apply(steps));
    }

    private static Model attention() {
        Tensor x = Input.of(7).dtype("int32");
        Tensor embedded = Embedding.of(10, 8).maskZero(true).apply(x);
        Tensor attended = MultiHeadAttention.of(2, 4).applyWith(c -> c.useCausalMask(true), embedded, embedded);
        Tensor sum = LayerNormalization.of().apply(Add.of().apply(embedded, attended));
        return Model.of(
                x,
                Dense.of(1)
                        .activation("sigmoid")
                        .apply(GlobalAveragePooling1D.of().apply(sum)));
    }

    private static Model ofTwo() {
        Tensor rows = Input.of(6).name("rows");
        Tensor images = Input.of(6, 6, 2).name("images");
        Tensor seen = Flatten.of().apply(Conv2D.of(2, 3).activation("relu").apply(images));
        Tensor both = Ops.tanh(Concatenate.of().apply(Dense.of(4).apply(rows), seen));
        return Model.of(
                List.of(rows, images),
                List.of(
                        Dense.of(3).activation("softmax").name("kind").apply(both),
                        Dense.of(1).name("size").apply(both)));
    }

    /** A model of one's own whose layers add losses and measure. */
    private static final class Measuring extends Model {
        final Dense hidden = Dense.of(5).activation("relu");
        final Shrinking shrinking = new Shrinking();
        final Dense output = Dense.of(1);

        @Override
        protected Tensor call(Tensor x) {
            return output.apply(shrinking.apply(hidden.apply(x)));
        }
    }

    private static final class Shrinking extends Layer {
        final Mean size = Mean.of().name("size");

        @Override
        protected Tensor call(Tensor x) {
            addLoss(Ops.mean(Ops.square(x)));
            size.record(Ops.norm(x, -1));
            return x.multiply(0.9);
        }
    }

    /** A step of one's own, with two calls of the model, and a penalty on the gradient at its inputs. */
    private static final class Stepping extends Model {
        final Sequential net = Sequential.of(Input.of(6), Dense.of(5).activation("tanh"), Dense.of(1));

        @Override
        protected Tensor call(Tensor x) {
            return net.apply(x);
        }

        @Override
        protected StepLogs trainStep(StepData data) {
            Tensor slope = Ops.norm(Ops.grad(x -> Ops.sum(net.apply(x)), data.x()), 1);
            Tensor yPred = apply(data.x());
            Tensor loss = computeLoss(data, List.of(yPred)).add(Ops.mean(Ops.square(slope.subtract(1))));
            optimizer().apply(Gradients.of(loss, trainableWeights()));
            return computeMetrics(data, List.of(yPred), loss);
        }
    }

    /** A layer that takes gradients in its call. */
    private static final class Slope extends Layer {
        final Dense inner = Dense.of(3).activation("tanh");

        @Override
        protected Tensor call(Tensor x) {
            return Ops.concatenate(List.of(x, Ops.grad(at -> Ops.sum(inner.apply(at)), x)), -1);
        }
    }

    private static List<SharedCase> cases() {
        Array half = Array.of(CLASSES.toDoubleArray()).greater(1);
        List<SharedCase> cases = new ArrayList<>(List.of(
                new SharedCase(
                        "an MLP with regularizers and sample weights",
                        SharedCase::mlp,
                        with("adam", "sparse_categorical_crossentropy", "accuracy"),
                        ROWS,
                        CLASSES,
                        WEIGHTS),
                new SharedCase(
                        "a CNN",
                        DataParallelTest::cnn,
                        c -> c.optimizer(SGD.of(0.05).momentum(0.9).nesterov(true))
                                .loss("sparse_categorical_crossentropy"),
                        IMAGES,
                        CLASSES),
                new SharedCase(
                        "recurrent layers with masks",
                        DataParallelTest::recurrent,
                        with("adam", "binary_crossentropy", "auc", "accuracy"),
                        TOKENS,
                        half),
                new SharedCase(
                        "outputs with masks",
                        DataParallelTest::ofSteps,
                        with("rmsprop", "mse"),
                        TOKENS,
                        normal(SAMPLES, 7, 1)),
                new SharedCase(
                        "attention", DataParallelTest::attention, with("adamw", "binary_crossentropy"), TOKENS, half),
                new SharedCase(
                        "two inputs and two outputs",
                        DataParallelTest::ofTwo,
                        c -> c.optimizer("nadam")
                                .loss("kind", "sparse_categorical_crossentropy")
                                .loss("size", "mse")
                                .lossWeight("size", 0.3)
                                .metricsFor("kind", "accuracy"),
                        List.of(ROWS, IMAGES),
                        List.of(CLASSES, NUMBERS)),
                new SharedCase(
                        "losses and metrics of layers", Measuring::new, with("adam", "mse", "mae"), ROWS, NUMBERS),
                new SharedCase("a step of one's own", Stepping::new, with("sgd", "mse", "mae"), ROWS, NUMBERS),
                new SharedCase(
                        "gradients inside a layer",
                        () -> Sequential.of(Input.of(6), new Slope(), Dense.of(1)),
                        with("sgd", "mse"),
                        ROWS,
                        NUMBERS)));
        for (String optimizer : List.of("adafactor", "adamax", "ftrl", "lamb", "lion", "muon")) {
            cases.add(new SharedCase(
                    "the optimizer " + optimizer,
                    SharedCase::mlp,
                    with(optimizer, "sparse_categorical_crossentropy"),
                    ROWS,
                    CLASSES));
        }
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> trainLikeOneDevice() {
        return cases().stream()
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    SharedCase.Trained one = c.train(1);
                    c.train(2).assertLike(one);
                    c.train(3).assertLike(one);
                }));
    }
}
