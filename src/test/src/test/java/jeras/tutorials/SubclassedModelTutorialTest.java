package jeras.tutorials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.Array;
import jeras.History;
import jeras.Keras;
import jeras.Metrics;
import jeras.Model;
import jeras.ShapeMismatchException;
import jeras.datasets.Split;
import jeras.layers.Dense;
import jeras.ops.Tensor;
import jeras.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Models as classes:
 *
 * <pre>{@code
 * class MyModel(keras.Model):
 *     def __init__(self):
 *         super().__init__()
 *         self.dense1 = Dense(128, activation='relu')
 *         self.dense2 = Dense(10, activation='softmax')
 *
 *     def call(self, inputs):
 *         x = self.dense1(inputs)
 *         return self.dense2(x)
 *
 * model = MyModel()
 * model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
 * model.fit(x_train, y_train, epochs=5)
 * model.evaluate(x_test, y_test)
 * }</pre>
 *
 * <p>and a smaller one with {@code self.dense = Dense(10, activation='relu')}, compiled with {@code adam} and
 * {@code mse} and fitted with {@code epochs=100}.
 */
class SubclassedModelTutorialTest {
    private final Split digits = RealData.flatDigits();

    private static final class MyModel extends Model {
        private final Dense dense1 = Dense.of(128).activation("relu");
        private final Dense dense2 = Dense.of(10).activation("softmax");

        @Override
        protected Tensor call(Tensor inputs) {
            Tensor x = dense1.apply(inputs);
            return dense2.apply(x);
        }
    }

    private static final class SmallModel extends Model {
        private final Dense dense = Dense.of(10).activation("relu");

        @Override
        protected Tensor call(Tensor inputs) {
            return dense.apply(inputs);
        }
    }

    @BeforeEach
    void repeatable() {
        Keras.setRandomSeed(1);
    }

    @Test
    void learnsTheTenDigits() {
        Model model = new MyModel();

        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        model.fit(digits.xTrain(), digits.yTrain(), f -> f.epochs(5).verbose(2));
        Metrics metrics = model.evaluate(digits.xTest(), digits.yTest());

        assertThat(metrics.get("accuracy")).isGreaterThan(0.9);
    }

    @Test
    void oneLayerLearnsToMarkTheDigit() {
        Model model = new SmallModel();
        Array marks = Utils.toCategorical(digits.yTrain(), 10); // (n, 10)

        model.compile("adam", "mse");
        History history = model.fit(digits.xTrain(), marks, f -> f.epochs(100).verbose(0));

        assertThat(history.get("loss")).hasSize(100);
        assertThat(history.last("loss"))
                .isLessThan(0.06)
                .isLessThan(history.get("loss").get(0) / 2);
    }

    @Test
    void pixelsOfMnistDoNotFitAModelThatWasBuiltForTenNumbers() {
        Model model = new SmallModel();
        model.buildFor(List.of(new Shape(-1, 10)));
        model.compile("adam", "mse");

        assertThatThrownBy(
                        () -> model.fit(Array.zeros(DataType.FLOAT32, 32, 784), Array.zeros(DataType.FLOAT32, 32, 10)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Dense "dense" cannot take an input of shape (?, 784).
                          expected: last axis = 10
                          received: 784
                          fix:      give it inputs with 10 there, or make a new layer for 784""");
    }
}
