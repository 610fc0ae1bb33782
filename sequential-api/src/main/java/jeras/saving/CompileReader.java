package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import jeras.Model;
import jeras.UnsupportedPartException;
import jeras.losses.KerasLoss;
import jeras.losses.Loss;
import jeras.losses.Losses;
import jeras.metrics.MeanMetricWrapper;
import jeras.metrics.Metric;
import jeras.metrics.Metrics;
import jeras.optimizers.LossScaleOptimizer;
import jeras.optimizers.Optimizer;
import jeras.optimizers.Optimizers;
import jeras.training.CompileOptions;
import jeras.utils.Naming;

/** From a file's compile configuration to the optimizer, losses and metrics of a model. */
final class CompileReader {
    /** Ids whose meaning depends on the shapes of targets and outputs. */
    private static final Set<String> BY_SHAPE = Set.of("accuracy", "acc", "crossentropy", "ce");

    static final String FUNCTION_WRAPPER = "LossFunctionWrapper";
    static final String METRIC_WRAPPER = "MeanMetricWrapper";

    private final List<String> outputs;
    private final boolean scalesLoss;
    private final Where where;
    private final List<Consumer<CompileOptions>> told = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    /** The first refusal; null for none. */
    private UnsupportedPartException first;

    private CompileReader(List<String> outputs, boolean scalesLoss, Where where) {
        this.outputs = outputs;
        this.scalesLoss = scalesLoss;
        this.where = where;
    }

    /** As the other, for an optimizer of which no state is known. */
    static List<String> read(Model model, JsonObject config, Where where) {
        return read(model, config, false, where);
    }

    /**
     * Compiles the model as the file says, unless it says something that Jeras does not know.
     *
     * @param scalesLoss whether the optimizer's state is that of one which scales the loss
     * @return what is missing
     */
    static List<String> read(Model model, JsonObject config, boolean scalesLoss, Where where) {
        CompileReader reader = new CompileReader(model.outputNames(), scalesLoss, where);
        reader.optimizer(config.get("optimizer"));
        reader.losses(config.get("loss"));
        reader.lossWeights(config.get("loss_weights"));
        reader.metrics(config.get("metrics"), false);
        reader.metrics(config.get("weighted_metrics"), true);
        reader.stepsPerExecution(config.get("steps_per_execution"));
        if (reader.unknown.isEmpty()) {
            model.compile(c -> reader.told.forEach(t -> t.accept(c)));
        }
        reader.unknown.addAll(reader.left);
        return reader.unknown;
    }

    /**
     * Reads a description by itself.
     *
     * @throws UnsupportedPartException if it is of something that Jeras does not have
     */
    static CompileOptions.Told part(Where where, Consumer<CompileReader> reading) {
        CompileReader reader = new CompileReader(List.of(), false, where);
        reading.accept(reader);
        if (reader.first != null) {
            throw reader.first;
        }
        CompileOptions options = new CompileOptions();
        reader.told.forEach(t -> t.accept(options));
        return options.told();
    }

    /** Keras writes 1 where nothing was asked for. */
    private void stepsPerExecution(JsonElement json) {
        if (json != null && json.isJsonPrimitive() && json.getAsJsonPrimitive().isNumber() && json.getAsInt() > 1) {
            told.add(c -> c.stepsPerExecution(json.getAsInt()));
        }
    }

    /** Reads one part; one that Jeras does not have is noted, so that all of them are known at the end. */
    private void part(Runnable reading) {
        try {
            reading.run();
        } catch (UnsupportedPartException e) {
            unknown.add(e.part());
            first = first == null ? e : first;
        }
    }

    void optimizer(JsonElement json) {
        part(() -> {
            Optimizer read = read(json);
            boolean wrapped = scalesLoss && !(read instanceof LossScaleOptimizer);
            Optimizer optimizer = wrapped ? LossScaleOptimizer.of(read) : read;
            told.add(c -> c.optimizer(optimizer));
        });
    }

    private Optimizer read(JsonElement json) {
        String className =
                json.isJsonObject() ? where.string(json.getAsJsonObject(), "class_name") : json.getAsString();
        if (className.equals("LossScaleOptimizer") && json.isJsonObject()) {
            return scaling(where.object(json.getAsJsonObject(), "config"));
        }
        String id = className.toLowerCase(Locale.ROOT);
        if (!Optimizers.ids().contains(id)) {
            Optional<Optimizer> custom = json.isJsonObject()
                    ? where.customObject(Optimizer.class, json.getAsJsonObject())
                    : where.customFunction(Optimizer.class, json);
            return custom.orElseThrow(() -> where.unknown("optimizer", className, Optimizers.ids()));
        }
        Optimizer byDefault = Optimizer.of(id);
        return json.isJsonObject()
                ? OptionReader.told(byDefault, where.object(json.getAsJsonObject(), "config"), where)
                : byDefault;
    }

