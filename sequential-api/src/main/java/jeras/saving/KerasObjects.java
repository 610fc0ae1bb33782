package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.layers.Layer;
import jeras.losses.Loss;
import jeras.metrics.Metric;
import jeras.optimizers.Optimizer;
import jeras.optimizers.schedules.LearningRateSchedule;
import jeras.regularizers.Regularizer;
import jeras.training.CompileOptions.Measure;

/**
 * Single layers, losses, metrics and the like as the JSON texts that Keras's {@code serialize} writes: class and arguments,
 * without weights.
 */
public final class KerasObjects {
    private KerasObjects() {}

    /**
     * The description of a thing.
     *
     * @throws InvalidArgumentException if it is of a class of the user's own that is not registered
     */
    public static String serialize(Object thing) {
        JsonElement json = described(thing);
        return json instanceof JsonObject object
                ? new String(JsonText.write(object), StandardCharsets.UTF_8)
                : json.toString();
    }

    private static JsonElement described(Object thing) {
        if (thing instanceof Layer layer) {
            return LayerWriter.layer(layer);
        } else if (thing instanceof Optimizer optimizer) {
            return CompileWriter.optimizer(optimizer);
        } else if (thing instanceof Loss loss) {
            return CompileWriter.loss(loss);
        } else if (thing instanceof Metric metric) {
            return CompileWriter.metric(new Measure(null, null, metric, false));
        } else if (thing instanceof Activation
                || thing instanceof Initializer
                || thing instanceof Regularizer
                || thing instanceof Constraint
                || thing instanceof LearningRateSchedule) {
            return ObjectWriter.value(thing, "the thing itself", thing.toString());
        }
        throw new InvalidArgumentException(JerasException.message(
                "This cannot be described as Keras does.",
                "a layer, model, optimizer, loss, metric, activation, initializer, regularizer, constraint or schedule",
                "a " + thing.getClass().getName(),
                "describe its parts"));
    }

    /**
     * The thing that a text describes.
     *
     * @param type what it must be: {@code Layer.class}, {@code Loss.class}, or a class below these
     * @throws jeras.FileFormatException if it is no such text, or describes something else
     * @throws jeras.UnsupportedPartException if it is of a class that Jeras does not have
     */
    public static <T> T deserialize(String json, Class<T> type, LoadOptions options) {
        Place place = new Place(Path.of("the JSON text"));
        Where where = Where.in(place, options);
        boolean isObject = json.strip().startsWith("{");
        JsonElement described = isObject
                ? JsonText.read(json.getBytes(StandardCharsets.UTF_8), place)
                : new JsonPrimitive(json.strip().replaceAll("^\"|\"$", ""));
        if (described instanceof JsonObject object) {
            CodeGuard.refuseCode(place, object, options.replaced.keySet());
        }
        Object thing = ModelReader.described(where, () -> made(described, type, where));
        if (!type.isInstance(thing)) {
            throw where.damaged(
                    "a " + type.getSimpleName(), "a " + thing.getClass().getSimpleName());
        }
        return type.cast(thing);
    }

    private static Object made(JsonElement json, Class<?> type, Where where) {
        if (Layer.class.isAssignableFrom(type)) {
            if (!(json instanceof JsonObject described)) {
                throw where.damaged("the description of a layer", Where.brief(json));
            }
            Layer layer = LayerReader.layer(described, where);
            if (layer instanceof Model model) {
                ModelReader.build(model, described, where);
            }
            return layer;
        } else if (Optimizer.class.isAssignableFrom(type)) {
            return CompileReader.part(where, reader -> reader.optimizer(json)).optimizer();
        } else if (Loss.class.isAssignableFrom(type)) {
            return CompileReader.part(where, reader -> reader.losses(json)).loss();
        } else if (Metric.class.isAssignableFrom(type)) {
            Measure measure = CompileReader.part(where, reader -> reader.metric("", json, false))
                    .metrics()
                    .get(0);
            return measure.metric() != null ? measure.metric() : Metric.of(measure.id());
        }
        for (Class<?> kind : Set.of(
                Activation.class, Initializer.class, Regularizer.class, Constraint.class, LearningRateSchedule.class)) {
            if (kind.isAssignableFrom(type)) {
                return ObjectReader.value(kind, json, where);
            }
        }
        throw new InvalidArgumentException(JerasException.message(
                "A text cannot be read as this.",
                "Layer, Optimizer, Loss, Metric, Activation, Initializer, Regularizer, Constraint or LearningRateSchedule",
                type.getSimpleName(),
                "name the class of what the text describes"));
    }
}
