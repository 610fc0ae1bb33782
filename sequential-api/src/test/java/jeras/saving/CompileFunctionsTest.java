package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.Sequential;
import jeras.ShapeMismatchException;
import jeras.layers.Dense;
import jeras.losses.CategoricalFocalCrossentropy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses and metrics that are functions in Keras: test/python/compile_functions.py says what they measure. */
class CompileFunctionsTest {
    private static final JsonObject TOLD = ToldByKeras.json("compile_functions.json");
    private static final Where WHERE = Where.in(new Place(Path.of("m.keras"), "config.json"));

    static Stream<JsonElement> cases() {
        return TOLD.getAsJsonArray("cases").asList().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void functionsMeasureAsInKerasAndAfterBeingWrittenAgain(JsonElement told) {
        Sequential model = model();
        JsonObject config = told.getAsJsonObject().getAsJsonObject("config");
        // Keras leaves some arguments of the losses out.
        CompileReader.read(model, OlderCompile.modern(config), WHERE);
        assertMeasures(model, told);

        JsonObject written = CompileWriter.write(model.trainer().options().told(), model.outputNames());
        Sequential again = model();
        assertThat(CompileReader.read(again, OlderCompile.modern(written), WHERE))
                .isEmpty();
        assertMeasures(again, told);
    }

    private static void assertMeasures(Model model, JsonElement told) {
        var logs = model.evaluate(array("x", 4, 4), array("y", 4, 3));
        told.getAsJsonObject()
                .getAsJsonObject("logs")
                .asMap()
                .forEach(
                        (log, value) -> assertThat(logs.get(log)).as(log).isCloseTo(value.getAsDouble(), within(1e-5)));
    }

    private static Sequential model() {
        Sequential model =
                Sequential.of(Input.of(4), Dense.of(3).activation("softmax").useBias(false));
        model.setWeights(List.of(array("kernel", 4, 3)));
        return model;
    }

    private static Array array(String key, long... shape) {
        JsonArray values = TOLD.getAsJsonArray(key);
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).getAsFloat();
        }
        return Array.of(floats, shape);
    }

    @Test
    void weightsOfClassesAreAsManyAsClasses() {
        Sequential model = model();
        model.compile(
                c -> c.loss(CategoricalFocalCrossentropy.of().alpha(0.5, 0.5)).optimizer("sgd"));

        assertThatThrownBy(() -> model.evaluate(array("x", 4, 4), array("y", 4, 3)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessageContaining("""
                        Loss "categorical_focal_crossentropy" cannot compare targets of shape (?, 3) with an output of \
                        shape (?, 3).
                          expected: an output with 2 classes, one for each alpha
                          received: (?, 3)
                          fix:      give 3 weights as alpha, or one""");
        assertThatThrownBy(() -> CategoricalFocalCrossentropy.of().alpha())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        CategoricalFocalCrossentropy cannot be made.
                          expected: alpha: one weight, or one for each class
                          received: none
                          fix:      give a number, such as 0.25""");
    }
}
