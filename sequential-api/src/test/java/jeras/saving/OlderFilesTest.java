package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import jeras.Model;
import jeras.layers.Layers;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of Keras 1, Keras 2 and tf.keras, made by {@code older_files.py} and {@code keras1_files.py}. */
class OlderFilesTest {
    private static final JsonObject TOLD = ToldByKeras.json("older/older.json");
    private static final JsonObject TOLD_1 = ToldByKeras.json("older/keras1.json");

    @TempDir
    private Path folder;

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
        ToldByKeras.predictsAs(told, loaded.model());
        assertThat(loaded.missing()).isEmpty();
        // The older RMSprop leaves the momentum of embeddings alone that are not in the batch; that of Keras 3 does
        // not.
        ToldByKeras.trainsAs(told, loaded.model(), name.startsWith("recurrent") ? 1e-3 : 1e-5);
    }

    /** The optimizers of tf.keras before 2.11 have no state in .keras files. */
    @ParameterizedTest
    @ValueSource(strings = {"convolution.keras", "recurrent.keras", "states.keras"})
    void filesOfTfKerasWithOlderOptimizersPredict(String name) {
        Model model = Model.load(TestFiles.copy("older/" + name, folder));
        ToldByKeras.predictsAs(TOLD.getAsJsonObject(name.replaceFirst("\\..*", "")), model);
        assertThat(model.isCompiled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"convolution", "recurrent", "states"})
    void weightsOfTfKerasAreReadIntoAModel(String name) {
        Model model = Model.load(TestFiles.copy("older/" + name + ".h5", folder));
        Path weights = TestFiles.copy("older/" + name + "_weights.h5", folder);
        model.setWeights(model.getWeights().stream().map(w -> w.multiply(0)).toList());
        model.loadWeights(weights);
        ToldByKeras.predictsAs(TOLD.getAsJsonObject(name), model);
        model.setWeights(model.getWeights().stream().map(w -> w.multiply(0)).toList());
        model.loadWeights(weights, o -> o.byName(true));
        ToldByKeras.predictsAs(TOLD.getAsJsonObject(name), model);
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
        ToldByKeras.predictsAs(TOLD_1.getAsJsonObject(name), loaded.model());
    }

    @Test
    void aGruOfAGpuPredicts() {
        Assumptions.assumeTrue(Layers.names().contains("GRU"), "no layer GRU yet");
        ToldByKeras.predictsAs(
                TOLD_1.getAsJsonObject("cudnn_gru"), Model.load(TestFiles.copy("older/cudnn_gru.h5", folder)));
    }

    @Test
    void operationsOfTensorFlowAreSavedAsThoseOfKeras() {
        Model model = Model.load(TestFiles.copy("older/operations.h5", folder));
        Path file = folder.resolve("again.keras");
        model.save(file);
        ToldByKeras.predictsAs(TOLD.getAsJsonObject("operations"), Model.load(file));
    }

    @Test
    void aDecayingLearningRateBecomesASchedule() {
        Model model = Model.load(TestFiles.copy("older/keras1_tf_tensorflow.h5", folder));
        assertThat(model.optimizer())
                .hasToString("SGD[learningRate=InverseTimeDecay[initialLearningRate=0.01, decaySteps=1.0,"
                        + " decayRate=0.5, staircase=false], momentum=0.9, nesterov=true]");
    }
}
