package jeras.metrics;

import java.util.function.BiFunction;
import jeras.utils.Records;

/**
 * A metric of Keras's catalogue: an immutable record of Keras's arguments, and state.
 *
 * <p>An option returns a new metric and leaves this one as it was: {@code BinaryAccuracy.of().threshold(0.7)}.
 *
 * @param <M> the metric's own type
 * @param <C> its configuration, whose components are Keras's arguments in camelCase
 */
public abstract class KerasMetric<M extends KerasMetric<M, C>, C extends Record> extends Metric {
    final C config;
    private final BiFunction<String, C, M> maker;

    KerasMetric(String name, C config, BiFunction<String, C, M> maker) {
        super(name);
        this.config = config;
        this.maker = maker;
    }

    /** Keras's arguments, component by component, without the name. */
    public final C config() {
        return config;
    }

    /** A copy, with state of its own, with one component of the configuration changed. */
    final M with(String component, Object value) {
        return maker.apply(name(), Records.with(config, component, value));
    }

    /** What logs and history call it; default: the class in snake case. */
    public final M name(String name) {
        return maker.apply(name, config);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName()
                + config.toString().substring(config.getClass().getSimpleName().length());
    }
}
