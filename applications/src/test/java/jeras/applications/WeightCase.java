package jeras.applications;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.Model;

/** A folder in which {@code src/test/python/weight_files.py} works: one model, its inputs, and what Keras makes of them. */
record WeightCase(Path folder) {
    Path file(String name) {
        return folder.resolve(name);
    }

    private JsonObject json(String name) throws IOException {
        return JsonParser.parseString(Files.readString(file(name))).getAsJsonObject();
    }

    /** Begins a case. */
    static WeightCase write(Path folder, String function, String arguments, Array inputs) throws IOException {
        Files.createDirectories(folder);
        JsonObject told = new JsonObject();
        told.addProperty("function", function);
        told.add("arguments", JsonParser.parseString(arguments));
        Files.writeString(folder.resolve("case.json"), told.toString());
        JsonObject array = new JsonObject();
        JsonArray shape = new JsonArray();
        Arrays.stream(inputs.shape().getShape()).forEach(shape::add);
        array.add("shape", shape);
        array.add("values", numbers(inputs.toDoubleArray()));
        Files.writeString(folder.resolve("inputs.json"), array.toString());
        return new WeightCase(folder);
    }

    private static JsonArray numbers(double[] values) {
        JsonArray array = new JsonArray();
        for (double value : values) {
            array.add(value);
        }
        return array;
    }

    /** The model with new weights. */
    Model model() throws IOException {
        JsonObject told = json("case.json");
        return Architecture.build(told.get("function").getAsString(), told.getAsJsonObject("arguments"));
    }

    /** The model with the weights of a file, which its options name. */
    Model model(Path weights) throws IOException {
        JsonObject told = json("case.json");
        JsonObject arguments = told.getAsJsonObject("arguments").deepCopy();
        arguments.addProperty("weights", weights.toString());
        return Architecture.build(told.get("function").getAsString(), arguments);
    }

    Array inputs() throws IOException {
        JsonObject told = json("inputs.json");
        long[] shape = told.getAsJsonArray("shape").asList().stream()
                .mapToLong(JsonElement::getAsLong)
                .toArray();
        return Array.of(doubles(told.getAsJsonArray("values")), shape).cast("float32");
    }

    /** What Keras predicts: {@code "keras"} with its own weights, {@code "jeras"} with those that Jeras has saved. */
    double[] outputs(String whose) throws IOException {
        return doubles(json("outputs.json").getAsJsonArray(whose));
    }

    private static double[] doubles(JsonArray array) {
        return array.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    /** The greatest difference of predictions from Keras's, as a part of the greatest of Keras's. */
    static double difference(Array ours, double[] keras) {
        double[] values = ours.toDoubleArray();
        assertThat(values).hasSameSizeAs(keras);
        double greatest = Arrays.stream(keras).map(Math::abs).max().orElseThrow();
        double difference = IntStream.range(0, keras.length)
                .mapToDouble(i -> Math.abs(values[i] - keras[i]))
                .max()
                .orElseThrow();
        return difference / greatest;
    }
}
