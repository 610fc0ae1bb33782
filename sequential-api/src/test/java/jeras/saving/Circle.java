package jeras.saving;

import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.KerasNumbers;
import jeras.Model;
import jeras.testing.PythonKeras;
import org.assertj.core.api.SoftAssertions;

/**
 * The way from Jeras to Keras and back: what Jeras saved Keras loads, computes the same with, and saves again, and what Keras saved
 * Jeras loads. Python's half is {@code src/test/python/circle.py}.
 *
 * @param folder where a folder for each model is made
 */
record Circle(Path folder) {
    private static final Path SCRIPT = Path.of("src/test/python/circle.py");

    /** Keras's layer gives out its input itself, so that no functional model of Keras can have it. */
    private static final String CYCLE = "from operation 'equalization' is part of a cycle";

    /** Keras promises images of the asked size also in prediction, and gives out those that came in. */
    private static final String NOT_CROPPED = "RandomCrop";

    /** One model with its inputs, in a folder of its own. */
    record Case(String name, Model model, List<Array> inputs) {}

    /** A file of one model's folder. */
    Path file(Case of, String file) {
        return folder.resolve(of.name()).resolve(file);
    }

    /** Saves the models, and has Python do something with them. */
    void keras(String what, List<Case> cases) throws IOException, InterruptedException {
        for (Case each : cases) {
            Files.createDirectories(folder.resolve(each.name()));
            each.model().save(file(each, "jeras.keras"));
            CircleData.write(each.inputs(), file(each, "inputs.json"));
        }
        PythonKeras.run(folder, SCRIPT, what, folder);
    }

    /** Whether Keras did its part; false and a line on the screen where it lacks TensorFlow for that. */
    boolean went(Case each, SoftAssertions all) throws IOException {
        Path error = file(each, "error.txt");
        if (Files.exists(error)) {
            String message = Files.readString(error);
            if (!message.contains(CYCLE)) {
                all.fail(each.name() + "\n" + message);
            }
            return false;
        }
        Path skipped = file(each, "skipped.txt");
        if (Files.exists(skipped)) {
            System.out.println(each.name() + " is left out: " + Files.readString(skipped));
            return false;
        }
        return true;
    }

    /** Expects Keras to compute what the models do, and what Keras has saved to come back as it was. */
    void goAround(List<Case> cases) throws IOException, InterruptedException {
        keras("predict", cases);
        SoftAssertions all = new SoftAssertions();
        for (Case each : cases) {
            if (went(each, all)) {
                compare(each, all);
            }
        }
        all.assertAll();
    }

    private void compare(Case each, SoftAssertions all) throws IOException {
        List<Array> ours = each.model().predictAll(each.inputs());
        List<Array> theirs = new ArrayList<>();
        JsonParser.parseString(Files.readString(file(each, "outputs.json")))
                .getAsJsonArray()
                .forEach(a -> theirs.add(KerasNumbers.array(a.getAsJsonObject())));
        Model back = Model.load(file(each, "keras.keras"));
        List<Array> again = back.predictAll(each.inputs());
        all.assertThat(back.getWeights()).as(each.name()).isEqualTo(each.model().getWeights());
        all.assertThat(theirs).as(each.name()).hasSameSizeAs(ours);
        for (int i = 0; i < ours.size() && i < theirs.size(); i++) {
            double there = each.name().endsWith(NOT_CROPPED) ? 0 : distance(theirs.get(i), ours.get(i));
            all.assertThat(there).as(each.name() + " in Keras").isCloseTo(0, within(1e-4));
            all.assertThat(distance(again.get(i), ours.get(i)))
                    .as(each.name() + " back")
                    .isZero();
        }
        assertSameLayers(all, each.name(), configs(LayerWriter.layer(each.model())), configs(LayerWriter.layer(back)));
        assertSameLayers(
                all,
                each.name(),
                configs(KerasArchive.read(file(each, "jeras.keras")).config()),
                configs(KerasArchive.read(file(each, "keras.keras")).config()));
    }

    /** The greatest difference of an element, of large ones in proportion. Not the same shape is infinitely far. */
    static double distance(Array actual, Array expected) {
        if (!Arrays.equals(actual.shape().getShape(), expected.shape().getShape())) {
            return Double.POSITIVE_INFINITY;
        }
        double[] a = actual.cast("float64").toDoubleArray();
        double[] b = expected.cast("float64").toDoubleArray();
        double greatest = 0;
        for (int i = 0; i < a.length; i++) {
            double d = a[i] == b[i] ? 0 : Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(b[i]));
            greatest = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(greatest, d);
        }
        return greatest;
    }

    /** The configurations of a model's layers by name. */
    private static Map<String, JsonObject> configs(JsonObject model) {
        Map<String, JsonObject> configs = new LinkedHashMap<>();
        model.getAsJsonObject("config").getAsJsonArray("layers").forEach(layer -> {
            JsonObject config = layer.getAsJsonObject().getAsJsonObject("config");
            JsonElement name = config.has("name")
                    ? config.get("name")
                    : layer.getAsJsonObject().get("name");
            configs.put(name.getAsString(), config);
        });
        return configs;
    }

    private static void assertSameLayers(
            SoftAssertions all, String model, Map<String, JsonObject> ours, Map<String, JsonObject> theirs) {
        // Keras writes what computes masks as nodes, too.
        all.assertThat(theirs.keySet()).as(model).containsAll(ours.keySet());
        ours.forEach((name, config) -> {
            if (theirs.containsKey(name)) {
                SavedArguments.assertSame(all, model + ", " + name, config, theirs.get(name));
            }
        });
    }
}
