package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.Keras;
import jeras.Model;
import jeras.layers.Layers;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of Keras 1, Keras 2 and tf.keras, made by {@code older_files.py} and {@code keras1_files.py}. */
class OlderFilesTest {
    private static final JsonObject TOLD = json("older/older.json");
    private static final JsonObject TOLD_1 = json("older/keras1.json");

    @TempDir
    private Path folder;

    private static JsonObject json(String resource) {
        return JsonParser.parseString(new String(TestFiles.bytes(resource), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    private static Array array(JsonElement json) {
        JsonObject object = json.getAsJsonObject();
        JsonArray values = object.getAsJsonArray("values");
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).getAsFloat();
        }
        long[] shape = object.getAsJsonArray("shape").asList().stream()
                .mapToLong(JsonElement::getAsLong)
                .toArray();
        return Array.of(floats, shape);
    }

    private static List<Array> arrays(JsonObject told, String key) {
        return told.getAsJsonArray(key).asList().stream()
                .map(OlderFilesTest::array)
                .toList();
    }

    private static void predictsAs(JsonObject told, Model model) {
        List<Array> outputs = model.predictAll(arrays(told, "inputs"));
        JsonArray expected = told.getAsJsonArray("outputs");
        assertThat(outputs).hasSize(expected.size());
        for (int i = 0; i < outputs.size(); i++) {
            JsonArray values = expected.get(i).getAsJsonArray();
            float[] actual = outputs.get(i).toFloatArray();
            assertThat(actual).hasSize(values.size());
            for (int j = 0; j < actual.length; j++) {
                assertThat(actual[j]).isCloseTo(values.get(j).getAsFloat(), within(2e-5f));
            }
        }
    }

    /** Two more epochs have the losses and metrics that they have in Keras, so the optimizer's state is there. */
    private static void trainsAs(JsonObject told, Model model) {
        Map<String, List<Double>> history = model.fit(
                        arrays(told, "inputs"),
                        arrays(told, "targets"),
                        f -> f.epochs(2).batchSize(4).shuffle(false).verbose(0))
                .history();
        List<String> logs = new ArrayList<>();
        told.getAsJsonObject("history").asMap().forEach((log, values) -> {
            logs.add(log);
            for (int i = 0; i < 2; i++) {
                double expected = values.getAsJsonArray().get(i).getAsDouble();
                assertThat(history.get(log).get(i)).as(log).isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
            }
        });
        assertThat(history.keySet()).containsExactlyInAnyOrderElementsOf(logs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense.h5",
                "convolution.h5",
                "recurrent.h5",
                "graph.h5",
                "states.h5",
                "operations.h5",
                "dense.keras",
                "graph.keras"
            })
    void trainingOfTfKerasGoesOn(String name) {
        LoadedModel loaded = ModelReader.read(TestFiles.copy("older/" + name, folder));
        JsonObject told = TOLD.getAsJsonObject(name.replaceFirst("\\..*", ""));
        predictsAs(told, loaded.model());
        assertThat(loaded.missing()).isEmpty();
        trainsAs(told, loaded.model());
    }

    /** The optimizers of tf.keras before 2.11 have no state in .keras files. */
    @ParameterizedTest
    @ValueSource(strings = {"convolution.keras", "recurrent.keras", "states.keras"})
    void filesOfTfKerasWithOlderOptimizersPredict(String name) {
        Model model = Model.load(TestFiles.copy("older/" + name, folder));
        predictsAs(TOLD.getAsJsonObject(name.replaceFirst("\\..*", "")), model);
        assertThat(model.isCompiled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"convolution", "recurrent", "states"})
    void weightsOfTfKerasAreReadIntoAModel(String name) {
        Model model = Model.load(TestFiles.copy("older/" + name + ".h5", folder));
        Path weights = TestFiles.copy("older/" + name + "_weights.h5", folder);
        model.setWeights(model.getWeights().stream().map(w -> w.multiply(0)).toList());
        model.loadWeights(weights);
        predictsAs(TOLD.getAsJsonObject(name), model);
        model.setWeights(model.getWeights().stream().map(w -> w.multiply(0)).toList());
        model.loadWeights(weights, o -> o.byName(true));
        predictsAs(TOLD.getAsJsonObject(name), model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keras1_th_theano",
                "keras1_th_tensorflow",
                "keras1_tf_tensorflow",
                "keras1_sequences",
                "keras1_graph",
                "cudnn_lstm"
            })
    void modelsOfKeras1AndOfGpusPredict(String name) {
        LoadedModel loaded = ModelReader.read(TestFiles.copy("older/" + name + ".h5", folder));
        predictsAs(TOLD_1.getAsJsonObject(name), loaded.model());
    }

    @Test
    void aGruOfAGpuPredicts() {
        Assumptions.assumeTrue(Layers.names().contains("GRU"), "no layer GRU yet");
        predictsAs(TOLD_1.getAsJsonObject("cudnn_gru"), Model.load(TestFiles.copy("older/cudnn_gru.h5", folder)));
    }

    @Test
    void operationsOfTensorFlowAreSavedAsThoseOfKeras() {
        Model model = Model.load(TestFiles.copy("older/operations.h5", folder));
        Path file = folder.resolve("again.keras");
        model.save(file);
        predictsAs(TOLD.getAsJsonObject("operations"), Model.load(file));
        assertThat(Keras.device()).isNotBlank();
    }

    @Test
    void aDecayingLearningRateBecomesASchedule() {
        Model model = Model.load(TestFiles.copy("older/keras1_tf_tensorflow.h5", folder));
        assertThat(model.optimizer())
                .hasToString("SGD[learningRate=InverseTimeDecay[initialLearningRate=0.01, decaySteps=1,"
                        + " decayRate=0.5, staircase=false, name=InverseTimeDecay], momentum=0.9, nesterov=true]");
    }
}
