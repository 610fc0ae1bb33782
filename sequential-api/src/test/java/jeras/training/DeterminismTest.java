package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import jeras.Array;
import jeras.History;
import jeras.Input;
import jeras.Keras;
import jeras.Sequential;
import jeras.data.Dataset;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Flatten;
import jeras.layers.GaussianNoise;
import jeras.layers.LSTM;
import jeras.layers.RandomFlip;
import jeras.layers.RandomRotation;
import jeras.layers.Reshape;
import org.junit.jupiter.api.Test;

/** After {@code Keras.setRandomSeed} a training repeats to the bit. */
class DeterminismTest {
    private static final Array X = numbers(40, 6, 6, 1);
    private static final Array Y = numbers(40, 2);

    private record Run(History history, List<Array> weights, Array prediction) {}

    private static Array numbers(long... shape) {
        int n = 1;
        for (long length : shape) {
            n *= (int) length;
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.sin(i * 12.9898) * 43758.5453 % 1;
        }
        return Array.of(values, shape).cast("float32");
    }

    private static Run run(Supplier<Sequential> maker, boolean dataset) {
        Keras.setRandomSeed(7);
        Sequential model = maker.get();
        model.compile("adam", "mse", "mae");
        History history = dataset
                ? model.fit(
                        Dataset.of(X, Y).shuffle(16).batch(8), f -> f.epochs(3).verbose(0))
                : model.fit(
                        X, Y, f -> f.epochs(3).batchSize(7).validationSplit(0.2).verbose(0));
        return new Run(history, model.getWeights(), model.predict(X));
    }

    private static void repeats(Supplier<Sequential> maker) {
        for (boolean dataset : new boolean[] {false, true}) {
            Run first = run(maker, dataset);
            Run second = run(maker, dataset);
            assertThat(second.history().history()).isEqualTo(first.history().history());
            assertThat(second.weights()).isEqualTo(first.weights());
            assertThat(second.prediction()).isEqualTo(first.prediction());
        }
    }

    @Test
    void dropoutNoiseAndShufflingRepeat() {
        repeats(() -> Sequential.of(
                Input.of(6, 6, 1),
                Flatten.of(),
                GaussianNoise.of(0.1),
                Dense.of(16).activation("relu"),
                Dropout.of(0.3),
                Dense.of(2)));
    }

    @Test
    void augmentationRepeats() {
        repeats(() -> Sequential.of(
                Input.of(6, 6, 1),
                RandomFlip.of(),
                RandomRotation.of(0.1),
                Conv2D.of(4, 3).activation("relu"),
                Flatten.of(),
                Dense.of(2)));
    }

    @Test
    void dropoutOfRecurrentStatesRepeats() {
        repeats(() -> Sequential.of(
                Input.of(6, 6, 1), Reshape.of(6, 6), LSTM.of(5).dropout(0.2).recurrentDropout(0.3), Dense.of(2)));
    }

    @Test
    void mixedPrecisionRepeats() {
        repeats(() -> Sequential.of(
                Input.of(6, 6, 1),
                Flatten.of(),
                Dense.of(8).activation("relu").dtype("mixed_bfloat16"),
                Dropout.of(0.3).dtype("mixed_bfloat16"),
                Dense.of(2)));
    }
}
