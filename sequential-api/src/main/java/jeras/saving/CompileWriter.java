package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import jeras.losses.KerasLoss;
import jeras.losses.Loss;
import jeras.losses.Losses;
import jeras.metrics.KerasMetric;
import jeras.metrics.MeanMetricWrapper;
import jeras.optimizers.AdamW;
import jeras.optimizers.KerasOptimizer;
import jeras.optimizers.LossScaleOptimizer;
import jeras.optimizers.Optimizer;
import jeras.optimizers.OptimizerOptions;
import jeras.training.CompileOptions;
import jeras.utils.Naming;
import jeras.utils.Records;

/** From what {@code compile} was told to a file's compile configuration. */
final class CompileWriter {
    private CompileWriter() {}

    /** @throws jeras.InvalidArgumentException if a part is of a class of the user's own */
    static JsonObject write(CompileOptions.Told told, List<String> outputs) {
        JsonObject config = new JsonObject();
        config.add("optimizer", optimizer(told.optimizer()));
        config.add("loss", losses(told));
        JsonObject weights = new JsonObject();
        // Keras wants a weight for each output that has a loss, or none at all.
        told.losses().keySet().forEach(output -> weights.addProperty(output, 1.0));
        told.lossWeights().forEach(weights::addProperty);
        config.add("loss_weights", told.lossWeights().isEmpty() ? JsonNull.INSTANCE : weights);
        config.add("metrics", metrics(told.metrics(), outputs, false));
        config.add("weighted_metrics", metrics(told.metrics(), outputs, true));
        config.addProperty("run_eagerly", false);
        config.addProperty("steps_per_execution", Math.max(1, told.stepsPerExecution()));
        config.addProperty("jit_compile", false);
        return config;
    }

    static JsonObject optimizer(Optimizer optimizer) {
        Optional<CustomObjects.Entry<?>> custom = CustomObjects.REGISTERED.of(optimizer);
        if (custom.isPresent()) {
            return ObjectWriter.custom(custom.get(), optimizer, "optimizer \"" + optimizer.name() + "\"");
        }
        if (optimizer instanceof LossScaleOptimizer scaling) {
            return scaling(scaling);
        }
        if (!(optimizer instanceof KerasOptimizer<?, ?> known)) {
            throw ObjectWriter.refused(
                    "an optimizer of Keras",
                    "the optimizer " + optimizer.getClass().getName());
        }
        String owner = "optimizer \"" + optimizer.name() + "\"";
        JsonObject config = new JsonObject();
        config.addProperty("name", optimizer.name());
        config.add(
                "learning_rate",
                optimizer.schedule() == null
                        ? new JsonPrimitive(optimizer.learningRate())
                        : ObjectWriter.value(optimizer.schedule(), "learning_rate", owner));
        for (RecordComponent option : OptimizerOptions.class.getRecordComponents()) {
            // Keras, too, leaves out which variables are not decayed, and has no factors of the learning rate.
            if (!List.of("name", "notDecayed", "learningRateFactors").contains(option.getName())) {
                Object value = Records.get(optimizer.options(), option);
                config.add(Naming.snakeOption(option.getName()), ObjectWriter.value(value, option.getName(), owner));
            }
        }
        if (optimizer instanceof AdamW && optimizer.options().weightDecay() == null) {
            config.addProperty("weight_decay", 0.0); // Keras's AdamW asks for a number
        }
        ObjectWriter.components(known.config(), config, owner);
        return ObjectWriter.described("keras.optimizers", optimizer.getClass().getSimpleName(), config);
    }

    private static JsonObject scaling(LossScaleOptimizer scaling) {
        JsonObject config = new JsonObject();
        config.addProperty("name", scaling.name());
        config.add("inner_optimizer", optimizer(scaling.innerOptimizer()));
        config.addProperty("initial_scale", scaling.initialScale());
        config.addProperty("dynamic_growth_steps", scaling.dynamicGrowthSteps());
        return ObjectWriter.described("keras.optimizers", "LossScaleOptimizer", config);
    }

