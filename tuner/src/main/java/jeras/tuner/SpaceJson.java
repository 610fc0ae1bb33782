package jeras.tuner;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A space with its values as KerasTuner writes it into its files. */
final class SpaceJson {
    private SpaceJson() {}

    static JsonObject write(HyperParameters hyperparameters) {
        JsonArray space = new JsonArray();
        hyperparameters.space().forEach(p -> space.add(write(p)));
        JsonObject values = new JsonObject();
        hyperparameters.values().forEach((name, value) -> values.add(name, Json.of(value)));
        JsonObject json = new JsonObject();
        json.add("space", space);
        json.add("values", values);
        return json;
    }

    static HyperParameters read(JsonObject json) {
        HyperParameters read = HyperParameters.of();
        Json.array(json, "space").forEach(p -> read.add(parameter(p)));
        HyperParameters values = read.bare();
        Json.object(json, "values").entrySet().forEach(e -> {
            Object value = Json.value(e.getValue());
            List<HyperParameter> named = read.space().stream()
                    .filter(p -> p.name().equals(e.getKey()))
                    .toList();
            if (!named.isEmpty() && named.stream().noneMatch(p -> fits(p, value))) {
                throw new Json.Malformed("a value for \"" + e.getKey() + "\" of " + named, e.getValue());
            }
            values.put(e.getKey(), value);
        });
        return values;
    }

    private static boolean fits(HyperParameter parameter, Object value) {
        return parameter instanceof ChoiceOf choice
                ? choice.values().contains(value)
                : value.getClass() == parameter.defaultValue().getClass();
    }

    private static JsonObject write(HyperParameter parameter) {
        JsonObject config = new JsonObject();
        config.addProperty("name", parameter.name());
        config.add("default", Json.of(parameter.defaultValue()));
        JsonArray conditions = new JsonArray();
        HyperParameters.conditionsOf(parameter).forEach(c -> conditions.add(write(c)));
        config.add("conditions", conditions);
        String className;
        if (parameter instanceof IntegerRange range) {
            className = "Int";
            config.addProperty("min_value", range.min());
            config.addProperty("max_value", range.max());
            config.add("step", Double.isNaN(range.step()) ? JsonNull.INSTANCE : Json.of((int) range.step()));
            config.addProperty("sampling", range.sampling().id());
        } else if (parameter instanceof DecimalRange range) {
            className = "Float";
            config.addProperty("min_value", range.min());
            config.addProperty("max_value", range.max());
            config.add("step", Json.of(range.step()));
            config.addProperty("sampling", range.sampling().id());
        } else if (parameter instanceof ChoiceOf choice) {
            className = "Choice";
            config.add("values", list(choice.values()));
            config.addProperty("ordered", choice.ordered());
        } else if (parameter instanceof FixedValue fixed) {
            className = "Fixed";
            config.add("value", Json.of(fixed.value()));
        } else {
            className = "Boolean";
        }
        return object(className, config);
    }

    private static JsonObject object(String className, JsonObject config) {
        JsonObject json = new JsonObject();
        json.addProperty("class_name", className);
        json.add("config", config);
        return json;
    }

    private static JsonObject write(Condition condition) {
        JsonObject config = new JsonObject();
        config.addProperty("name", condition.parent());
        config.add("values", list(condition.values()));
        return object("Parent", config);
    }

    private static JsonArray list(List<Object> values) {
        JsonArray list = new JsonArray();
        values.forEach(v -> list.add(Json.of(v)));
        return list;
    }

    private static HyperParameter parameter(JsonElement json) {
        JsonObject config = Json.object(json, "config");
        String name = Json.text(config, "name");
        List<Condition> conditions = new ArrayList<>();
        for (JsonElement condition : Json.array(config, "conditions")) {
            JsonObject parent = Json.object(condition, "config");
            conditions.add(new Condition(Json.text(parent, "name"), values(Json.array(parent, "values"))));
        }
        String className = Json.text(json, "class_name");
        return switch (className) {
            case "Int" ->
                new IntegerRange(
                        name,
                        Json.small(config, "min_value"),
                        Json.small(config, "max_value"),
                        Json.number(config, "step"),
                        Sampling.of(Json.text(config, "sampling")),
                        Json.small(config, "default"),
                        conditions);
            case "Float" ->
                new DecimalRange(
                        name,
                        Json.number(config, "min_value"),
                        Json.number(config, "max_value"),
                        Json.number(config, "step"),
                        Sampling.of(Json.text(config, "sampling")),
                        Json.number(config, "default"),
                        conditions);
            case "Choice" ->
                new ChoiceOf(
                        name,
                        values(Json.array(config, "values")),
                        Json.bool(config, "ordered"),
                        Json.value(Json.member(config, "default")),
                        conditions);
            case "Boolean" -> new BooleanSwitch(name, Json.bool(config, "default"), conditions);
            case "Fixed" -> new FixedValue(name, Json.value(Json.member(config, "value")), conditions);
            default -> throw new Json.Malformed("Int, Float, Choice, Boolean or Fixed", className);
        };
    }

    private static List<Object> values(JsonArray json) {
        List<Object> values = new ArrayList<>();
        json.forEach(v -> values.add(Json.value(v)));
        return values;
    }
}
