package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.Model;

/** What Keras says that the models of files predict, and how their training goes on. */
final class ToldByKeras {
    private ToldByKeras() {}

    static JsonObject json(String resource) {
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

    static List<Array> arrays(JsonObject told, String key) {
        return told.getAsJsonArray(key).asList().stream()
                .map(ToldByKeras::array)
                .toList();
    }

    static void predictsAs(JsonObject told, Model model) {
        predictsAs(told, model, 2e-5f);
    }

    static void predictsAs(JsonObject told, Model model, float tolerance) {
        List<Array> outputs = model.predictAll(arrays(told, "inputs"));
        JsonArray expected = told.getAsJsonArray("outputs");
        assertThat(outputs).hasSize(expected.size());
        for (int i = 0; i < outputs.size(); i++) {
            JsonArray values = expected.get(i).getAsJsonArray();
            float[] actual = outputs.get(i).toFloatArray();
            assertThat(actual).hasSize(values.size());
            for (int j = 0; j < actual.length; j++) {
                assertThat(actual[j]).isCloseTo(values.get(j).getAsFloat(), within(tolerance));
            }
        }
    }

    /** Two more epochs have the losses and metrics that they have in Keras, so the optimizer's state is there. */
    static void trainsAs(JsonObject told, Model model, double tolerance) {
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
                assertThat(history.get(log).get(i))
                        .as(log)
                        .isCloseTo(expected, within(tolerance * Math.max(1, expected)));
            }
        });
        assertThat(history.keySet()).containsExactlyInAnyOrderElementsOf(logs);
    }
}