    private Optimizer scaling(JsonObject config) {
        JsonObject options = config.deepCopy();
        JsonElement inner = options.remove("inner_optimizer");
        if (inner == null) {
            throw where.damaged("an inner_optimizer", "none");
        }
        // Older files have the options of all optimizers here, switched off.
        options.keySet().retainAll(Set.of("name", "initial_scale", "dynamic_growth_steps"));
        return OptionReader.told(LossScaleOptimizer.of(read(inner)), options, where);
    }

    void losses(JsonElement json) {
        if (isNone(json)) {
            return;
        }
        if (isDescription(json)) {
            part(() -> {
                Loss loss = loss(json);
                told.add(c -> c.loss(loss));
            });
            return;
        }
        each(
                json,
                (output, one) -> part(() -> {
                    Loss loss = loss(one);
                    told.add(c -> c.loss(output, loss));
                }));
    }

    private Loss loss(JsonElement json) {
        String id = id(json);
        if (id.equals(FUNCTION_WRAPPER)) {
            return function(where.object(json.getAsJsonObject(), "config"));
        }
        if (isRegistered(json) || !Losses.ids().contains(id)) {
            return custom(Loss.class, json).orElseThrow(() -> where.unknown("loss", id, Losses.ids()));
        }
        Loss loss = Loss.of(id);
        if (isFunction(json)) {
            return loss;
        }
        JsonObject config = where.object(json.getAsJsonObject(), "config");
        if (loss instanceof KerasLoss<?, ?> known) {
            // Keras up to 3.15.1 leaves some arguments of losses out of its files; it then goes on with the default,
            // too.
            ObjectReader.keys(known.config().getClass()).stream()
                    .filter(key -> !config.has(key) && !key.equals("axis"))
                    .forEach(key -> left.add(id + "." + key));
        }
        return OptionReader.told(loss, config, where);
    }

    /** A loss that a file has as a function, with the function's arguments beside it. */
    private Loss function(JsonObject config) {
        JsonElement fn = config.get("fn");
        if (fn == null || !(fn.isJsonPrimitive() || fn.isJsonObject())) {
            throw where.damaged("a function", fn == null ? "none" : Where.brief(fn));
        }
        String id = id(fn);
        if (!isFunction(fn) || !Losses.ids().contains(id)) {
            return custom(Loss.class, fn).orElseThrow(() -> where.unknown("loss", id, Losses.ids()));
        }
        return OptionReader.told(Loss.of(id), withoutFunction(config), where);
    }

    private static JsonObject withoutFunction(JsonObject config) {
        JsonObject rest = config.deepCopy();
        rest.remove("fn");
        return rest;
    }

    private void lossWeights(JsonElement json) {
        if (isNone(json)) {
            return;
        }
        BiConsumer<String, JsonElement> weight = (output, one) -> {
            double value = (Double) ObjectReader.value(double.class, one, where);
            told.add(c -> c.lossWeight(output, value));
        };
        if (json.isJsonPrimitive()) {
            outputs.forEach(output -> weight.accept(output, json));
        } else {
            each(json, weight);
        }
    }

    private void metrics(JsonElement json, boolean weighted) {
        if (isNone(json)) {
            return;
        }
        if (outputs.size() < 2 && !(json.isJsonObject() && !isDescription(json))) {
            flat(json).forEach(one -> metric("", one, weighted));
        } else {
            each(json, (output, several) -> flat(several).forEach(one -> metric(output, one, weighted)));
        }
    }

