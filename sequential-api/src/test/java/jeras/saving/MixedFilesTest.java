package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.Model;
import jeras.layers.Layer;
import jeras.optimizers.Adam;
import jeras.optimizers.LossScaleOptimizer;
import jeras.testing.PythonKeras;
import jeras.utils.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of Keras whose layers compute in several data types: they predict and train on as in Keras, and are written again.
 * {@code mixed_precision.py} writes them.
 */
class MixedFilesTest {
    private static final JsonObject TOLD = ToldByKeras.json("mixed/mixed.json");

    /** How far two ways of rounding to 8 or 11 bits may lie apart. */
    private static final float TOLERANCE = 0.02f;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"half", "brain", "layers", "plain"})
    void aModelOfSeveralPrecisionsPredictsAndTrainsOnAsInKeras(String name) {
        JsonObject told = TOLD.getAsJsonObject(name);
        LoadedModel loaded = ModelReader.read(TestFiles.copy("mixed/" + name + ".keras", folder));
        assertThat(loaded.missing()).isEmpty();
        ToldByKeras.predictsAs(told, loaded.model(), TOLERANCE);
        List<Array> inputs = ToldByKeras.arrays(told, "inputs");
        DataType type = loaded.model().predictAll(inputs).get(0).dataType();
        assertThat(DataTypes.name(type)).isEqualTo(told.get("type").getAsString());
        ToldByKeras.trainsAs(told, loaded.model(), TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "brain", "layers", "plain"})
    void whatIsWrittenComesBack(String name) {
        Model model = Model.load(TestFiles.copy("mixed/" + name + ".keras", folder));
        Path file = folder.resolve("again.keras");
        model.save(file);
        Model again = Model.load(file);
        assertThat(again.layers().stream().map(Layer::dtypePolicy).toList())
                .isEqualTo(model.layers().stream().map(Layer::dtypePolicy).toList());
        assertThat(again.getWeights()).isEqualTo(model.getWeights());
        List<Array> inputs = ToldByKeras.arrays(TOLD.getAsJsonObject(name), "inputs");
        assertThat(again.predictAll(inputs)).isEqualTo(model.predictAll(inputs));
        assertThat(again.optimizer()).isExactlyInstanceOf(model.optimizer().getClass());
        assertThat(again.optimizer().iterations())
                .isEqualTo(model.optimizer().iterations())
                .isPositive();
    }

    @Test
    void theLossScaleFollowsTheGradientsAsInKeras() {
        Model model = Model.load(TestFiles.copy("mixed/scaling.keras", folder));
        JsonObject told = TOLD.getAsJsonObject("scaling");
        LossScaleOptimizer optimizer = (LossScaleOptimizer) model.optimizer();
        assertThat(optimizer.innerOptimizer()).isInstanceOf(Adam.class);
        assertThat(optimizer.initialScale()).isEqualTo(0x1p20);
        assertThat(optimizer.dynamicGrowthSteps()).isEqualTo(3);
        Array x = ToldByKeras.arrays(told, "inputs").get(0);
        Array y = ToldByKeras.arrays(told, "targets").get(0);
        JsonArray steps = told.getAsJsonArray("steps");
        for (int i = 0; i < steps.size(); i++) {
            JsonObject step = steps.get(i).getAsJsonObject();
            if (i > 0) { // the file was written after the first
                double loss = model.trainOnBatch(x, y).get("loss");
                assertThat(loss).as("loss " + i).isCloseTo(step.get("loss").getAsDouble(), within(0.005));
            }
            List<Array> scale = optimizer.scaleVariables().stream()
                    .map(jeras.backend.Values::read)
                    .toList();
            assertThat(scale.get(0).item())
                    .as("counter " + i)
                    .isEqualTo(step.get("counter").getAsDouble());
            assertThat(scale.get(1).item())
                    .as("scale " + i)
                    .isEqualTo(step.get("scale").getAsDouble());
            assertThat(optimizer.iterations())
                    .as("iterations " + i)
                    .isEqualTo(step.get("iterations").getAsLong());
        }
        List<Array> weights = ToldByKeras.arrays(told, "weights");
        for (int i = 0; i < weights.size(); i++) {
            double[] actual = model.getWeights().get(i).toDoubleArray();
            double[] expected = weights.get(i).toDoubleArray();
            for (int k = 0; k < actual.length; k++) {
                assertThat(actual[k]).isCloseTo(expected[k], within(0.002));
            }
        }
    }

    @Test
    void theScaleIsPartOfTheFile() {
        Model model = Model.load(TestFiles.copy("mixed/scaling.keras", folder));
        Path file = folder.resolve("again.keras");
        model.save(file);
        LossScaleOptimizer again = (LossScaleOptimizer) Model.load(file).optimizer();
        assertThat(jeras.backend.Values.read(again.scaleVariables().get(1)).item())
                .isEqualTo(0x1p19);
        assertThat(again).hasToString(model.optimizer().toString());
    }

    @Test
    void kerasReadsWhatIsWritten() throws IOException, InterruptedException {
        for (String name : List.of("half", "brain", "plain", "scaling")) {
            Model model = Model.load(TestFiles.copy("mixed/" + name + ".keras", folder));
            model.save(folder.resolve(name + "-again.keras"));
        }
        Path script = Files.writeString(folder.resolve("read.py"), """
                import sys, keras, numpy as np
                for name in ["half", "brain", "plain", "scaling"]:
                    # Without it Keras forgets that it had scaled the loss.
                    keras.config.set_dtype_policy("mixed_float16" if name == "half" else "float32")
                    a, b = (keras.saving.load_model(f"{sys.argv[1]}/{name}{end}.keras") for end in ["", "-again"])
                    assert [l.dtype_policy.name for l in a.layers] == [l.dtype_policy.name for l in b.layers], name
                    assert len(a.optimizer.variables) == len(b.optimizer.variables), name
                    for v, w in zip(a.weights + a.optimizer.variables, b.weights + b.optimizer.variables):
                        assert v.dtype == w.dtype and np.array_equal(np.asarray(v), np.asarray(w)), (name, v.path)
                """);
        PythonKeras.run(folder, script, folder);
    }
}
