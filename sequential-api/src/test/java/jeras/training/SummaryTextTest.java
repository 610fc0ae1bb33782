package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.Sequential;
import jeras.graph.ModelSummary;
import jeras.layers.BatchNormalization;
import jeras.layers.Concatenate;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Flatten;
import jeras.layers.Layer;
import jeras.layers.MaxPooling2D;
import jeras.ops.Tensor;
import org.junit.jupiter.api.Test;

/** Summaries against the text that Keras prints; {@code summaries.py} beside the expected files made them. */
class SummaryTextTest {
    @Test
    void aModelWithoutShapesSaysSo() {
        assertThat(text(Sequential.of(Dense.of(8), Dense.of(1)))).isEqualTo(keras("unbuilt"));
    }

    @Test
    void aSequentialListsItsLayers() {
        Sequential model = Sequential.of(
                Input.of(28, 28, 1),
                Conv2D.of(32, 3).activation("relu"),
                MaxPooling2D.of(2),
                Conv2D.of(64, 3).activation("relu"),
                MaxPooling2D.of(2),
                Flatten.of(),
                Dropout.of(0.5),
                Dense.of(10).activation("softmax"));

        assertThat(text(model)).isEqualTo(keras("mnist_cnn"));
    }

    @Test
    void frozenAndStateWeightsAreCountedApart() {
        Sequential model =
                Sequential.of(Input.of(784), Dense.of(512).activation("relu"), BatchNormalization.of(), Dense.of(10));
        model.layers().get(0).setTrainable(false);

        assertThat(text(model)).isEqualTo(keras("frozen"));
    }

    @Test
    void aGraphSaysWhatIsConnectedToWhat() {
        Tensor left = Input.of(4).name("left");
        Tensor right = Input.of(4).name("right");
        Dense shared = Dense.of(3).name("shared");
        Tensor x = Concatenate.of().apply(shared.apply(left), shared.apply(right));
        Model model = Model.of(
                "pair",
                List.of(left, right),
                List.of(
                        Dense.of(1).name("price").apply(x),
                        Dense.of(2).name("kind").apply(x)));

        assertThat(text(model)).isEqualTo(keras("two_inputs"));
    }

    @Test
    void aTrainedModelCountsItsOptimizer() {
        Sequential model = Sequential.of(
                Input.of(784), Dense.of(512).activation("relu"), Dense.of(10).activation("softmax"));
        model.compile("adam", "sparse_categorical_crossentropy");
        model.fit(new float[2][784], new int[2], f -> f.verbose(0));

        assertThat(text(model)).isEqualTo(keras("trained"));
    }

    @Test
    void nestedModelsAreExpandedAndFrozenLayersMarked() {
        assertThat(text(stack().summary(s -> s.expandNested(true).showTrainable(true))))
                .isEqualTo(keras("nested"));
    }

    @Test
    void aGraphExpandsItsModelsToo() {
        Tensor left = Input.of(4).name("left");
        Tensor right = Input.of(4).name("right");
        Model inner = named("inner", Input.of(4), Dense.of(3).name("inside"));
        Tensor x = Concatenate.of()
                .apply(
                        inner.apply(left),
                        Dense.of(2).name("other").trainable(false).apply(right));
        Tensor price = Dense.of(1).name("price").apply(x.multiply(2.0));
        Model model = Model.of("pair", List.of(left, right), List.of(price));

        assertThat(text(model.summary(s -> s.expandNested(true).showTrainable(true))))
                .isEqualTo(keras("nested_pair"));
    }

    @Test
    void aRangeOfLayersIsShown() {
        assertThat(text(stack().summary(s -> s.layerRange("mid", "head").lineLength(70))))
                .isEqualTo(keras("range"));
        assertThat(text(stack().summary(s -> s.layerRange("head", "mid").lineLength(70))))
                .isEqualTo(keras("range"));
    }

    @Test
    void optionsThatMakeNoTableAreRefused() {
        assertThatThrownBy(() -> stack().summary(s -> s.layerRange("tail", "head")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The summary has no layers from "tail" to "head".
                          expected: patterns that match some of [encoder, middle, head]
                          received: none for "tail"
                          fix:      give names of layers, or regular expressions for their beginnings""");
        assertThatThrownBy(() -> stack().summary(s -> s.positions(0.5, 0.4, 1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("three or four ascending numbers up to 1");
        assertThatThrownBy(() -> stack().summary(s -> s.positions(0.1, 0.4, 0.6, 1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("3 positions, one a column");
    }

    private static Sequential stack() {
        Sequential encoder = named("encoder", Input.of(4), Dense.of(3).name("wide"), Dropout.of(0.5));
        encoder.setTrainable(false);
        Tensor inner = Input.of(2).name("inner_input");
        Tensor score =
                Dense.of(1).name("score").apply(Dense.of(2).name("narrow").apply(inner));
        Model head = Model.of("head", List.of(inner), List.of(score));
        return named("stack", Input.of(4), encoder, Dense.of(2).name("middle"), head);
    }

    private static Sequential named(String name, Input input, Layer... layers) {
        Sequential model = Sequential.named(name);
        model.add(input);
        List.of(layers).forEach(model::add);
        return model;
    }

    private static String text(ModelSummary summary) {
        return summary.toString().stripTrailing();
    }

    private static String text(Model model) {
        return model.summary().toString().stripTrailing();
    }

    private static String keras(String name) {
        try (InputStream in = SummaryTextTest.class.getResourceAsStream(name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
