package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Model;
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.layers.Dense;
import jeras.ops.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Weights of classes for one output and for several, held against weights of samples. */
class ClassWeightsTest {
    private static final float[][] X = {{1, 0}, {0, 1}, {1, 1}, {2, 1}};
    private static final int[] DIGIT = {0, 1, 2, 1};
    private static final int[] PARITY = {0, 1, 0, 1};
    private static final float[] DIGIT_WEIGHTS = {1, 3, 1, 3};

    @BeforeEach
    void seed() {
        Keras.setRandomSeed(5);
    }

    private static Model twoOutputs() {
        Keras.setRandomSeed(5);
        Tensor x = Input.of(2);
        Model model = Model.of(
                x,
                List.of(
                        Dense.of(3).activation("softmax").name("digit").apply(x),
                        Dense.of(2).activation("softmax").name("parity").apply(x)));
        model.compile("sgd", "sparse_categorical_crossentropy");
        return model;
    }

    private static double expected() {
        float[] ones = {1, 1, 1, 1};
        return twoOutputs()
                .fit(
                        X,
                        List.of(DIGIT, PARITY),
                        f -> f.sampleWeight(List.of(DIGIT_WEIGHTS, ones))
                                .shuffle(false)
                                .verbose(0))
                .last("loss");
    }

    @Test
    void anOutputIsWeightedByItsName() {
        double loss = twoOutputs()
                .fit(
                        X,
                        List.of(DIGIT, PARITY),
                        f -> f.classWeight("digit", Map.of(1, 3.0))
                                .shuffle(false)
                                .verbose(0))
                .last("loss");

        assertThat(loss).isCloseTo(expected(), within(1e-6));
    }

    @Test
    void theBatchesOfADataSetAreWeightedToo() {
        Dataset plain = Dataset.of(List.of(Array.of(X)), List.of(DIGIT, PARITY)).batch(4);
        Dataset named = plain.map(b -> new Batch(
                b.x(), List.of(b.y().get(1), b.y().get(0)), List.of(), List.of(), List.of("parity", "digit")));

        for (Dataset data : List.of(plain, named)) {
            double loss = twoOutputs()
                    .fit(data, f -> f.classWeight("digit", Map.of(1, 3.0)).verbose(0))
                    .last("loss");
            assertThat(loss).isCloseTo(expected(), within(1e-6));
        }
    }

    @Test
    void oneMapForSeveralOutputsIsRefused() {
        assertThatThrownBy(() -> twoOutputs()
                        .fit(
                                X,
                                List.of(DIGIT, PARITY),
                                f -> f.classWeight(Map.of(1, 3.0)).verbose(0)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The weights of classes cannot be told apart.
                          expected: weights for each output of the model
                          received: one map for 2 outputs
                          fix:      name the output: classWeight("digit", ...)""");
    }

    @Test
    void anUnknownOutputIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> twoOutputs()
                        .fit(
                                X,
                                List.of(DIGIT, PARITY),
                                f -> f.classWeight("digits", Map.of(1, 3.0)).verbose(0)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Unknown output "digits".
                          expected: one of "digit", "parity"
                          received: "digits"
                          fix:      did you mean "digit"?""");
    }
}
