package jeras.regularizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import jeras.InvalidArgumentException;
import jeras.ShapeMismatchException;
import jeras.ops.Placeholder;
import jeras.ops.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The expected numbers are those of Keras 3.15.1 on TensorFlow. */
class RegularizersTest {
    private static final Shape SHAPE = new Shape(4, 3);
    private static final double[] W = {0.5, -1.25, 0.0, 2.0, 0.75, -0.25, -1.5, 0.1, 3.0, 0.25, -0.6, 1.1};

    static Stream<Arguments> penalties() {
        return Stream.of(
                Arguments.of(L1.of(), 0.11299999),
                Arguments.of(L1.of(0.3), 3.3899999),
                Arguments.of(L2.of(), 0.19329999),
                Arguments.of(L1L2.of(0.1, 0.2), 4.9959998),
                Arguments.of(L1L2.of().l1(0.3), 3.3899999),
                Arguments.of(L1L2.of().l2(0.01), 0.19329999),
                Arguments.of(L1L2.of(), 0.0),
                Arguments.of(OrthogonalRegularizer.of(), 0.0033055346),
                Arguments.of(OrthogonalRegularizer.of(0.5).mode("columns"), 0.13762097));
    }

    @ParameterizedTest
    @MethodSource("penalties")
    void computesThePenaltyOfKeras(Regularizer regularizer, double expected) {
        float[] penalty = Run.run(regularizer::apply, SHAPE, W);

        assertThat(penalty).hasSize(1);
        assertThat((double) penalty[0]).isCloseTo(expected, within(1e-6 + 1e-6 * expected));
    }

    @ParameterizedTest
    @MethodSource("penalties")
    void isAScalarOfTheWeightsType(Regularizer regularizer, double expected) {
        Placeholder w = new Placeholder("w", SHAPE, DataType.FLOAT64);

        assertThat(regularizer.apply(w).shape()).isEqualTo(new Shape());
        assertThat(regularizer.apply(w).dataType()).isEqualTo(DataType.FLOAT64);
    }

    @Test
    void theGradientOfL1L2IsThatOfKeras() {
        assertClose(
                Run.grad(L1L2.of(0.1, 0.2)::apply, SHAPE, W),
                0.3,
                -0.6,
                0.0,
                0.9,
                0.4,
                -0.2,
                -0.7,
                0.14,
                1.3,
                0.2,
                -0.34,
                0.54);
    }

    @Test
    void theGradientOfTheOrthogonalOneIsThatOfKeras() {
        assertClose(
                Run.grad(OrthogonalRegularizer.of(0.5).mode("columns")::apply, SHAPE, W),
                -0.0605981,
                0.0414901,
                0.0310019,
                -0.0004822,
                0.0780704,
                -0.0625161,
                -0.0294419,
                -0.1622184,
                -0.006118,
                -0.0515983,
                -0.0158862,
                0.0024773);
    }

    @Test
    void theIdWithAnUnderscoreHasTheFactorsOfKerassDocumentation() {
        assertThat(Regularizer.of("l1_l2")).isEqualTo(L1L2.of(0.01, 0.01));
        assertThat(Regularizer.of("l1l2")).isEqualTo(L1L2.of(0, 0));
    }

    @Test
    void aNegativeFactorIsRefused() {
        assertThatThrownBy(() -> L2.of(-0.1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        L2 cannot be made.
                          expected: l2, a finite number of at least 0
                          received: -0.1
                          fix:      give such a number""");
        assertThatThrownBy(() -> L1.of(Double.NaN)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> L1L2.of().l2(Double.POSITIVE_INFINITY)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> OrthogonalRegularizer.of(-1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void anUnknownModeIsRefused() {
        assertThatThrownBy(() -> OrthogonalRegularizer.of().mode("row"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        OrthogonalRegularizer cannot be made.
                          expected: mode one of rows, columns
                          received: "row"
                          fix:      did you mean "rows"?""");
    }

    @Test
    void theOrthogonalOneTakesMatricesOnly() {
        Placeholder w = new Placeholder("w", new Shape(3, 3, 1, 8), DataType.FLOAT32);

        assertThatThrownBy(() -> OrthogonalRegularizer.of().apply(w))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        OrthogonalRegularizer takes matrices.
                          expected: 2 axes of known length
                          received: (3, 3, 1, 8)
                          fix:      use it for weights with 2 axes, such as a Dense layer's kernel""");
    }

    @Test
    void anUnknownIdListsTheKnownOnesAndTheNearest() {
        assertThatThrownBy(() -> Regularizer.of("l3"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Unknown regularizer "l3".
                          expected: one of "l1", "L1", "l2", "L2", "l1_l2", "l1l2", "L1L2", "orthogonal_regularizer", \
                        "OrthogonalRegularizer"
                          received: "l3"
                          fix:      did you mean "l1" or "L1" or "l2" or "L2"?""");
    }

    private static void assertClose(float[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("element %d", i).isCloseTo(expected[i], within(1e-6));
        }
    }
}
