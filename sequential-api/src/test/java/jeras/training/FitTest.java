package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.History;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Metrics;
import jeras.Sequential;
import jeras.callbacks.Callback;
import jeras.callbacks.LambdaCallback;
import jeras.callbacks.Logs;
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.optimizers.Adam;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** {@code fit} and its options, on a model whose every step can be worked out by hand. */
class FitTest {
    private static final Offset<Double> CLOSE = within(1e-5);
    private static final double[][] X = LineModel.X;
    private static final double[][] Y = LineModel.Y;

    @Test
    void eachEpochTakesItsStepsAndLogsTheMeanOfTheirLosses() {
        LineModel byHand = new LineModel();
        Sequential model = LineModel.compiled();

        History history =
                model.fit(X, Y, f -> f.batchSize(3).epochs(2).shuffle(false).verbose(0));

        double first = (3 * byHand.step(0, 1, 2) + byHand.step(3)) / 4;
        double second = (3 * byHand.step(0, 1, 2) + byHand.step(3)) / 4;
        assertThat(history.get("loss").get(0)).isCloseTo(first, CLOSE);
        assertThat(history.get("loss").get(1)).isCloseTo(second, CLOSE);
        assertThat(history.epoch()).containsExactly(0, 1);
    }

    @Test
    void theValidationSplitIsTheLastPartBeforeShuffling() {
        LineModel byHand = new LineModel();
        Sequential model = LineModel.compiled();

        History history =
                model.fit(X, Y, f -> f.batchSize(3).validationSplit(0.25).verbose(0));

        assertThat(history.last("loss")).isCloseTo(byHand.step(0, 1, 2), CLOSE);
        assertThat(history.last("val_loss")).isCloseTo(byHand.loss(3), CLOSE);
    }

    @Test
    void logsComeInAlphabeticalOrderWithTheValidationLast() {
        History history =
                LineModel.compiled().fit(X, Y, f -> f.validationData(X, Y).verbose(0));

        assertThat(history.history().keySet()).containsExactly("loss", "mae", "val_loss", "val_mae");
    }

    @Test
    void anInitialEpochStartsTheCountThere() {
        List<Integer> begun = new ArrayList<>();

        History history = LineModel.compiled()
                .fit(
                        X,
                        Y,
                        f -> f.initialEpoch(3)
                                .epochs(5)
                                .verbose(0)
                                .callbacks(LambdaCallback.of().onEpochBegin(begun::add)));

        assertThat(history.epoch()).containsExactly(3, 4);
        assertThat(begun).containsExactly(3, 4);
    }

    @Test
    void stepsPerEpochGoOnWhereTheLastEpochStopped() {
        LineModel byHand = new LineModel();
        Dataset batches = Dataset.of(X, Y).batch(1).repeat();

        History history = LineModel.compiled()
                .fit(batches, f -> f.stepsPerEpoch(3).epochs(2).verbose(0));

        double first = (byHand.step(0) + byHand.step(1) + byHand.step(2)) / 3;
        double second = (byHand.step(3) + byHand.step(0) + byHand.step(1)) / 3;
        assertThat(history.get("loss").get(0)).isCloseTo(first, CLOSE);
        assertThat(history.get("loss").get(1)).isCloseTo(second, CLOSE);
    }

    @Test
    void sampleWeightsScaleEachSamplesLoss() {
        double[] weights = {1, 0, 2, 0.5};
        LineModel byHand = new LineModel();

        Sequential model = LineModel.compiled();
        History history = model.fit(
                X,
                Y,
                f -> f.batchSize(4)
                        .epochs(2)
                        .sampleWeight(weights)
                        .shuffle(false)
                        .verbose(0));

        assertThat(history.get("loss").get(0)).isCloseTo(byHand.step(weights, 0, 1, 2, 3), CLOSE);
        assertThat(history.get("loss").get(1)).isCloseTo(byHand.step(weights, 0, 1, 2, 3), CLOSE);
    }

    @Test
    void classWeightsAreTheSampleWeightsOfTheirClasses() {
        float[][] x = {{1, 0}, {0, 1}, {1, 1}, {2, 0}};
        int[] labels = {0, 1, 2, 1};
        Sequential byClass = classifier();
        Sequential bySample = classifier();

        History one = byClass.fit(
                x,
                labels,
                f -> f.classWeight(Map.of(0, 2.0, 1, 0.5))
                        .epochs(3)
                        .shuffle(false)
                        .verbose(0));
        History other = bySample.fit(
                x,
                labels,
                f -> f.sampleWeight(new double[] {2, 0.5, 1, 0.5})
                        .epochs(3)
                        .shuffle(false)
                        .verbose(0));

        assertThat(one.get("loss")).isEqualTo(other.get("loss"));
        assertThat(byClass.getWeights()).isEqualTo(bySample.getWeights());
    }

