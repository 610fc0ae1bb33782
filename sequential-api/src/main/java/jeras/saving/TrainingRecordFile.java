package jeras.saving;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jeras.History;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Model;
import jeras.backend.Backend;
import jeras.ops.Variable;
import jeras.training.TrainingRecord;
import jeras.utils.DataTypes;

/** How a model was trained, as a JSON file to be read by people and programs; Jeras itself does not read it. */
public final class TrainingRecordFile {
    static final String NAME = "training.json";

    private static final int FORMAT = 1;

    private static final Gson WRITER = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .setPrettyPrinting()
            .create();

    private TrainingRecordFile() {}

    /**
     * Writes the record of some trainings, in the place of an earlier one.
     *
     * @throws jeras.FileFormatException if the file cannot be written; what was there before stays then
     */
    public static void write(Path file, Model model, List<History> trainings) {
        JsonObject record = new JsonObject();
        record.addProperty("format", FORMAT);
        record.add("model", model(model));
        record.add("software", value(software()));
        record.add("compile", compile(model));
        JsonArray runs = new JsonArray();
        trainings.forEach(history -> runs.add(training(history)));
        record.add("trainings", runs);
        byte[] text = (WRITER.toJson((JsonElement) record) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    private static JsonObject model(Model model) {
        JsonObject json = new JsonObject();
        json.addProperty("name", model.name());
        json.addProperty("class_name", model.className());
        json.addProperty("parameters", model.countParams());
        json.addProperty(
                "trainable_parameters",
                model.trainableWeights().stream()
                        .mapToLong(v -> v.shape().size())
                        .sum());
        JsonArray types = new JsonArray();
        model.weights().stream()
                .map(Variable::dataType)
                .map(DataTypes::name)
                .distinct()
                .sorted()
                .forEach(types::add);
        json.add("weight_types", types);
        return json;
    }

    private static Map<String, Object> software() {
        String jeras = Optional.ofNullable(Keras.class.getPackage().getImplementationVersion())
                .orElse("development");
        // In this order in every file, so that two can be compared line by line.
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("jeras", jeras);
        versions.put("djl", Backend.djlVersion());
        versions.put("pytorch", Backend.version());
        versions.put("java", System.getProperty("java.version"));
        versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return versions;
    }

    private static JsonElement compile(Model model) {
        if (!model.isCompiled()) {
            return JsonNull.INSTANCE;
        }
        try {
            return CompileWriter.write(model.trainer().options().told(), model.outputNames());
        } catch (InvalidArgumentException e) {
            // A part of the user's own: what it is called says more than nothing.
            return new JsonPrimitive(
                    e.getMessage().lines().limit(3).reduce((a, b) -> a + b).orElse(""));
        }
    }

    private static JsonObject training(History history) {
        JsonObject json = new JsonObject();
        history.trainingRecord()
                .map(TrainingRecord::facts)
                .orElse(Map.of())
                .forEach((name, fact) -> json.add(name, value(fact)));
        json.add("epochs", value(history.epoch()));
        json.add("epoch_seconds", value(history.seconds()));
        json.add("history", value(history.history()));
        json.add(
                "seconds",
                value(history.seconds().stream()
                        .filter(s -> !s.isNaN())
                        .mapToDouble(s -> s)
                        .sum()));
        return json;
    }

    private static JsonElement value(Object value) {
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((key, one) -> object.add(String.valueOf(key), value(one)));
            return object;
        } else if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(one -> array.add(value(one)));
            return array;
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            return new JsonPrimitive(number.toString()); // JSON has no such numbers
        } else if (value instanceof Number number) {
            return new JsonPrimitive(number);
        } else if (value instanceof Boolean bool) {
            return new JsonPrimitive(bool);
        }
        return value == null ? JsonNull.INSTANCE : new JsonPrimitive(value.toString());
    }
}
