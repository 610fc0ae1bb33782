package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.History;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Model;
import jeras.Sequential;
import jeras.data.Dataset;
import jeras.layers.Dense;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written beside a model about its training. */
class TrainingRecordTest {
    private static final Array X = Array.of(new float[][] {{0, 1}, {1, 0}, {1, 1}, {2, 1}});
    private static final Array Y = Array.of(new float[] {1, 0, 2, 1});

    private static Sequential model() {
        Sequential model = Sequential.of(Input.of(2), Dense.of(1));
        model.compile("adam", "mse", "mae");
        return model;
    }

    private static JsonObject read(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private static String fingerprint(Array x, Array y) {
        History history = model().fit(x, y, f -> f.verbose(0));
        var facts = history.trainingRecord().orElseThrow().facts();
        return (String) ((Map<?, ?>) facts.get("training_data")).get("fingerprint");
    }

    @Test
    void theRecordSaysHowTheModelWasTrained(@TempDir Path folder) throws IOException {
        Keras.setRandomSeed(17);
        Sequential model = model();
        History history =
                model.fit(X, Y, f -> f.epochs(3).batchSize(2).verbose(0).validationData(X, Y));

        model.save(folder.resolve("m.keras"), s -> s.trainingRecord(history));

        JsonObject record = read(folder.resolve("training.json"));
        assertThat(record.get("format").getAsInt()).isEqualTo(1);
        assertThat(record.getAsJsonObject("model").get("parameters").getAsInt()).isEqualTo(3);
        assertThat(record.getAsJsonObject("software").keySet())
                .containsExactly("jeras", "djl", "pytorch", "java", "system");
        assertThat(record.getAsJsonObject("software").get("pytorch").getAsString())
                .startsWith("2.");
        assertThat(record.getAsJsonObject("compile")
                        .getAsJsonObject("optimizer")
                        .get("class_name")
                        .getAsString())
                .isEqualTo("Adam");
        JsonObject run = record.getAsJsonArray("trainings").get(0).getAsJsonObject();
        assertThat(run.get("random_seed").getAsLong()).isEqualTo(17);
        assertThat(run.get("device").getAsString()).isEqualTo(Keras.device());
        assertThat(run.getAsJsonObject("fit").get("batch_size").getAsInt()).isEqualTo(2);
        JsonObject data = run.getAsJsonObject("training_data");
        assertThat(data.get("samples").getAsInt()).isEqualTo(4);
        assertThat(data.get("fingerprint"))
                .isEqualTo(run.getAsJsonObject("validation_data").get("fingerprint"));
        assertThat(run.getAsJsonArray("epoch_seconds")).hasSize(3);
        assertThat(run.getAsJsonObject("history")
                        .getAsJsonArray("val_mae")
                        .get(2)
                        .getAsDouble())
                .isEqualTo(history.last("val_mae"));
        assertThat(Model.load(folder.resolve("m.keras")).predict(X)).isEqualTo(model.predict(X));
    }

    @Test
    void theSeedsAtTheStartRepeatTheTraining() {
        Sequential model = model();
        Array weights = model.getWeights().get(0);
        History history = model.fit(X, Y, f -> f.epochs(2).batchSize(1).verbose(0));

        Sequential again = model();
        again.setWeights(List.of(weights, Array.of(new float[] {0})));
        Keras.setRandomSeed(Long.parseLong(
                (String) history.trainingRecord().orElseThrow().facts().get("seeds_at_start")));
        History repeated = again.fit(X, Y, f -> f.epochs(2).batchSize(1).verbose(0));

        assertThat(repeated.get("loss")).isEqualTo(history.get("loss"));
    }

    @Test
    void theFingerprintIsThatOfTheData() {
        String print = fingerprint(X, Y);

        assertThat(print).startsWith("sha256-crc32c:").hasSize("sha256-crc32c:".length() + 64);
        assertThat(fingerprint(Array.of(X.toFloatArray(), 4, 2), Y)).isEqualTo(print);
        assertThat(fingerprint(X.add(1), Y)).isNotEqualTo(print);
        assertThat(fingerprint(X, Y.reshape(4, 1))).isNotEqualTo(print);
    }

    @Test
    void aDataSetSaysThatItHasNone() {
        History history = model().fit(Dataset.of(X, Y).batch(2), f -> f.verbose(0));

        assertThat(history.trainingRecord().orElseThrow().facts().get("training_data"))
                .hasToString("{kind=data set, batches=2, fingerprint=null, "
                        + "fingerprint_note=only arrays have one: a data set is not read through for it}");
    }

    @Test
    void severalTrainingsFollowOneAnother(@TempDir Path folder) throws IOException {
        Sequential model = model();
        History first = model.fit(X, Y, f -> f.verbose(0));
        History second = model.fit(X, Y, f -> f.epochs(2).verbose(0));

        model.save(
                folder.resolve("m.keras"), s -> s.trainingRecord(first, second).trainingRecordName("m.json"));

        assertThat(read(folder.resolve("m.json")).getAsJsonArray("trainings")).hasSize(2);
        assertThat(folder.resolve("training.json")).doesNotExist();
    }

    @Test
    void aNameOutsideOfTheFolderIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> model().save(folder.resolve("m.keras"), s -> s.trainingRecordName("../m.json")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("the name of a file in the model's folder");
    }
}