    private static Sequential classifier() {
        Sequential model = Sequential.of(Dense.of(3).kernelInitializer("zeros").activation("softmax"));
        model.compile(c -> c.optimizer(Adam.of(0.1)).loss("sparse_categorical_crossentropy"));
        return model;
    }

    @Test
    void aDataSetTrainsAsItsArraysDo() {
        Sequential byArrays = LineModel.compiled();
        Sequential byDataset = LineModel.compiled();

        History one =
                byArrays.fit(X, Y, f -> f.batchSize(2).epochs(3).shuffle(false).verbose(0));
        History other = byDataset.fit(
                Dataset.of(X, Y).batch(2).prefetch(2), f -> f.epochs(3).verbose(0));

        assertThat(other.history()).isEqualTo(one.history());
        assertThat(byDataset.getWeights()).isEqualTo(byArrays.getWeights());
    }

    @Test
    void aGeneratorTrainsAsADataSet() {
        LineModel byHand = new LineModel();
        Dataset data = Dataset.generator(
                () -> List.of(Batch.of(Array.of(X), Array.of(Y))).iterator());

        History history = LineModel.compiled().fit(data, f -> f.epochs(2).verbose(0));

        assertThat(history.get("loss").get(0)).isCloseTo(byHand.step(0, 1, 2, 3), CLOSE);
        assertThat(history.get("loss").get(1)).isCloseTo(byHand.step(0, 1, 2, 3), CLOSE);
    }

    @Test
    void trainOnBatchTakesOneStep() {
        LineModel byHand = new LineModel();
        Sequential model = LineModel.compiled();

        Metrics first = model.trainOnBatch(X, Y);
        Metrics second = model.trainOnBatch(X, Y);

        assertThat(first.loss()).isCloseTo(byHand.step(0, 1, 2, 3), CLOSE);
        assertThat(second.loss()).isCloseTo(byHand.step(0, 1, 2, 3), CLOSE);
        assertThat(model.getWeights().get(0).getDouble(0, 0)).isCloseTo(byHand.w(), CLOSE);
        assertThat(model.optimizer().iterations()).isEqualTo(2);
    }

    @Test
    void trainingAgainGoesOnFromTheWeightsAndTheOptimizersState() {
        Sequential twice = classifier();
        Sequential once = classifier();
        float[][] x = {{1, 0}, {0, 1}};
        int[] labels = {0, 1};

        twice.fit(x, labels, f -> f.epochs(2).shuffle(false).verbose(0));
        twice.fit(x, labels, f -> f.epochs(3).shuffle(false).verbose(0));
        once.fit(x, labels, f -> f.epochs(5).shuffle(false).verbose(0));

        assertThat(twice.getWeights()).isEqualTo(once.getWeights());
    }

    @Test
    void compilingAgainKeepsTheWeightsAndStartsTheOptimizerAnew() {
        Sequential model = LineModel.compiled();
        model.fit(X, Y, f -> f.verbose(0));
        List<Array> before = model.getWeights();

        model.compile("adam", "mae");

        assertThat(model.getWeights()).isEqualTo(before);
        assertThat(model.optimizer().iterations()).isZero();
    }

    @Test
    void freezingALayerTakesEffectAtTheNextFit() {
        Dense first = Dense.of(2);
        Sequential model = Sequential.of(first, Dense.of(1));
        model.compile("sgd", "mse");
        model.fit(X, Y, f -> f.verbose(0));
        List<Array> kept = first.getWeights();
        List<Array> top = model.layers().get(1).getWeights();

        first.setTrainable(false);
        model.fit(X, Y, f -> f.verbose(0));
        assertThat(first.getWeights()).isEqualTo(kept);
        assertThat(model.layers().get(1).getWeights()).isNotEqualTo(top);

        first.setTrainable(true);
        model.fit(X, Y, f -> f.verbose(0));
        assertThat(first.getWeights()).isNotEqualTo(kept);
    }

    @Test
    void theSameSeedGivesTheSameHistoryTwice() {
        assertThat(seeded(7)).isEqualTo(seeded(7)).isNotEqualTo(seeded(8));
    }

