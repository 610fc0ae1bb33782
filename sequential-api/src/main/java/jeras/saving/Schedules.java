package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jeras.optimizers.schedules.CosineDecay;
import jeras.optimizers.schedules.CosineDecayRestarts;
import jeras.optimizers.schedules.ExponentialDecay;
import jeras.optimizers.schedules.InverseTimeDecay;
import jeras.optimizers.schedules.LearningRateSchedule;
import jeras.optimizers.schedules.PiecewiseConstantDecay;
import jeras.optimizers.schedules.PolynomialDecay;
import jeras.optimizers.schedules.Warmup;

/** The schedules of the learning rate by their class names; records, whose components files hold all. */
final class Schedules {
    private static final Map<String, Class<? extends Record>> ALL = Stream.<Class<? extends Record>>of(
                    CosineDecay.class,
                    CosineDecayRestarts.class,
                    ExponentialDecay.class,
                    InverseTimeDecay.class,
                    PiecewiseConstantDecay.class,
                    PolynomialDecay.class,
                    Warmup.class)
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private Schedules() {}

    static LearningRateSchedule read(JsonObject json, Where where) {
        String className = where.string(json, "class_name");
        Class<? extends Record> type = ALL.get(className);
        if (type == null) {
            throw where.unknown("learning rate schedule", className, ALL.keySet());
        }
        JsonObject config = where.object(json, "config");
        Object[] values = java.util.Arrays.stream(type.getRecordComponents())
                .map(c -> {
                    JsonElement told = config.get(jeras.utils.Naming.snakeOption(c.getName()));
                    if (told == null) {
                        throw where.damaged("\"" + c.getName() + "\" of " + className, "none");
                    }
                    return ObjectReader.value(c.getGenericType(), told, where);
                })
                .toArray();
        return (LearningRateSchedule) ObjectReader.make(type, values, where);
    }
}
