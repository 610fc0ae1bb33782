package jeras.layers;

import static jeras.layers.Symbols.input;
import static jeras.layers.Symbols.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import org.junit.jupiter.api.Test;

class ReshapingTest {
    @Test
    void flattenMultipliesAllAxesButTheBatch() {
        assertThat(output(Flatten.of(), -1, 3, 4, 2)).isEqualTo(new Shape(-1, 24));
        assertThat(output(Flatten.of(), 5, 3, 4)).isEqualTo(new Shape(5, 12));
        assertThat(output(Flatten.of(), -1, -1, 4)).isEqualTo(new Shape(-1, -1));
        assertThat(output(Flatten.of(), -1, 7)).isEqualTo(new Shape(-1, 7));
        assertThat(output(Flatten.of(), -1)).isEqualTo(new Shape(-1, 1));
        assertThat(output(Flatten.of().dataFormat("channels_first"), -1, 3, 4, 2))
                .isEqualTo(new Shape(-1, 24));
    }

    @Test
    void reshapeComputesTheOpenLength() {
        assertThat(output(Reshape.of(4, 6), -1, 24)).isEqualTo(new Shape(-1, 4, 6));
        assertThat(output(Reshape.of(2, -1, 3), -1, 24)).isEqualTo(new Shape(-1, 2, 4, 3));
        assertThat(output(Reshape.of(-1, 3), -1, -1, 6)).isEqualTo(new Shape(-1, -1, 3));
    }

    @Test
    void reshapeNamesATargetOfAnotherSize() {
        assertThatThrownBy(() -> output(Reshape.of(4, 5), -1, 24)).hasMessage("""
                        Reshape cannot take an input of shape (?, 24).
                          expected: 20 elements a sample, for the target shape [4, 5]
                          received: 24 elements
                          fix:      choose a target whose lengths multiply to 24""");
        assertThatThrownBy(() -> output(Reshape.of(-1, 5), -1, 24))
                .hasMessageContaining("5, or a multiple of it, elements a sample");
        assertThatThrownBy(() -> Reshape.of(-1, -1)).hasMessage("""
                        Reshape cannot be made.
                          expected: a targetShape of lengths, of which one at most may be -1
                          received: [-1, -1]
                          fix:      give -1 for the one length that follows from the others""");
    }

    @Test
    void permuteCountsFromOneAndLeavesTheBatch() {
        assertThat(output(Permute.of(3, 1, 2), -1, 3, 4, 5)).isEqualTo(new Shape(-1, 5, 3, 4));
        assertThatThrownBy(() -> Permute.of(0, 1)).hasMessage("""
                        Permute cannot be made.
                          expected: dims in which each of [1, 2] stands once
                          received: [0, 1]
                          fix:      name every axis once, counted from 1; the batch stays""");
    }

    @Test
    void repeatVectorPutsAnAxisAfterTheBatch() {
        assertThat(output(RepeatVector.of(3), -1, 4)).isEqualTo(new Shape(-1, 3, 4));
    }

    @Test
    void zeroPaddingTakesOneTwoOrFourNumbers() {
        assertThat(output(ZeroPadding2D.of(), -1, 4, 5, 3)).isEqualTo(new Shape(-1, 6, 7, 3));
        assertThat(output(ZeroPadding2D.of(2), -1, 4, 5, 3)).isEqualTo(new Shape(-1, 8, 9, 3));
        assertThat(output(ZeroPadding2D.of(1, 2), -1, 4, 5, 3)).isEqualTo(new Shape(-1, 6, 9, 3));
        assertThat(output(ZeroPadding2D.of(1, 0, 0, 2).dataFormat("channels_first"), -1, 3, 4, 5))
                .isEqualTo(new Shape(-1, 3, 5, 7));
        assertThatThrownBy(() -> ZeroPadding2D.of(1, 2, 3)).hasMessageContaining("padding of 1, 2 or 4 numbers");
    }

    @Test
    void paddingsTakeOneNumberOneAnAxisOrTwoAnAxis() {
        assertThat(output(ZeroPadding1D.of(), -1, 4, 3)).isEqualTo(new Shape(-1, 6, 3));
        assertThat(output(ZeroPadding1D.of(1, 2).dataFormat("channels_first"), -1, 4, 3))
                .isEqualTo(new Shape(-1, 4, 6));
        assertThat(output(ZeroPadding3D.of(), -1, 4, 5, 6, 3)).isEqualTo(new Shape(-1, 6, 7, 8, 3));
        assertThat(output(ZeroPadding3D.of(1, 0, 2), -1, 4, -1, 6, 3)).isEqualTo(new Shape(-1, 6, -1, 10, 3));
        assertThat(output(ZeroPadding3D.of(1, 0, 2, 3, 0, 0), -1, 4, 5, 6, 3)).isEqualTo(new Shape(-1, 5, 10, 6, 3));
        assertThatThrownBy(() -> ZeroPadding1D.of(1, -1)).hasMessage("""
                        ZeroPadding1D cannot be made.
                          expected: padding of 1 or 2 numbers, none negative
                          received: [[1, -1]]
                          fix:      give one for both sides; or left and right""");
        assertThatThrownBy(() -> ZeroPadding3D.of(1, 2)).hasMessage("""
                        ZeroPadding3D cannot be made.
                          expected: padding of 1, 3 or 6 numbers, none negative
                          received: [1, 2]
                          fix:      give one for all sides; one for each axis; or two, before and after, for each axis""");
    }

