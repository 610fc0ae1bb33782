package jeras.tuner;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trial as KerasTuner writes it into {@code trial.json}, with what Jeras must know besides. */
final class TrialJson {
    /** More axes than any data have. */
    private static final int MOST_AXES = 16;

    private TrialJson() {}

    static JsonObject write(Trial trial, Objective objective) {
        Trial.State state = trial.state();
        JsonObject json = new JsonObject();
        json.addProperty("trial_id", state.id());
        json.add("hyperparameters", SpaceJson.write(state.hyperparameters()));
        JsonObject byName = new JsonObject();
        state.metrics().forEach((name, value) -> byName.add(name, metric(name, value, state.bestStep(), objective)));
        JsonObject metrics = new JsonObject();
        metrics.add("metrics", byName);
        json.add("metrics", metrics);
        json.add("score", Json.of(state.score()));
        json.addProperty("best_step", state.bestStep());
        json.addProperty("status", state.status().name());
        json.add("message", state.message().isEmpty() ? JsonNull.INSTANCE : Json.of((Object) state.message()));
        json.addProperty("runs", state.runs());
        json.addProperty("seconds", state.seconds());
        JsonArray inputs = new JsonArray();
        for (Shape shape : state.inputs()) {
            JsonArray axes = new JsonArray();
            for (long axis : shape.getShape()) {
                axes.add(axis);
            }
            inputs.add(axes);
        }
        json.add("inputs", inputs);
        return json;
    }

    private static JsonObject metric(String name, double value, int step, Objective objective) {
        JsonArray values = new JsonArray();
        values.add(Json.of(value));
        JsonObject observation = new JsonObject();
        observation.add("value", values);
        observation.addProperty("step", step);
        JsonArray observations = new JsonArray();
        observations.add(observation);
        JsonObject metric = new JsonObject();
        // KerasTuner, too, holds what is not the objective to be small where its name does not tell.
        metric.addProperty("direction", name.equals(objective.name()) ? objective.direction() : "min");
        metric.add("observations", observations);
        return metric;
    }

    static Trial read(JsonObject json) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> metric :
                Json.object(Json.object(json, "metrics"), "metrics").entrySet()) {
            metrics.put(metric.getKey(), observed(metric.getValue()));
        }
        JsonElement message = Json.member(json, "message");
        return new Trial(new Trial.State(
                Json.text(json, "trial_id"),
                status(Json.text(json, "status")),
                SpaceJson.read(Json.object(json, "hyperparameters")),
                metrics,
                Json.number(json, "score"),
                Json.small(json, "best_step"),
                message.isJsonNull() ? "" : Json.text(json, "message"),
                Json.small(json, "runs"),
                Json.number(json, "seconds"),
                shapes(Json.array(json, "inputs"))));
    }

    private static double observed(JsonElement metric) {
        JsonArray observations = Json.array(metric, "observations");
        JsonArray values = observations.isEmpty() ? new JsonArray() : Json.array(observations.get(0), "value");
        if (values.isEmpty()) {
            throw new Json.Malformed("an observation of a metric", metric);
        }
        return Json.numberOf(values.get(0), "value");
    }

    private static TrialStatus status(String name) {
        for (TrialStatus status : TrialStatus.values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        throw new Json.Malformed("RUNNING, INVALID, COMPLETED or FAILED", name);
    }

    private static List<Shape> shapes(JsonArray json) {
        List<Shape> shapes = new ArrayList<>();
        for (JsonElement axes : json) {
            if (!axes.isJsonArray() || axes.getAsJsonArray().size() > MOST_AXES) {
                throw new Json.Malformed("a shape", axes);
            }
            shapes.add(new Shape(axes.getAsJsonArray().asList().stream()
                    .mapToLong(a -> (long) Json.numberOf(a, "axis"))
                    .toArray()));
        }
        return shapes;
    }
}
