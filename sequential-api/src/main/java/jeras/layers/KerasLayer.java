package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;
import jeras.DTypePolicy;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Shapes;
import jeras.ops.Variable;
import jeras.regularizers.Regularizer;
import jeras.utils.Records;

/**
 * A layer of Keras's catalogue: an immutable record of Keras's arguments, and weights.
 *
 * <p>An option returns a new layer and leaves this one as it was: {@code Dense.of(64).activation("relu")}.
 *
 * @param <L> the layer's own type
 * @param <C> its configuration, whose components are Keras's arguments in camelCase
 */
public abstract class KerasLayer<L extends KerasLayer<L, C>, C extends Record> extends Layer {
    final C config;
    private final Function<C, L> maker;
    private Common common = new Common(null, true, null, null);

    /** What every layer may be told. */
    private record Common(String name, boolean trainable, Regularizer activityRegularizer, Shape inputShape) {}

    KerasLayer(C config, Function<C, L> maker) {
        this.config = config;
        this.maker = maker;
    }

    /** Keras's arguments, component by component. */
    public final C config() {
        return config;
    }

    /** A copy with one component of the configuration changed. */
    final L with(String component, Object value) {
        return copy(make(Records.with(config, component, value)), common);
    }

    /** As {@link #with}, for options that several kinds of layers share by an interface. */
    static <L> L told(RecurrentOptions<L> layer, String component, Object value) {
        @SuppressWarnings("unchecked") // a layer with these options is one of type L
        L told = (L) ((KerasLayer<?, ?>) layer).with(component, value);
        return told;
    }

    /** With the parts that its constructor makes, of this layer's data types. */
    private L make(C newConfig) {
        return dtypePolicy().during(() -> maker.apply(newConfig));
    }

    private L copy(L layer, Common newCommon) {
        KerasLayer<L, C> base = layer;
        base.common = newCommon;
        if (newCommon.name != null) {
            layer.chooseName(newCommon.name);
        }
        if (!newCommon.trainable) {
            // Only when asked for: a wrapper's inner layers may be frozen on their own.
            layer.setTrainable(false);
        }
        if (newCommon.activityRegularizer != null) {
            base.penalizeActivity(newCommon.activityRegularizer);
        }
        return layer;
    }

    /** A layer of the same configuration with weights of its own. */
    public final L copy() {
        return copy(make(configOfCopy()), common);
    }

    /** What a copy is made of: a layer with others among its arguments copies them too. */
    C configOfCopy() {
        return config;
    }

    /** A layer made of the same arguments; weights of layers among them are shared. */
    final L again() {
        return copy(make(config), common);
    }

    /**
     * A copy of a layer that is an argument of another one.
     *
     * @throws InvalidArgumentException if it is no layer of Keras, so that nobody knows how it is made
     */
    static Layer copyOf(Layer inner) {
        if (inner instanceof KerasLayer<?, ?> known) {
            return known.copy();
        }
        throw new InvalidArgumentException(JerasException.message(
                inner.title() + " cannot be copied.",
                "a layer of Keras, whose arguments are known",
                "a class of one's own, or a model",
                "make a second one, and a wrapper for it"));
    }

    @Override
    boolean treatsSamplesAlone(boolean training) {
        return sublayers().stream().allMatch(l -> l.treatsSamplesAlone(training));
    }

    /** The name in its model, unique there; by default the class's name in snake case. */
    public final L name(String name) {
        return copy(make(config), new Common(name, common.trainable, common.activityRegularizer, common.inputShape));
    }

    /** Whether training changes its weights; default: true. */
    public final L trainable(boolean trainable) {
        return copy(make(config), new Common(common.name, trainable, common.activityRegularizer, common.inputShape));
    }

    /** A penalty on the output, divided by the batch size; default: none. */
    public final L activityRegularizer(Regularizer penalty) {
        return copy(maker.apply(config), new Common(common.name, common.trainable, penalty, common.inputShape));
    }

    /** A penalty by Keras's id; default: none. */
    public final L activityRegularizer(String id) {
        return activityRegularizer(Regularizer.of(id));
    }

    /**
     * The data types that it computes in and keeps its weights in: {@code "mixed_bfloat16"}, {@code "mixed_float16"}, or one for
     * both, such as {@code "float64"}. Default: {@code Keras.dtypePolicy()} at the time when the layer is made.
     *
     * @see DTypePolicy
     */
    public final L dtype(String policy) {
        return dtype(DTypePolicy.of(policy));
    }

    /** As {@link #dtype(String)}. */
    public final L dtype(DTypePolicy policy) {
        checkPolicy(policy);
        return copy(policy.during(() -> maker.apply(config)), common);
    }

    /** Refuses data types that the layer cannot compute in; here, all but those of floats. */
    void checkPolicy(DTypePolicy policy) {
        if (!policy.computeDtype().isFloating()) {
            throw new InvalidArgumentException(JerasException.message(
                    title() + " cannot compute in " + policy.name() + ".",
                    "a dtype of floats: float32, float64, bfloat16, float16, mixed_bfloat16 or mixed_float16",
                    policy.name(),
                    "choose one of them"));
        }
    }

    /** The shape of one input without the batch, for the first layer of a {@code Sequential}. */
    public final L inputShape(long... shape) {
        return copy(
                make(config),
                new Common(common.name, common.trainable, common.activityRegularizer, Shapes.withBatch(shape)));
    }

    /** As {@code inputShape} with one axis. */
    public final L inputDim(long features) {
        return inputShape(features);
    }

    /** The declared input shape with its unknown batch; null when none was declared. */
    public final Shape inputShape() {
        return common.inputShape;
    }

    /** The data type of the input that {@code inputShape} declares. */
    public DataType inputType() {
        return DataType.FLOAT32;
    }

    @Override
    protected boolean takesStrings() {
        return false;
    }

    /** The penalty on the output; null for none. */
    public final Regularizer activityRegularizer() {
        return common.activityRegularizer;
    }

    /** By default {@code training}, which every layer may be told; layers that use masks add {@code mask}. */
    @Override
    public List<String> acceptedArguments() {
        return List.of(CallOptions.TRAINING);
    }

    /** A weight with its penalty and projection, each null for none. */
    final Variable weight(
            String name, Shape shape, Initializer initializer, Regularizer regularizer, Constraint constraint) {
        return weight(name, shape, initializer)
                .regularizer(regularizer == null ? null : regularizer::apply)
                .constraint(constraint == null ? null : constraint::apply);
    }

    @Override
    public String toString() {
        return className()
                + config.toString().substring(config.getClass().getSimpleName().length());
    }
}