    private static Map<String, List<Double>> seeded(long seed) {
        Keras.setRandomSeed(seed);
        Sequential model = Sequential.of(Dense.of(8).activation("relu"), Dropout.of(0.5), Dense.of(1));
        model.compile("adam", "mse");
        return model.fit(X, Y, f -> f.batchSize(2).epochs(3).verbose(0)).history();
    }

    @Test
    void shufflingTakesEverySampleOnceAnEpoch() {
        // With a learning rate of zero the epoch's loss is the mean over all samples, in whatever order.
        Sequential model = LineModel.compiled();
        model.optimizer().setLearningRate(0);

        History history = model.fit(X, Y, f -> f.batchSize(1).epochs(3).verbose(0));

        assertThat(history.get("loss"))
                .allSatisfy(l -> assertThat(l).isCloseTo(new LineModel().loss(0, 1, 2, 3), CLOSE));
    }

    @Test
    void aCallbackSeesEveryMomentInOrder() {
        List<String> seen = new ArrayList<>();
        Sequential model = LineModel.compiled();

        model.fit(X, Y, f -> f.batchSize(2).validationData(X, Y).verbose(0).callbacks(new Recorder(seen)));

        assertThat(seen)
                .containsExactly(
                        "train begin",
                        "epoch 0 begin",
                        "batch 0 begin",
                        "batch 0 end [loss, mae]",
                        "batch 1 begin",
                        "batch 1 end [loss, mae]",
                        "test begin",
                        "test batch 0 end",
                        "test batch 1 end",
                        "test end",
                        "epoch 0 end [loss, mae, val_loss, val_mae]",
                        "train end [loss, mae, val_loss, val_mae]");
    }

    private static final class Recorder extends Callback {
        private final List<String> seen;

        Recorder(List<String> seen) {
            this.seen = seen;
        }

        @Override
        public void onTrainBegin() {
            seen.add("train begin");
        }

        @Override
        public void onTrainEnd(Logs logs) {
            seen.add("train end " + logs.names());
        }

        @Override
        public void onEpochBegin(int epoch) {
            seen.add("epoch " + epoch + " begin");
        }

        @Override
        public void onEpochEnd(int epoch, Logs logs) {
            seen.add("epoch " + epoch + " end " + logs.names());
        }

        @Override
        public void onTrainBatchBegin(int batch) {
            seen.add("batch " + batch + " begin");
        }

        @Override
        public void onTrainBatchEnd(int batch, Logs logs) {
            seen.add("batch " + batch + " end " + logs.names());
        }

        @Override
        public void onTestBegin() {
            seen.add("test begin");
        }

        @Override
        public void onTestBatchEnd(int batch, Logs logs) {
            seen.add("test batch " + batch + " end");
        }

        @Override
        public void onTestEnd(Logs logs) {
            seen.add("test end");
        }
    }

    @Test
    void aValidationFrequencySkipsTheEpochsBetween() {
        History history = LineModel.compiled()
                .fit(
                        X,
                        Y,
                        f -> f.epochs(5).validationData(X, Y).validationFreq(2).verbose(0));

        assertThat(history.get("loss")).hasSize(5);
        assertThat(history.get("val_loss")).hasSize(2);
    }

    @Test
    void evaluateGivesLossAndMetrics() {
        Metrics metrics = LineModel.compiled().evaluate(X, Y, e -> e.verbose(0).batchSize(3));

        assertThat(metrics.get("loss")).isCloseTo((9 + 25 + 49 + 81) / 4.0, CLOSE);
        assertThat(metrics.get("mae")).isCloseTo((3 + 5 + 7 + 9) / 4.0, CLOSE);
        assertThat(metrics).hasToString("{'loss': 41.0, 'mae': 6.0}");
    }

    @Test
    void optionsOutOfRangeAreRefusedWhenTheyAreSet() {
        assertThatThrownBy(() -> LineModel.compiled().fit(X, Y, f -> f.validationSplit(1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The option validationSplit cannot be set.
                          expected: a share from 0 up to, without, 1
                          received: 1.0
                          fix:      give a value in that range""");
        assertThatThrownBy(() -> LineModel.compiled().fit(X, Y, f -> f.epochs(0)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("The option epochs cannot be set.");
        assertThatThrownBy(() -> LineModel.compiled().fit(X, Y, f -> f.initialEpoch(-1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("The option initialEpoch cannot be set.");
    }
}
