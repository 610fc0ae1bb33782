package jeras.optimizers;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.optimizers.schedules.LearningRateSchedule;
import jeras.utils.Records;

/**
 * An optimizer of Keras's catalogue: an immutable record of Keras's arguments, and state.
 *
 * <p>An option returns a new optimizer and leaves this one as it was: {@code Adam.of(1e-3).beta1(0.8).clipnorm(1)}.
 *
 * @param <O> the optimizer's own type
 * @param <C> its configuration, whose components are Keras's arguments in camelCase
 */
public abstract class KerasOptimizer<O extends KerasOptimizer<O, C>, C extends Record> extends Optimizer {
    final C config;
    private final Rate rate;
    private final BiFunction<Rate, C, O> maker;

    /** A number or a schedule. */
    record Rate(double value, LearningRateSchedule schedule) {
        static Rate of(double value) {
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new InvalidArgumentException(JerasException.message(
                        "The optimizer cannot be made.",
                        "a learning rate of 0 or more",
                        Double.toString(value),
                        "give a small number, such as 0.001"));
            }
            return new Rate(value, null);
        }

        static Rate of(LearningRateSchedule schedule) {
            return new Rate(0, schedule);
        }
    }

    KerasOptimizer(Rate rate, C config, BiFunction<Rate, C, O> maker) {
        super(rate.value, rate.schedule);
        this.rate = rate;
        this.config = config;
        this.maker = maker;
    }

    /** Keras's arguments, component by component, without the learning rate and {@link #options}. */
    public final C config() {
        return config;
    }

    /** A copy, without state, with one component of the configuration changed. */
    final O with(String component, Object value) {
        return copy(rate, Records.with(config, component, value), options());
    }

    private O copy(Rate newRate, C newConfig, OptimizerOptions newOptions) {
        O copy = maker.apply(newRate, newConfig);
        copy.options(newOptions);
        return copy;
    }

    final O option(String component, Object value) {
        return copy(rate, config, Records.with(options(), component, value));
    }

    /** An optimizer of the same arguments without state. */
    public final O copy() {
        return copy(rate, config, options());
    }

    public final O learningRate(double learningRate) {
        return copy(Rate.of(learningRate), config, options());
    }

    public final O learningRate(LearningRateSchedule schedule) {
        return copy(Rate.of(schedule), config, options());
    }

    /**
     * Shrinks each weight by the share {@code decay · learningRate} before an update; as in Keras this is not a penalty in
     * the loss, and takes biases too. Default: none.
     */
    public final O weightDecay(double decay) {
        return option("weightDecay", decay);
    }

    /** Shrinks no weight. */
    public final O withoutWeightDecay() {
        return option("weightDecay", null);
    }

    /**
     * Patterns of variables that weight decay leaves alone: those whose path has one of them somewhere, such as
     * {@code "bias"}. Default: none.
     */
    public final O excludeFromWeightDecay(String... names) {
        return option("notDecayed", List.of(names));
    }

    /**
     * Gives parts of a model a learning rate of their own: patterns of variables' paths, and what the learning rate of these
     * variables, and the weight decay with it, is multiplied by. A variable that several patterns fit takes the product of the
     * factors; one with factor 0 stands still. Keras has no such option and leaves it out of files, as it does the
     * {@link #excludeFromWeightDecay} patterns: compile again after loading. Default: none.
     *
     * <pre>{@code AdamW.of(5e-5).learningRateFactors(Map.of("embeddings/", 0.1, "layer_0/", 0.5))}</pre>
     *
     * @see <a href="https://arxiv.org/abs/1801.06146">Howard, Ruder: Universal Language Model Fine-tuning</a>, which calls it
     *     discriminative fine-tuning
     */
    public final O learningRateFactors(Map<String, Double> factors) {
        return option("learningRateFactors", factors);
    }

    /** Scales each variable's gradient down to at most this norm; default: none. */
    public final O clipnorm(double norm) {
        return option("clipnorm", norm);
    }

    /** Cuts each gradient's elements to at most this absolute value; default: none. */
    public final O clipvalue(double value) {
        return option("clipvalue", value);
    }

    /** Scales all gradients down together to at most this norm; default: none. */
    public final O globalClipnorm(double norm) {
        return option("globalClipnorm", norm);
    }

    /**
     * Whether a moving average of the weights is kept, which takes their place when {@code fit} ends. The weights train as
     * without it; default: false.
     */
    public final O useEma(boolean use) {
        return option("useEma", use);
    }

    /** How slowly the moving averages follow the weights; default: 0.99. */
    public final O emaMomentum(double momentum) {
        return option("emaMomentum", momentum);
    }

    /** After how many updates the moving averages take the weights' place during training, too; default: never. */
    public final O emaOverwriteFrequency(int updates) {
        return option("emaOverwriteFrequency", updates);
    }

    /**
     * Multiplies the loss before gradients are taken and divides these by it, so that small ones do not vanish in 16 bits;
     * default: none.
     */
    public final O lossScaleFactor(double factor) {
        return option("lossScaleFactor", factor);
    }

    /** Makes one update of the mean gradients of so many steps, 2 or more; default: of each. */
    public final O gradientAccumulationSteps(int steps) {
        return option("gradientAccumulationSteps", steps);
    }

    /** Default: the class in snake case. */
    public final O name(String name) {
        return option("name", name);
    }

    @Override
    public String toString() {
        String arguments =
                config.toString().substring(config.getClass().getSimpleName().length() + 1);
        Object shown = rate.schedule == null ? (Object) learningRate() : rate.schedule;
        return getClass().getSimpleName() + "[learningRate=" + shown + ", " + arguments;
    }
}