    @Test
    void croppingsTakeWhatPaddingsTake() {
        assertThat(output(Cropping1D.of(), -1, 4, 3)).isEqualTo(new Shape(-1, 2, 3));
        assertThat(output(Cropping1D.of(0, 3), -1, 4, 3)).isEqualTo(new Shape(-1, 1, 3));
        assertThat(output(Cropping2D.of(), -1, 4, 5, 3)).isEqualTo(new Shape(-1, 4, 5, 3));
        assertThat(output(Cropping2D.of(1, 2).dataFormat("channels_first"), -1, 3, -1, 5))
                .isEqualTo(new Shape(-1, 3, -1, 1));
        assertThat(output(Cropping3D.of(), -1, 4, 5, 6, 3)).isEqualTo(new Shape(-1, 2, 3, 4, 3));
        assertThat(output(Cropping3D.of(1, 0, 2, 3, 0, 0), -1, 4, 6, 6, 3)).isEqualTo(new Shape(-1, 3, 1, 6, 3));
    }

    @Test
    void aCroppingThatLeavesNothingIsNamed() {
        assertThatThrownBy(() -> output(Cropping2D.of(1, 2, 0, 0), -1, 3, 5, 3)).hasMessage("""
                        Cropping2D cannot take an input of shape (?, 3, 5, 3).
                          expected: more than 3 elements on axis 1, of which the cropping takes so many
                          received: 3 elements
                          fix:      crop less, or give it larger inputs""");
    }

    @Test
    void upSamplingMultipliesTheAxes() {
        assertThat(output(UpSampling1D.of(3), -1, 4, 3)).isEqualTo(new Shape(-1, 12, 3));
        assertThat(output(UpSampling2D.of(), -1, 4, -1, 3)).isEqualTo(new Shape(-1, 8, -1, 3));
        assertThat(output(UpSampling2D.of(2, 3).dataFormat("channels_first").interpolation("LANCZOS5"), -1, 3, 4, 5))
                .isEqualTo(new Shape(-1, 3, 8, 15));
        assertThat(output(UpSampling3D.of(1, 2, 3), -1, 4, 5, 6, 3)).isEqualTo(new Shape(-1, 4, 10, 18, 3));
        assertThatThrownBy(() -> UpSampling2D.of(2).interpolation("cubic")).hasMessage("""
                        UpSampling2D cannot be made.
                          expected: interpolation one of nearest, bilinear, bicubic, lanczos3, lanczos5, area
                          received: "cubic"
                          fix:      choose one of them""");
    }

    @Test
    void masksEndWhereStepsAreAddedOrTaken() {
        assertThat(ZeroPadding1D.of().apply(Symbols.masked(-1, 6, 3)).mask()).isNull();
        assertThat(Cropping1D.of().apply(Symbols.masked(-1, 6, 3)).mask()).isNull();
        assertThat(UpSampling1D.of().apply(Symbols.masked(-1, 6, 3)).mask()).isNull();
    }

    @Test
    void aLambdaHasTheShapeThatItsOperationsInfer() {
        assertThat(output(Lambda.of(x -> Ops.sum(x, 1)), -1, 4, 5)).isEqualTo(new Shape(-1, 5));
        assertThat(Lambda.ofList(x -> Ops.matmul(x.get(0), x.get(1)))
                        .apply(input(-1, 2, 3), input(-1, 3, 4))
                        .shape())
                .isEqualTo(new Shape(-1, 2, 4));
    }

    @Test
    void aLambdaEndsTheMaskUnlessToldOtherwise() {
        assertThat(Lambda.of(x -> x.multiply(2)).apply(Symbols.masked(-1, 4, 5)).mask())
                .isNull();
        assertThat(Lambda.of(x -> x.multiply(2))
                        .mask((x, mask) -> mask)
                        .apply(Symbols.masked(-1, 4, 5))
                        .mask()
                        .shape())
                .isEqualTo(new Shape(-1, 4));
    }
}
