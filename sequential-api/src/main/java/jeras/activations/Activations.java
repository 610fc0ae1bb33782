package jeras.activations;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Catalogue;

/**
 * The built-in activation functions: by Keras's ids with default arguments, and by methods with others.
 *
 * <pre>{@code
 * Dense.of(64).activation("leaky_relu")                      // slope 0.2
 * Dense.of(64).activation(Activations.leakyRelu(0.1))
 * }</pre>
 *
 * @see <a href="https://keras.io/api/layers/activations/">keras.activations</a>
 */
public final class Activations {
    private static final Map<String, Object> DEFAULTS = Map.of();

    private static final Catalogue<Activation> ALL = new Catalogue<>("activation");

    static {
        add("linear", x -> x);
        add("relu", Ops::relu);
        add("relu6", Ops::relu6);
        add("leaky_relu", x -> Ops.leakyRelu(x, 0.2));
        add("elu", x -> Ops.elu(x, 1));
        add("selu", Ops::selu);
        add("celu", x -> Ops.celu(x, 1));
        add("gelu", x -> Ops.gelu(x, false));
        add("silu", Ops::silu, "swish");
        add("mish", Ops::mish);
        add("sigmoid", Ops::sigmoid);
        add("hard_sigmoid", Ops::hardSigmoid);
        add("hard_silu", Ops::hardSilu, "hard_swish");
        add("log_sigmoid", Ops::logSigmoid);
        add("sparse_sigmoid", Ops::sparseSigmoid);
        add("tanh", Ops::tanh);
        add("hard_tanh", Ops::hardTanh);
        add("tanh_shrink", Ops::tanhShrink);
        add("soft_shrink", x -> Ops.softShrink(x, 0.5));
        add("hard_shrink", x -> Ops.hardShrink(x, 0.5));
        add("softplus", Ops::softplus);
        add("softsign", Ops::softsign);
        add("squareplus", x -> Ops.squareplus(x, 4));
        add("sparse_plus", Ops::sparsePlus);
        add("exponential", Ops::exp);
        add("softmax", x -> Ops.softmax(x, -1));
        add("log_softmax", x -> Ops.logSoftmax(x, -1));
        add("sparsemax", x -> Ops.sparsemax(x, -1));
        add("glu", x -> Ops.glu(x, -1));
    }

    private Activations() {}

    private static void add(String id, UnaryOperator<Tensor> function, String... aliases) {
        BuiltIn builtIn = new BuiltIn(id, DEFAULTS, function);
        ALL.add(() -> builtIn, id).add(() -> builtIn, aliases);
    }

    /**
     * The function with Keras's id and its default arguments.
     *
     * @throws jeras.InvalidArgumentException when no function has the id
     */
    public static Activation of(String id) {
        return ALL.make(id);
    }

    /** The ids, aliases among them. */
    public static Set<String> ids() {
        return ALL.ids();
    }

    /** The id by which {@link #of} finds the function; empty for a user's own and for one with arguments of its own. */
    public static Optional<String> id(Activation activation) {
        return activation instanceof BuiltIn b && b.arguments().isEmpty() ? Optional.of(b.id()) : Optional.empty();
    }

    /** The name of Keras's function, whatever its arguments; empty for a user's own. */
    public static Optional<String> name(Activation activation) {
        return activation instanceof BuiltIn b ? Optional.of(b.id()) : Optional.empty();
    }

    /** Keras's names of those arguments that are not Keras's defaults, with their values. */
    public static Map<String, Object> arguments(Activation activation) {
        return activation instanceof BuiltIn b ? b.arguments() : DEFAULTS;
    }

    /**
     * ReLU with a slope, a ceiling and a threshold.
     *
     * @param negativeSlope the slope below the threshold; 0 by default
     * @param maxValue the greatest value; {@link Double#POSITIVE_INFINITY}, Keras's {@code None}, by default
     * @param threshold where the function leaves 0; 0 by default
     */
    public static Activation relu(double negativeSlope, double maxValue, double threshold) {
        return with("relu", x -> relu(x, negativeSlope, maxValue, threshold))
                .argument("negative_slope", negativeSlope, 0)
                .argument("max_value", maxValue, Double.POSITIVE_INFINITY)
                .argument("threshold", threshold, 0)
                .make();
    }

