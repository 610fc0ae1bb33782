package jeras.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.Input;
import jeras.Keras;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.layers.Layer;
import jeras.ops.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A base that was trained elsewhere with a head of one's own, as in Keras's guide to transfer learning. */
class TransferLearningTest {
    private Model base;
    private Model model;
    private final Array images = images();
    private final Array labels = Array.of(new int[] {0, 1, 2, 0}, 4);

    @BeforeEach
    void putAHeadOnABase() {
        Keras.setRandomSeed(3);
        base = MobileNet.of(a -> a.weights("none")
                .alpha(0.25)
                .includeTop(false)
                .inputShape(32, 32, 3)
                .pooling("avg"));
        base.setTrainable(false);
        model = withHead(false);
    }

    /** @param asInTraining whether the base, set free, would train as part of the model */
    private Model withHead(boolean asInTraining) {
        Tensor x = Input.of(32, 32, 3);
        Tensor features = asInTraining ? base.apply(x) : base.applyWith(c -> c.training(false), x);
        return Model.of(x, Dense.of(3).activation("softmax").name("head").apply(features));
    }

    private static Array images() {
        float[] values = new float[4 * 32 * 32 * 3];
        IntStream.range(0, values.length).forEach(i -> values[i] = (i * 7919L % 511) / 255f - 1);
        return Array.of(values, 4, 32, 32, 3);
    }

    private static List<Array> weights(Layer layer) {
        return layer.getWeights();
    }

    private void train() {
        model.compile("adam", "sparse_categorical_crossentropy");
        model.fit(images, labels, f -> f.epochs(2).batchSize(2).verbose(0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFrozenBaseStaysAsItIsAndTheHeadLearns(boolean asInTraining) {
        model = withHead(asInTraining);
        List<Array> before = weights(base);
        List<Array> head = weights(model.layer("head"));
        Array features = base.predict(images);

        train();

        assertThat(weights(base)).isEqualTo(before);
        assertThat(weights(model.layer("head"))).isNotEqualTo(head);
        assertThat(base.predict(images)).isEqualTo(features);
        assertThat(model.trainableWeights()).hasSize(2);
    }

    @Test
    void theHeadLearnsFromWhatTheBasePredicts() {
        // Normalized by the moving statistics, so that the head alone, fed with the features, learns the same.
        Array features = base.predict(images);
        Model head = Sequential.of(Input.of(256), Dense.of(3).activation("softmax"));
        head.setWeights(weights(model.layer("head")));
        head.compile("sgd", "sparse_categorical_crossentropy");
        model.compile("sgd", "sparse_categorical_crossentropy");

        head.trainOnBatch(features, labels);
        model.trainOnBatch(images, labels);

        double[] expected = head.getWeights().get(0).toDoubleArray();
        assertThat(weights(model.layer("head")).get(0).toDoubleArray()).containsExactly(expected, within(1e-6));
    }

    @Test
    void aBaseThatIsSetFreeLearnsTooAndItsNormalizationFollowsTheImages() {
        base.setTrainable(true);
        base.layer("conv1_bn").setTrainable(false);
        model = withHead(true);
        List<Array> kernel = weights(base.layer("conv1"));
        List<Array> frozen = weights(base.layer("conv1_bn"));
        List<Array> free = weights(base.layer("conv_pw_13_bn"));

        train();

        assertThat(weights(base.layer("conv1"))).isNotEqualTo(kernel);
        assertThat(weights(base.layer("conv1_bn"))).isEqualTo(frozen);
        assertThat(weights(base.layer("conv_pw_13_bn"))).isNotEqualTo(free);
    }
}