    private static JsonElement losses(CompileOptions.Told told) {
        if (told.loss() != null) {
            return loss(told.loss());
        }
        JsonObject byOutput = new JsonObject();
        told.losses().forEach((output, loss) -> byOutput.add(output, loss(loss)));
        return byOutput.isEmpty() ? JsonNull.INSTANCE : byOutput;
    }

    static JsonObject loss(Loss loss) {
        Optional<CustomObjects.Entry<?>> custom = CustomObjects.REGISTERED.of(loss);
        if (custom.isPresent()) {
            return ObjectWriter.custom(custom.get(), loss, "loss \"" + loss.name() + "\"");
        }
        if (!(loss instanceof KerasLoss<?, ?> known)) {
            throw ObjectWriter.refused(
                    "a loss of Keras", "the loss " + loss.getClass().getName());
        }
        JsonObject config = new JsonObject();
        config.addProperty("name", loss.name());
        config.addProperty("reduction", loss.reduction());
        ObjectWriter.components(known.config(), config, "loss \"" + loss.name() + "\"");
        return ObjectWriter.described("keras.losses", loss.getClass().getSimpleName(), config);
    }

    private static JsonElement metrics(List<CompileOptions.Measure> measures, List<String> outputs, boolean weighted) {
        List<CompileOptions.Measure> wanted =
                measures.stream().filter(m -> m.weighted() == weighted).toList();
        if (wanted.isEmpty()) {
            return JsonNull.INSTANCE;
        }
        if (outputs.size() < 2) {
            return list(wanted);
        }
        JsonObject byOutput = new JsonObject();
        for (String output : outputs) {
            byOutput.add(
                    output,
                    list(wanted.stream()
                            .filter(m -> m.output() == null || Objects.equals(m.output(), output))
                            .toList()));
        }
        return byOutput;
    }

    private static JsonArray list(List<CompileOptions.Measure> measures) {
        JsonArray list = new JsonArray();
        measures.forEach(m -> list.add(metric(m)));
        return list;
    }

    static JsonElement metric(CompileOptions.Measure measure) {
        if (measure.id() != null) {
            return new JsonPrimitive(measure.id());
        }
        Optional<CustomObjects.Entry<?>> custom = CustomObjects.REGISTERED.of(measure.metric());
        if (custom.isPresent()) {
            return ObjectWriter.custom(custom.get(), measure.metric(), "a metric");
        }
        if (!(measure.metric() instanceof KerasMetric<?, ?> known)) {
            throw ObjectWriter.refused(
                    "metrics of Keras",
                    "the metric " + measure.metric().getClass().getName());
        }
        JsonObject config = new JsonObject();
        config.addProperty("name", known.name());
        if (known instanceof MeanMetricWrapper wrapper) {
            wrapped(wrapper.fn(), config);
            return ObjectWriter.described("keras.metrics", CompileReader.METRIC_WRAPPER, config);
        }
        ObjectWriter.components(known.config(), config, "metric \"" + known.name() + "\"");
        return ObjectWriter.described("keras.metrics", known.getClass().getSimpleName(), config);
    }

    /** Adds the loss's function, as Python has it, and the arguments of the loss. */
    private static void wrapped(Loss loss, JsonObject config) {
        String function = Losses.ids().stream()
                .filter(id -> id.equals(id.toLowerCase(Locale.ROOT)))
                .filter(id -> Loss.of(id).getClass() == loss.getClass())
                .findFirst()
                .orElseThrow(() -> ObjectWriter.refused(
                        "a loss of Keras", "the loss " + loss.getClass().getName()));
        config.add("fn", ObjectWriter.described("builtins", "function", new JsonObject()));
        JsonObject fn = config.getAsJsonObject("fn");
        fn.addProperty("config", function);
        fn.addProperty("registered_name", "function");
        ObjectWriter.components(((KerasLoss<?, ?>) loss).config(), config, "loss \"" + loss.name() + "\"");
    }
}