    private static Tensor relu(Tensor x, double negativeSlope, double maxValue, double threshold) {
        if (negativeSlope != 0 && maxValue == Double.POSITIVE_INFINITY && threshold == 0) {
            return Ops.leakyRelu(x, negativeSlope);
        }
        Tensor positive = threshold == 0 ? Ops.relu(x) : Ops.threshold(x, threshold, 0);
        Tensor y = maxValue == Double.POSITIVE_INFINITY
                ? positive
                : maxValue == 6 && threshold == 0 ? Ops.relu6(x) : Ops.clip(positive, 0, maxValue);
        return negativeSlope == 0
                ? y
                : y.subtract(Ops.relu(Ops.subtract(threshold, x)).multiply(negativeSlope));
    }

    /** Leaky ReLU; the slope below 0 is 0.2 by default. */
    public static Activation leakyRelu(double negativeSlope) {
        return with("leaky_relu", x -> Ops.leakyRelu(x, negativeSlope))
                .argument("negative_slope", negativeSlope, 0.2)
                .make();
    }

    /** {@code alpha * (exp(x) - 1)} below 0; alpha is 1 by default. */
    public static Activation elu(double alpha) {
        return with("elu", x -> Ops.elu(x, alpha)).argument("alpha", alpha, 1).make();
    }

    /** {@code alpha * (exp(x / alpha) - 1)} below 0; alpha is 1 by default. */
    public static Activation celu(double alpha) {
        return with("celu", x -> Ops.celu(x, alpha)).argument("alpha", alpha, 1).make();
    }

    /** GELU by its approximation with tanh, Keras's {@code gelu(x, approximate=True)}. */
    public static Activation approximateGelu() {
        return new BuiltIn("gelu", Map.of("approximate", true), x -> Ops.gelu(x, true));
    }

    /** x moved towards 0 by the threshold, 0.5 by default. */
    public static Activation softShrink(double threshold) {
        return with("soft_shrink", x -> Ops.softShrink(x, threshold))
                .argument("threshold", threshold, 0.5)
                .make();
    }

    /** x where it is farther from 0 than the threshold, 0.5 by default, and 0 elsewhere. */
    public static Activation hardShrink(double threshold) {
        return with("hard_shrink", x -> Ops.hardShrink(x, threshold))
                .argument("threshold", threshold, 0.5)
                .make();
    }

    /** x where it is above the threshold, elsewhere {@code defaultValue}. */
    public static Activation threshold(double threshold, double defaultValue) {
        return with("threshold", x -> Ops.threshold(x, threshold, defaultValue))
                .argument("threshold", threshold)
                .argument("default_value", defaultValue)
                .make();
    }

    /** {@code (x + sqrt(x² + b)) / 2}; b is 4 by default. */
    public static Activation squareplus(double b) {
        return with("squareplus", x -> Ops.squareplus(x, b)).argument("b", b, 4).make();
    }

    /** Softmax along an axis, the last by default. */
    public static Activation softmax(int axis) {
        return with("softmax", x -> Ops.softmax(x, axis)).axis(axis).make();
    }

    /** The logarithm of softmax along an axis, the last by default. */
    public static Activation logSoftmax(int axis) {
        return with("log_softmax", x -> Ops.logSoftmax(x, axis)).axis(axis).make();
    }

    /** Sparsemax along an axis, the last by default. */
    public static Activation sparsemax(int axis) {
        return with("sparsemax", x -> Ops.sparsemax(x, axis)).axis(axis).make();
    }

    /** One half of an axis, the last by default, times the sigmoid of the other. */
    public static Activation glu(int axis) {
        return with("glu", x -> Ops.glu(x, axis)).axis(axis).make();
    }

    private static Arguments with(String id, UnaryOperator<Tensor> function) {
        return new Arguments(id, function);
    }

    /** Collects a function's arguments, leaving out Keras's defaults. */
    private static final class Arguments {
        private final String id;
        private final UnaryOperator<Tensor> function;
        private final Map<String, Object> values = new LinkedHashMap<>();

        Arguments(String id, UnaryOperator<Tensor> function) {
            this.id = id;
            this.function = function;
        }

        Arguments argument(String name, double value) {
            values.put(name, value);
            return this;
        }

        Arguments argument(String name, double value, double byDefault) {
            return value == byDefault ? this : argument(name, value);
        }

        Arguments axis(int axis) {
            if (axis != -1) {
                values.put("axis", axis);
            }
            return this;
        }

        Activation make() {
            return new BuiltIn(id, Collections.unmodifiableMap(values), function);
        }
    }
}
