package jeras.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.stream.Stream;
import jeras.InvalidArgumentException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationsTest {
    private static final Shape SHAPE = new Shape(2, 8);
    private static final KerasActivations KERAS = KerasActivations.read();

    static Stream<String> ids() {
        return Activations.ids().stream();
    }

    @Test
    void knowsEveryIdOfKeras() {
        assertThat(Activations.ids()).containsExactlyInAnyOrderElementsOf(KERAS.ids());
    }

    @ParameterizedTest
    @MethodSource("ids")
    void computesWhatKerasDoes(String id) {
        assertClose(Run.run(Activation.of(id)::apply, SHAPE, KERAS.x()), KERAS.values(id));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void hasTheGradientOfKeras(String id) {
        assertClose(Run.grad(Activation.of(id)::apply, SHAPE, KERAS.x()), KERAS.gradients(id));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void keepsTheShapeUnlessItHalvesIt(String id) {
        Placeholder x = new Placeholder("x", new Shape(-1, 5, 8), DataType.FLOAT32);

        Shape expected = new Shape(-1, 5, id.equals("glu") ? 4 : 8);
        assertThat(Activation.of(id).apply(x).shape()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void isOneValuePerFunction(String id) {
        Activation activation = Activation.of(id);

        assertThat(activation).isEqualTo(Activation.of(id)).hasSameHashCodeAs(Activation.of(id));
        assertThat(Activations.id(activation)).contains(activation.toString());
        assertThat(Activation.of(activation.toString())).isEqualTo(activation);
        assertThat(Activations.arguments(activation)).isEmpty();
    }

    @Test
    void aliasesNameTheSameFunction() {
        assertThat(Activation.of("swish")).isEqualTo(Activation.of("silu")).hasToString("silu");
        assertThat(Activation.of("hard_swish")).isEqualTo(Activation.of("hard_silu"));
    }

    @Test
    void gradientsAtTheCornersAreThoseOfTensorFlow() {
        assertThat(Run.grad(Ops::relu, new Shape(1), 0)).containsExactly(0);
        assertThat(Run.grad(Ops::relu6, new Shape(2), 0, 6)).containsExactly(0, 0);
        assertThat(Run.grad(Ops::hardTanh, new Shape(2), -1, 1)).containsExactly(1, 2);
        assertThat(Run.grad(Ops::hardSigmoid, new Shape(2), -3, 3)).containsExactly(0, 0);
    }

    /** Expected numbers: {@code keras.activations} 3.15.1 on TensorFlow, for x = [-4, -1, -0.5, 0.5, 1.5, 2, 4, 7]. */
    static Stream<Arguments> withArguments() {
        double inf = Double.POSITIVE_INFINITY;
        return Stream.of(
                row("relu(negative_slope=0.1)", Activations.relu(0.1, inf, 0), -0.4, -0.1, -0.05, 0.5, 1.5, 2, 4, 7),
                row("relu(max_value=6.0)", Activations.relu(0, 6, 0), 0, 0, 0, 0.5, 1.5, 2, 4, 6),
                row("relu(max_value=3.0)", Activations.relu(0, 3, 0), 0, 0, 0, 0.5, 1.5, 2, 3, 3),
                row(
                        "relu(negative_slope=0.1, max_value=3.0, threshold=1.0)",
                        Activations.relu(0.1, 3, 1),
                        -0.5,
                        -0.2,
                        -0.15,
                        -0.05,
                        1.5,
                        2,
                        3,
                        3),
                row(
                        "relu(negative_slope=0.25, max_value=5.0)",
                        Activations.relu(0.25, 5, 0),
                        -1,
                        -0.25,
                        -0.125,
                        0.5,
                        1.5,
                        2,
                        4,
                        5),
                row("relu(max_value=6.0, threshold=1.0)", Activations.relu(0, 6, 1), 0, 0, 0, 0, 1.5, 2, 4, 6),
                row("relu(threshold=1.0)", Activations.relu(0, inf, 1), 0, 0, 0, 0, 1.5, 2, 4, 7),
                row("leaky_relu(negative_slope=0.3)", Activations.leakyRelu(0.3), -1.2, -0.3, -0.15, 0.5, 1.5, 2, 4, 7),
                row("elu(alpha=0.5)", Activations.elu(0.5), -0.49084219, -0.31606027, -0.19673467, 0.5, 1.5, 2, 4, 7),
                row("celu(alpha=0.5)", Activations.celu(0.5), -0.49983227, -0.43233237, -0.31606027, 0.5, 1.5, 2, 4, 7),
                row(
                        "gelu(approximate=true)",
                        Activations.approximateGelu(),
                        -7.0214272e-05,
                        -0.15880799,
                        -0.154286,
                        0.345714,
                        1.3995715,
                        1.9545977,
                        3.9999299,
                        7),
                row(
                        "soft_shrink(threshold=1.25)",
                        Activations.softShrink(1.25),
                        -2.75,
                        0,
                        0,
                        0,
                        0.25,
                        0.75,
                        2.75,
                        5.75),
                row("hard_shrink(threshold=1.25)", Activations.hardShrink(1.25), -4, 0, 0, 0, 1.5, 2, 4, 7),
                row(
                        "threshold(threshold=1.25, default_value=-3.0)",
                        Activations.threshold(1.25, -3),
                        -3,
                        -3,
                        -3,
                        -3,
                        1.5,
                        2,
                        4,
                        7),
                row(
                        "squareplus(b=1.0)",
                        Activations.squareplus(1),
                        0.061552763,
                        0.20710677,
                        0.309017,
                        0.809017,
                        1.6513878,
                        2.1180339,
                        4.061553,
                        7.0355339),
                row(
                        "softmax(axis=0)",
                        Activations.softmax(0),
                        0.00030677055,
                        0.0003326099,
                        0.010158844,
                        0.0014906542,
                        0.075064279,
                        0.0066806478,
                        0.91447008,
                        0.99149609),
                row(
                        "log_softmax(axis=0)",
                        Activations.logSoftmax(0),
                        -8.0894108,
                        -8.0085402,
                        -4.5894103,
                        -6.5085402,
                        -2.5894105,
                        -5.0085402,
                        -0.089410506,
                        -0.0085402979),
                row("sparsemax(axis=0)", Activations.sparsemax(0), 0, 0, 0, 0, 0, 0, 1, 1),
                row("glu(axis=0)", Activations.glu(0), -3.270298, -0.88079709, -0.49100688, 0.49954447));
    }

    private static Arguments row(String text, Activation activation, double... expected) {
        return Arguments.of(text, activation, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withArguments")
    void takesArgumentsAsKerasDoes(String text, Activation activation, double[] expected) {
        assertClose(Run.run(activation::apply, new Shape(4, 2), -4, -1, -0.5, 0.5, 1.5, 2, 4, 7), expected);
        assertThat(activation).hasToString(text).isNotEqualTo(Activation.of("linear"));
        assertThat(Activations.id(activation)).isEmpty();
        assertThat(Activations.name(activation)).contains(text.substring(0, text.indexOf('(')));
    }

    @Test
    void reluWithArgumentsHasTheGradientOfKeras() {
        assertClose(
                Run.grad(Activations.relu(0.1, 3, 1)::apply, new Shape(8), -4, -1, -0.5, 0.5, 1.5, 2, 4, 7),
                0.1,
                0.2,
                0.3,
                0.4,
                5,
                6,
                0,
                0);
    }

    @Test
    void defaultArgumentsGiveTheFunctionOfTheId() {
        assertThat(Activations.relu(0, Double.POSITIVE_INFINITY, 0)).isEqualTo(Activation.of("relu"));
        assertThat(Activations.leakyRelu(0.2)).isEqualTo(Activation.of("leaky_relu"));
        assertThat(Activations.elu(1)).isEqualTo(Activation.of("elu"));
        assertThat(Activations.celu(1)).isEqualTo(Activation.of("celu"));
        assertThat(Activations.softShrink(0.5)).isEqualTo(Activation.of("soft_shrink"));
        assertThat(Activations.hardShrink(0.5)).isEqualTo(Activation.of("hard_shrink"));
        assertThat(Activations.squareplus(4)).isEqualTo(Activation.of("squareplus"));
        assertThat(Activations.softmax(-1)).isEqualTo(Activation.of("softmax"));
        assertThat(Activations.logSoftmax(-1)).isEqualTo(Activation.of("log_softmax"));
        assertThat(Activations.sparsemax(-1)).isEqualTo(Activation.of("sparsemax"));
        assertThat(Activations.glu(-1)).isEqualTo(Activation.of("glu"));
    }

    @Test
    void argumentsCarryTheNamesOfKeras() {
        assertThat(Activations.arguments(Activations.relu(0.1, 6, 0)))
                .isEqualTo(Map.of("negative_slope", 0.1, "max_value", 6.0));
        assertThat(Activations.relu(0.1, 6, 0))
                .isEqualTo(Activations.relu(0.1, 6, 0))
                .hasSameHashCodeAs(Activations.relu(0.1, 6, 0))
                .isNotEqualTo(Activations.relu(0.2, 6, 0));
    }

    @Test
    void aFunctionOfOnesOwnHasNoId() {
        Activation own = x -> Ops.tanh(x).multiply(2);

        assertThat(Activations.id(own)).isEmpty();
        assertThat(Activations.name(own)).isEmpty();
        assertThat(Activations.arguments(own)).isEmpty();
    }

    @Test
    void anUnknownIdListsTheKnownOnesAndTheNearest() {
        assertThatThrownBy(() -> Activation.of("rellu"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Unknown activation "rellu".
                          expected: one of "linear", "relu", "relu6", "leaky_relu", "elu", "selu", "celu", "gelu", \
                        "silu", "swish", "mish", "sigmoid", "hard_sigmoid", "hard_silu", "hard_swish", "log_sigmoid", \
                        "sparse_sigmoid", "tanh", "hard_tanh", "tanh_shrink", "soft_shrink", "hard_shrink", "softplus", \
                        "softsign", "squareplus", "sparse_plus", "exponential", "softmax", "log_softmax", "sparsemax", \
                        "glu"
                          received: "rellu"
                          fix:      did you mean "relu"?""");
    }

    @Test
    void gluNeedsAnEvenAxis() {
        Placeholder x = new Placeholder("x", new Shape(-1, 5), DataType.FLOAT32);

        assertThatThrownBy(() -> Activation.of("glu").apply(x))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Axis -1 cannot be split into 2 equal parts.
                          expected: a length that 2 divides
                          received: (?, 5)
                          fix:      choose another number of parts""");
    }

    private static void assertClose(float[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i])
                    .as("element %d", i)
                    .isCloseTo(expected[i], within(1e-5 + 1e-5 * Math.abs(expected[i])));
        }
    }
}