    private static List<JsonElement> flat(JsonElement json) {
        if (isNone(json)) {
            return List.of();
        }
        List<JsonElement> all = new ArrayList<>();
        if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(e -> all.addAll(flat(e)));
        } else {
            all.add(json);
        }
        return all;
    }

    void metric(String output, JsonElement json, boolean weighted) {
        part(() -> {
            String id = id(json);
            Optional<Metric> custom = custom(Metric.class, json);
            if (custom.isPresent() && (isRegistered(json) || !Metrics.ids().contains(id))) {
                told.add(c -> byValue(c, output, custom.get(), weighted));
                return;
            }
            boolean known = Metrics.ids().contains(id)
                    || id.equals(METRIC_WRAPPER)
                    || (isFunction(json) && BY_SHAPE.contains(id));
            if (!known && (isFunction(json) || Metrics.ofClass(id).isEmpty())) {
                throw where.unknown("metric", id, Metrics.ids());
            }
            if (isFunction(json)) {
                told.add(c -> byId(c, output, id, weighted));
                return;
            }
            JsonObject config = where.object(json.getAsJsonObject(), "config");
            if (id.equals(METRIC_WRAPPER)) {
                Metric wrapper = wrapper(config);
                told.add(c -> byValue(c, output, wrapper, weighted));
                return;
            }
            Optional<Metric> metric = Metrics.ofClass(id);
            if (metric.isPresent()) {
                Metric named = OptionReader.told(metric.get(), config, where);
                told.add(c -> byValue(c, output, named, weighted));
            } else {
                lossAsMetric(output, id, config, weighted);
            }
        });
    }

    /** The mean of a function's values: of a loss, or of what one of the metrics is the mean of. */
    private Metric wrapper(JsonObject config) {
        JsonElement fn = config.get("fn");
        Optional<Metric> metric = fn != null && isFunction(fn) && !Losses.ids().contains(id(fn))
                ? Metrics.ofClass(id(fn))
                : Optional.empty();
        if (metric.isPresent()) {
            return OptionReader.told(metric.get(), withoutFunction(config), where);
        }
        JsonObject arguments = config.deepCopy();
        arguments.remove("name");
        return MeanMetricWrapper.of(function(arguments)).name(where.string(config, "name"));
    }

    /** Keras has classes of metrics for some losses, which Jeras knows by the loss's id. */
    private void lossAsMetric(String output, String className, JsonObject config, boolean weighted) {
        String name = JsonText.string(config, "name");
        if (!name.equals(Naming.snakeCase(className)) || !Metrics.ids().contains(name)) {
            name = Losses.ids().stream()
                    .filter(id -> id.equals(JsonText.string(config, "name")))
                    .findFirst()
                    .orElse("");
        }
        if (name.isEmpty()) {
            Metric named = MeanMetricWrapper.of(OptionReader.told(Loss.of(className), config, where))
                    .name(where.string(config, "name"));
            told.add(c -> byValue(c, output, named, weighted));
            return;
        }
        String id = name;
        JsonObject rest = config.deepCopy();
        rest.remove("name");
        OptionReader.told(Loss.of(id), rest, where);
        told.add(c -> byId(c, output, id, weighted));
    }

    private static void byId(CompileOptions options, String output, String id, boolean weighted) {
        if (output.isEmpty() && weighted) {
            options.weightedMetrics(id);
        } else if (output.isEmpty()) {
            options.metrics(id);
        } else if (weighted) {
            options.weightedMetricsFor(output, id);
        } else {
            options.metricsFor(output, id);
        }
    }

    private static void byValue(CompileOptions options, String output, Metric metric, boolean weighted) {
        if (output.isEmpty() && weighted) {
            options.weightedMetrics(metric);
        } else if (output.isEmpty()) {
            options.metrics(metric);
        } else if (weighted) {
            options.weightedMetricsFor(output, metric);
        } else {
            options.metricsFor(output, metric);
        }
    }

    /** A value for each output, in a list or by the outputs' names. */
    private void each(JsonElement json, BiConsumer<String, JsonElement> work) {
        Map<String, JsonElement> byOutput = new LinkedHashMap<>();
        if (json.isJsonObject()) {
            byOutput.putAll(json.getAsJsonObject().asMap());
        } else {
            JsonArray list = json.isJsonArray() ? json.getAsJsonArray() : new JsonArray();
            if (list.size() > Math.max(1, outputs.size())) {
                throw where.damaged(outputs.size() + " values, one for each output", list.size() + " values");
            }
            for (int i = 0; i < list.size(); i++) {
                byOutput.put(outputs.isEmpty() ? "output" : outputs.get(i), list.get(i));
            }
        }
        byOutput.forEach((output, one) -> {
            if (!isNone(one)) {
                work.accept(output, one);
            }
        });
    }

    private String id(JsonElement json) {
        if (!json.isJsonObject()) {
            return json.getAsString();
        }
        JsonObject object = json.getAsJsonObject();
        return isFunction(json) ? where.string(object, "config") : where.string(object, "class_name");
    }

    private static boolean isRegistered(JsonElement json) {
        return json.isJsonObject()
                && JsonText.string(json.getAsJsonObject(), "registered_name").contains(">");
    }

    /** A class or a function of the user's own. */
    private <T> Optional<T> custom(Class<T> type, JsonElement json) {
        return isFunction(json) ? where.customFunction(type, json) : where.customObject(type, json.getAsJsonObject());
    }

    /** An id, or one of Python's functions, which is as good. */
    private static boolean isFunction(JsonElement json) {
        return !json.isJsonObject()
                || JsonText.string(json.getAsJsonObject(), "class_name").equals("function");
    }

    private static boolean isNone(JsonElement json) {
        return json == null || json.isJsonNull();
    }

    private static boolean isDescription(JsonElement json) {
        return json.isJsonPrimitive()
                || (json.isJsonObject() && json.getAsJsonObject().has("class_name"));
    }
}
