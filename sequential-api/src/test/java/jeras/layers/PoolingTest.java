package jeras.layers;

import static jeras.layers.Symbols.masked;
import static jeras.layers.Symbols.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class PoolingTest {
    @Test
    void windowsLieSideBySideUnlessTold() {
        assertThat(output(MaxPooling1D.of(), -1, 7, 3)).isEqualTo(new Shape(-1, 3, 3));
        assertThat(output(MaxPooling2D.of(3), -1, 28, 28, 8)).isEqualTo(new Shape(-1, 9, 9, 8));
        assertThat(output(AveragePooling2D.of(2, 3), -1, 28, 28, 8)).isEqualTo(new Shape(-1, 14, 9, 8));
        assertThat(output(MaxPooling3D.of(), -1, 4, 6, 8, 2)).isEqualTo(new Shape(-1, 2, 3, 4, 2));
        assertThat(output(AveragePooling3D.of(2), -1, 4, 6, 8, 2)).isEqualTo(new Shape(-1, 2, 3, 4, 2));
    }

    @Test
    void sameDividesByTheStrideAndRoundsUp() {
        assertThat(output(MaxPooling2D.of(3).strides(2).padding("same"), -1, 27, 28, 8))
                .isEqualTo(new Shape(-1, 14, 14, 8));
        assertThat(output(AveragePooling1D.of(3).strides(1).padding("same"), -1, 7, 3))
                .isEqualTo(new Shape(-1, 7, 3));
    }

    @Test
    void unknownLengthsStayUnknown() {
        assertThat(output(MaxPooling2D.of(), -1, -1, 28, 8)).isEqualTo(new Shape(-1, -1, 14, 8));
    }

    @Test
    void channelsFirstKeepsTheChannelsBehindTheBatch() {
        assertThat(output(MaxPooling2D.of().dataFormat("channels_first"), -1, 3, 28, 20))
                .isEqualTo(new Shape(-1, 3, 14, 10));
        assertThat(output(GlobalMaxPooling2D.of().dataFormat("channels_first"), -1, 3, 28, 20))
                .isEqualTo(new Shape(-1, 3));
    }

    @Test
    void globalPoolingLeavesBatchAndChannels() {
        assertThat(output(GlobalAveragePooling1D.of(), -1, -1, 3)).isEqualTo(new Shape(-1, 3));
        assertThat(output(GlobalMaxPooling2D.of(), -1, 4, 5, 3)).isEqualTo(new Shape(-1, 3));
        assertThat(output(GlobalAveragePooling2D.of().keepdims(true), -1, 4, -1, 3))
                .isEqualTo(new Shape(-1, 1, 1, 3));
        assertThat(output(GlobalMaxPooling3D.of().keepdims(true), -1, 4, 5, 6, 3))
                .isEqualTo(new Shape(-1, 1, 1, 1, 3));
    }

    @Test
    void adaptivePoolingHasTheSizeThatItIsTold() {
        assertThat(output(AdaptiveAveragePooling1D.of(4), -1, -1, 3)).isEqualTo(new Shape(-1, 4, 3));
        assertThat(output(AdaptiveMaxPooling2D.of(2, 3), -1, 7, 5, 3)).isEqualTo(new Shape(-1, 2, 3, 3));
        assertThat(output(AdaptiveAveragePooling3D.of(2).dataFormat("channels_first"), -1, 3, 7, 5, 4))
                .isEqualTo(new Shape(-1, 3, 2, 2, 2));
        assertThatThrownBy(() -> AdaptiveMaxPooling3D.of(1, 2)).hasMessage("""
                        AdaptiveMaxPooling3D cannot be made.
                          expected: outputSize of one number, or 3, each at least 1
                          received: [1, 2]
                          fix:      give one number for each axis, or one for all""");
    }

    @Test
    void capitalsOfThePaddingDoNotCount() {
        assertThat(MaxPooling1D.of().padding("SAME").config().padding()).isEqualTo("same");
    }

    @Test
    void masksEndAtPooling() {
        assertThat(MaxPooling1D.of().apply(masked(-1, 6, 3)).mask()).isNull();
        assertThat(GlobalAveragePooling1D.of().apply(masked(-1, 6, 3)).mask()).isNull();
        assertThat(GlobalMaxPooling1D.of().apply(masked(-1, 6, 3)).mask()).isNull();
    }

    @Test
    void anotherRankIsNamed() {
        assertThatThrownBy(() -> output(GlobalAveragePooling2D.of().name("pool"), -1, 28, 28))
                .hasMessage("""
                        GlobalAveragePooling2D "pool" cannot take an input of shape (?, 28, 28).
                          expected: 4 axes with the batch
                          received: 3 axes
                          fix:      reshape it, or add Reshape or Flatten before this layer""");
        assertThatThrownBy(() -> output(MaxPooling2D.of(), -1, 28, 28)).hasMessageContaining("4 axes with the batch");
    }

    @Test
    void argumentsAreCheckedWhenTheyAreGiven() {
        assertThatThrownBy(() -> MaxPooling2D.of(0)).hasMessage("""
                        MaxPooling2D cannot be made.
                          expected: poolSize of one number, or 2, each at least 1
                          received: [0, 0]
                          fix:      give one number for each axis, or one for all""");
        assertThatThrownBy(() -> MaxPooling2D.of().padding("causal"))
                .hasMessageContaining("padding one of valid, same");
        assertThatThrownBy(() -> GlobalMaxPooling1D.of().dataFormat("NHWC"))
                .hasMessageContaining("dataFormat one of channels_last, channels_first");
    }
}
