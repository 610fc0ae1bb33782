package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import jeras.FileFormatException;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Sequential;
import jeras.UnsupportedPartException;
import jeras.activations.Activation;
import jeras.initializers.HeNormal;
import jeras.initializers.Initializer;
import jeras.layers.Dense;
import jeras.layers.Layer;
import jeras.losses.BinaryCrossentropy;
import jeras.losses.Loss;
import jeras.metrics.Metric;
import jeras.metrics.TopKCategoricalAccuracy;
import jeras.ops.Tensor;
import jeras.optimizers.Adam;
import jeras.optimizers.Optimizer;
import jeras.optimizers.schedules.ExponentialDecay;
import jeras.regularizers.L2;
import jeras.regularizers.Regularizer;
import org.junit.jupiter.api.Test;

/** Single things to Keras's JSON and back. */
class KerasObjectsTest {
    static final class Scale extends Layer {
        final double factor;

        Scale(double factor) {
            this.factor = factor;
        }

        @Override
        protected Tensor call(Tensor x) {
            return x.multiply(factor);
        }
    }

    private static <T> String again(Object thing, Class<T> type) {
        return Keras.serializeKerasObject(Keras.deserializeKerasObject(Keras.serializeKerasObject(thing), type));
    }

    @Test
    void thingsOfEveryKindComeBackAsTheyWere() {
        Dense dense =
                Dense.of(3).activation("relu").kernelRegularizer(L2.of(0.1)).name("hidden");
        Optimizer adam = Adam.of(ExponentialDecay.of(0.1, 100, 0.9)).beta1(0.8);
        Loss loss = BinaryCrossentropy.of().labelSmoothing(0.1);
        Metric metric = TopKCategoricalAccuracy.of().k(3);

        assertThat(again(dense, Layer.class)).isEqualTo(Keras.serializeKerasObject(dense));
        assertThat(again(adam, Optimizer.class)).isEqualTo(Keras.serializeKerasObject(adam));
        assertThat(again(loss, Loss.class)).isEqualTo(Keras.serializeKerasObject(loss));
        assertThat(again(metric, Metric.class)).isEqualTo(Keras.serializeKerasObject(metric));
        assertThat(again(Initializer.of("he_normal"), Initializer.class)).contains("HeNormal");
        assertThat(again(Activation.of("relu"), Activation.class)).isEqualTo("\"relu\"");
    }

    @Test
    void textsOfKerasAreRead() {
        String json = """
                {"module": "keras.layers", "class_name": "Dense", "config": {"name": "d", "units": 4, "activation": "tanh",
                 "kernel_initializer": {"module": "keras.initializers", "class_name": "HeNormal", "config": {"seed": 7},
                 "registered_name": null}}, "registered_name": null}""";

        Dense dense = Keras.deserializeKerasObject(json, Dense.class);

        assertThat(dense.name()).isEqualTo("d");
        assertThat(dense)
                .hasToString(Dense.of(4)
                        .activation("tanh")
                        .kernelInitializer(HeNormal.of().seed(7))
                        .toString());
    }

    @Test
    void aModelComesBackWithNewWeights() {
        Sequential model = Sequential.of(Input.of(2), Dense.of(3), Dense.of(1));

        Sequential again = Keras.deserializeKerasObject(Keras.serializeKerasObject(model), Sequential.class);

        assertThat(again.countParams()).isEqualTo(model.countParams());
    }

    @Test
    void classesOfOnesOwnAreRegisteredForAllTextsOrToldForOne() {
        Keras.register("tests>Scale", Scale.class, c -> new Scale(c.number("factor")), s -> Map.of("factor", s.factor));
        String json;
        try {
            assertThat(Keras.getCustomObjects()).contains("tests>Scale");
            json = Keras.serializeKerasObject(new Scale(2.5));
            assertThat(Keras.deserializeKerasObject(json, Scale.class).factor).isEqualTo(2.5);
        } finally {
            Keras.unregister("tests>Scale");
        }
        assertThat(Keras.getCustomObjects()).doesNotContain("tests>Scale");
        assertThatThrownBy(() -> Keras.deserializeKerasObject(json, Scale.class))
                .isInstanceOf(UnsupportedPartException.class);
        Scale told = Keras.deserializeKerasObject(
                json, Scale.class, o -> o.customObject("Scale", Scale.class, c -> new Scale(c.number("factor"))));
        assertThat(told.factor).isEqualTo(2.5);
    }

    @Test
    void anotherKindOfThingIsRefused() {
        String dense = Keras.serializeKerasObject(Dense.of(1));

        assertThatThrownBy(() -> Keras.deserializeKerasObject(dense, Sequential.class))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("expected: a Sequential");
        assertThatThrownBy(() -> Keras.deserializeKerasObject(dense, Loss.class))
                .isInstanceOf(UnsupportedPartException.class);
        assertThatThrownBy(() -> Keras.deserializeKerasObject("{\"class_name\"", Layer.class))
                .isInstanceOf(FileFormatException.class);
        assertThatThrownBy(() -> Keras.deserializeKerasObject("relu", Layer.class))
                .isInstanceOf(FileFormatException.class);
        assertThatThrownBy(() -> Keras.deserializeKerasObject("no_such_thing", Regularizer.class))
                .isInstanceOf(UnsupportedPartException.class);
        assertThatThrownBy(() -> Keras.serializeKerasObject("text"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("This cannot be described as Keras does.");
    }

    @Test
    void aClassThatIsNotThereIsToldWithAFewThatAre() {
        String json = "{\"class_name\": \"SpectrogramOfWaves\", \"config\": {}}";

        assertThatThrownBy(() -> Keras.deserializeKerasObject(json, Layer.class))
                .isInstanceOf(UnsupportedPartException.class)
                .satisfies(
                        e -> assertThat(e.getMessage().lines().toList().get(3)).hasSizeLessThan(200));
    }

    @Test
    void aClassWithoutANameIsDamage() {
        assertThatThrownBy(() -> Keras.deserializeKerasObject("{\"class_name\": \"\", \"config\": {}}", Layer.class))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        Cannot read the JSON text.
                          expected: the name of a class of layer
                          received: an empty name
                          fix:      the file is damaged or was cut short: copy it again or save the model again""");
    }
}
