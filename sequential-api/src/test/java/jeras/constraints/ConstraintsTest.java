package jeras.constraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jeras.InvalidArgumentException;
import jeras.ops.Placeholder;
import jeras.ops.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The expected numbers are those of Keras 3.15.1 on TensorFlow. */
class ConstraintsTest {
    private static final Shape SHAPE = new Shape(4, 3);
    private static final double[] W = {0.5, -1.25, 0.0, 2.0, 0.75, -0.25, -1.5, 0.1, 3.0, 0.25, -0.6, 1.1};

    static Stream<Arguments> projections() {
        return Stream.of(
                row(
                        MaxNorm.of(),
                        "0.39036003 -1.2499999 0 1.5614401 0.74999994 -0.15600264 -1.1710801 0.099999994 1.8720317"
                                + " 0.19518001 -0.59999996 0.68641162"),
                row(
                        MaxNorm.of(1).axis(1),
                        "0.37139064 -0.92847657 0 0.92998111 0.3487429 -0.11624764 -0.44701493 0.029800996 0.89402986"
                                + " 0.19566509 -0.46959624 0.86092645"),
                row(
                        MaxNorm.of(1.5).axis(0, 1),
                        "0.17058676 -0.42646691 0 0.68234706 0.25588015 -0.085293382 -0.51176029 0.034117352 1.0235206"
                                + " 0.085293382 -0.20470412 0.3752909"),
                row(NonNeg.of(), "0.5 0 0 2 0.75 0 0 0.1 3 0.25 0 1.1"),
                row(
                        UnitNorm.of(),
                        "0.19518001 -0.79136115 0 0.78072006 0.47481668 -0.07800132 -0.58554 0.063308895 0.93601578"
                                + " 0.097590007 -0.37985337 0.34320581"),
                row(
                        UnitNorm.of().axis(1),
                        "0.37139064 -0.92847663 0 0.92998111 0.3487429 -0.11624764 -0.44701496 0.029800996 0.89402992"
                                + " 0.19566509 -0.46959624 0.86092645"),
                row(
                        MinMaxNorm.of(),
                        "0.19518001 -0.79136121 0 0.78072006 0.47481671 -0.07800132 -0.58554006 0.063308895 0.93601584"
                                + " 0.097590007 -0.3798534 0.34320581"),
                row(
                        MinMaxNorm.of(2, 2.5).rate(0.7).axis(1),
                        "0.66994691 -1.6748673 0 2 0.75 -0.25 -1.2322761 0.082151741 2.4645522"
                                + " 0.34893113 -0.83743477 1.535297"));
    }

    private static Arguments row(Constraint constraint, String expected) {
        return Arguments.of(
                constraint,
                Stream.of(expected.split(" ")).mapToDouble(Double::parseDouble).toArray());
    }

    @ParameterizedTest
    @MethodSource("projections")
    void projectsAsKerasDoes(Constraint constraint, double[] expected) {
        float[] projected = Run.run(constraint::apply, SHAPE, W);

        assertThat(projected).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) projected[i]).as("element %d", i).isCloseTo(expected[i], within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("projections")
    void keepsShapeAndType(Constraint constraint, double[] expected) {
        Placeholder w = new Placeholder("w", new Shape(3, 3, 1, 8), DataType.FLOAT64);

        assertThat(constraint.apply(w).shape()).isEqualTo(w.shape());
        assertThat(constraint.apply(w).dataType()).isEqualTo(w.dataType());
    }

    @Test
    void zerosStayZeros() {
        assertThat(Run.run(UnitNorm.of()::apply, new Shape(2, 2), 0, 0, 0, 0)).containsOnly(0);
        assertThat(Run.run(MaxNorm.of()::apply, new Shape(2, 2), 0, 0, 0, 0)).containsOnly(0);
    }

    @Test
    void theAxesAreAValueOfTheirOwn() {
        List<Integer> axes = new ArrayList<>(List.of(0, 1));
        UnitNorm constraint = new UnitNorm(axes);
        axes.clear();

        assertThat(constraint).isEqualTo(UnitNorm.of().axis(0, 1));
    }

    @Test
    void anUnknownIdListsTheKnownOnesAndTheNearest() {
        assertThatThrownBy(() -> Constraint.of("unitnorm"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Unknown constraint "unitnorm".
                          expected: one of "max_norm", "MaxNorm", "min_max_norm", "MinMaxNorm", "non_neg", "NonNeg", \
                        "unit_norm", "UnitNorm"
                          received: "unitnorm"
                          fix:      did you mean "unit_norm" or "UnitNorm"?""");
    }
}
