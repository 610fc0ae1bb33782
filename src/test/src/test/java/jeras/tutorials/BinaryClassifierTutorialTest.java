package jeras.tutorials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import jeras.Keras;
import jeras.Metrics;
import jeras.Sequential;
import jeras.datasets.Split;
import jeras.layers.Dense;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A first network of dense layers:
 *
 * <pre>{@code
 * model = Sequential([
 *     Dense(20, activation='relu'),
 *     Dense(20, activation='relu'),
 *     Dense(1, activation='sigmoid')])
 * model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
 * model.fit(x_train, y_train, epochs=20)
 * model.evaluate(x_test, y_test)
 * }</pre>
 */
class BinaryClassifierTutorialTest {
    private final Split digits = RealData.flatDigits();

    @BeforeEach
    void repeatable() {
        Keras.setRandomSeed(1);
    }

    @Test
    void tellsSmallDigitsFromLargeOnes() {
        Sequential model = network();

        model.fit(
                digits.xTrain(),
                RealData.fiveOrMore(digits.yTrain()),
                f -> f.epochs(20).verbose(2));
        Metrics metrics = model.evaluate(digits.xTest(), RealData.fiveOrMore(digits.yTest()));

        assertThat(metrics.get("accuracy")).isGreaterThan(0.9);
        assertThat(model.predict(digits.xTest()).shape().getShape()).containsExactly(355, 1);
    }

    /** As the tutorial is printed, it feeds the labels 0 to 9 to the one sigmoid. */
    @Test
    void tenClassesAreNotWhatOneSigmoidIsFor() {
        String warning = errorsOf(() -> network().fit(digits.xTrain(), digits.yTrain(), f -> f.verbose(0)));

        assertThat(warning).isEqualTo("""
                        Warning: The targets have values that the loss "binary_crossentropy" is not made for.
                          expected: 0 and 1, or probabilities, from 0 to 1
                          received: 2
                          fix:      for class numbers use "sparse_categorical_crossentropy" and one softmax unit a class;\
                         else bring the targets between 0 and 1
                        """);
    }

    private static String errorsOf(Runnable work) {
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        PrintStream real = System.err;
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(real);
        }
        return caught.toString(StandardCharsets.UTF_8);
    }

    private static Sequential network() {
        Sequential model = Sequential.of(
                Dense.of(20).activation("relu"),
                Dense.of(20).activation("relu"),
                Dense.of(1).activation("sigmoid"));
        model.compile("adam", "binary_crossentropy", "accuracy");
        return model;
    }
}
