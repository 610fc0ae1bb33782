package jeras.tutorials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import jeras.Array;
import jeras.Keras;
import jeras.Metrics;
import jeras.Sequential;
import jeras.ShapeMismatchException;
import jeras.datasets.Samples;
import jeras.datasets.Split;
import jeras.layers.Dense;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A stack whose first layer says how many numbers it takes:
 *
 * <pre>{@code
 * model = Sequential()
 * model.add(Dense(16, input_dim=32, activation='relu'))
 * model.add(Dense(1, activation='sigmoid'))
 * model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
 * model.fit(x_train, y_train, epochs=30)
 * model.evaluate(x_test, y_test)
 * }</pre>
 */
class InputDimTutorialTest {
    @BeforeEach
    void repeatable() {
        Keras.setRandomSeed(1);
    }

    /** The upper half of a digit has 32 pixels. */
    @Test
    void tellsZeroFromOneByTheUpperHalf() {
        Split digits = RealData.flatDigits();
        Samples train = RealData.pair(digits.train(), 0, 1);
        Samples test = RealData.pair(digits.test(), 0, 1);
        Sequential model = network();

        model.fit(train.x().get(":, :32"), train.y(), f -> f.epochs(30).verbose(2));
        Metrics metrics = model.evaluate(test.x().get(":, :32"), test.y());

        assertThat(metrics.get("accuracy")).isGreaterThan(0.95);
    }

    /** As the tutorial is printed, it goes on with the 784 pixels of MNIST. */
    @Test
    void pixelsOfMnistDoNotFit() {
        Array pixels = Array.zeros(DataType.FLOAT32, 32, 784);
        Array labels = Array.zeros(DataType.INT32, 32);

        assertThatThrownBy(() -> network().fit(pixels, labels))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        layer 1 of 2, Dense "dense", cannot take an input of shape (?, 784).
                          expected: last axis = 32   (from inputShape(32))
                          received: 784
                          fix:      declare Input.of(784), or give the model inputs with 32 features""");
    }

    private static Sequential network() {
        Sequential model = Sequential.of();
        model.add(Dense.of(16).inputDim(32).activation("relu"));
        model.add(Dense.of(1).activation("sigmoid"));
        model.compile("adam", "binary_crossentropy", "accuracy");
        return model;
    }
}
