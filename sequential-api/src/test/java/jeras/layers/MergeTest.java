package jeras.layers;

import static jeras.layers.Symbols.input;
import static jeras.layers.Symbols.masked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeTest {
    private static final List<Layer> MERGES =
            List.of(Add.of(), Subtract.of(), Multiply.of(), Average.of(), Maximum.of(), Minimum.of());

    @Test
    void inputsBroadcastAndLowerRanksGetAxesAfterTheBatch() {
        for (Layer merge : MERGES) {
            assertThat(merge.apply(input(-1, 5, 3), input(-1, 1, 3)).shape()).isEqualTo(new Shape(-1, 5, 3));
            assertThat(merge.apply(input(-1, 5, 3), input(-1, 3)).shape()).isEqualTo(new Shape(-1, 5, 3));
        }
    }

    @Test
    void theOutputHasAMaskWhenAllInputsHave() {
        for (Layer merge : MERGES) {
            assertThat(merge.apply(masked(-1, 5, 3), masked(-1, 5, 3)).mask().shape())
                    .isEqualTo(new Shape(-1, 5));
            assertThat(merge.apply(masked(-1, 5, 3), input(-1, 5, 3)).mask()).isNull();
        }
    }

    @Test
    void shapesThatDoNotBroadcastAreNamed() {
        assertThatThrownBy(() -> Add.of().apply(input(-1, 4), input(-1, 3))).hasMessage("""
                        Add cannot take an input of shape (?, 4), (?, 3).
                        add cannot broadcast its inputs.
                          expected: axes of equal length, or 1
                          received: (?, 4) and (?, 3)
                          fix:      reshape one of them""");
    }

    @Test
    void differentBatchesAreNamed() {
        assertThatThrownBy(() -> Add.of().apply(input(4, 3), input(2, 3))).hasMessage("""
                        Add cannot merge its inputs.
                          expected: inputs of one batch size
                          received: (4, 3), (2, 3)
                          fix:      give it inputs of the same batch""");
    }

    @Test
    void subtractTakesTwo() {
        assertThatThrownBy(() -> Subtract.of().apply(input(-1, 3))).hasMessage("""
                        Subtract cannot merge its inputs.
                          expected: two inputs
                          received: (?, 3)
                          fix:      apply it to two tensors""");
    }

    @Test
    void concatenateAddsTheLengthsOfItsAxis() {
        assertThat(Concatenate.of()
                        .apply(input(-1, 5, 3), input(-1, 5, 4), input(-1, 5, 1))
                        .shape())
                .isEqualTo(new Shape(-1, 5, 8));
        assertThat(Concatenate.of()
                        .axis(1)
                        .apply(input(-1, 5, 3), input(-1, -1, 3))
                        .shape())
                .isEqualTo(new Shape(-1, -1, 3));
    }

    @Test
    void concatenateHasAMaskWhenAnInputHas() {
        assertThat(Concatenate.of()
                        .apply(masked(-1, 5, 3), input(-1, 5, 3))
                        .mask()
                        .shape())
                .isEqualTo(new Shape(-1, 5));
        assertThat(Concatenate.of()
                        .axis(1)
                        .apply(masked(-1, 5, 3), input(-1, 2, 3))
                        .mask()
                        .shape())
                .isEqualTo(new Shape(-1, 7));
        assertThat(Concatenate.of().apply(input(-1, 5, 3), input(-1, 5, 3)).mask())
                .isNull();
    }

    @Test
    void concatenateNamesShapesThatDoNotMatch() {
        assertThatThrownBy(() -> Concatenate.of().apply(input(-1, 5, 3), input(-1, 4, 3)))
                .hasMessage("""
                        Concatenate cannot join its inputs along axis -1.
                          expected: equal shapes except on that axis
                          received: (?, 5, 3), (?, 4, 3)
                          fix:      choose another axis, or bring them to the same shape""");
    }
}
