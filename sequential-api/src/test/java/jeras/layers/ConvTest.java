package jeras.layers;

import static jeras.layers.Symbols.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Sequential;
import jeras.ShapeMismatchException;
import org.junit.jupiter.api.Test;

class ConvTest {
    @Test
    void validShortensEachAxisByTheKernelLessOne() {
        assertThat(output(Conv1D.of(4, 3), -1, 8, 3)).isEqualTo(new Shape(-1, 6, 4));
        assertThat(output(Conv2D.of(8, 3, 2), -1, 28, 28, 1)).isEqualTo(new Shape(-1, 26, 27, 8));
        assertThat(output(Conv3D.of(2, 2), -1, 4, 5, 6, 3)).isEqualTo(new Shape(-1, 3, 4, 5, 2));
    }

    @Test
    void sameDividesByTheStrideAndRoundsUp() {
        assertThat(output(Conv2D.of(8, 3).padding("same"), -1, 28, 27, 1)).isEqualTo(new Shape(-1, 28, 27, 8));
        assertThat(output(Conv2D.of(8, 3).padding("same").strides(2), -1, 28, 27, 1))
                .isEqualTo(new Shape(-1, 14, 14, 8));
    }

    @Test
    void causalKeepsTheLength() {
        assertThat(output(Conv1D.of(4, 3).padding("causal").dilationRate(4), -1, 8, 3))
                .isEqualTo(new Shape(-1, 8, 4));
    }

    @Test
    void unknownLengthsStayUnknown() {
        assertThat(output(Conv2D.of(8, 3).strides(2), -1, -1, 28, 1)).isEqualTo(new Shape(-1, -1, 13, 8));
    }

    @Test
    void channelsFirstKeepsTheChannelsBehindTheBatch() {
        assertThat(output(Conv2D.of(8, 3).dataFormat("channels_first"), -1, 3, 28, 20))
                .isEqualTo(new Shape(-1, 8, 26, 18));
    }

    @Test
    void transposedConvolutionsGrowByTheirStrides() {
        assertThat(output(Conv1DTranspose.of(4, 3).strides(2), -1, 8, 3)).isEqualTo(new Shape(-1, 17, 4));
        assertThat(output(Conv1DTranspose.of(4, 2).strides(5), -1, 8, 3)).isEqualTo(new Shape(-1, 40, 4));
        assertThat(output(Conv2DTranspose.of(4, 3).strides(2, 3).padding("same"), -1, 8, -1, 3))
                .isEqualTo(new Shape(-1, 16, -1, 4));
        assertThat(output(Conv2DTranspose.of(4, 3).strides(2).padding("same").outputPadding(0, 1), -1, 8, 8, 3))
                .isEqualTo(new Shape(-1, 15, 16, 4));
        assertThat(output(Conv3DTranspose.of(4, 3).dilationRate(2).dataFormat("channels_first"), -1, 2, 4, 5, 6))
                .isEqualTo(new Shape(-1, 4, 8, 9, 10));
    }

    @Test
    void transposedKernelsHaveTheFiltersBeforeTheChannels() {
        Conv2DTranspose layer = Conv2DTranspose.of(6, 3, 5);
        output(layer, -1, 8, 8, 4);
        assertThat(layer.weights().stream().map(v -> v.shape())).containsExactly(new Shape(3, 5, 6, 4), new Shape(6));
    }

    @Test
    void depthwiseConvolutionsMultiplyTheChannels() {
        DepthwiseConv2D layer =
                DepthwiseConv2D.of(3, 5).depthMultiplier(2).strides(2).padding("same");
        assertThat(output(layer, -1, 8, 7, 3)).isEqualTo(new Shape(-1, 4, 4, 6));
        assertThat(layer.weights().stream().map(v -> v.shape())).containsExactly(new Shape(3, 5, 3, 2), new Shape(6));
        assertThat(output(DepthwiseConv1D.of(3).dataFormat("channels_first"), -1, 3, 8))
                .isEqualTo(new Shape(-1, 3, 6));
    }

    @Test
    void separableConvolutionsHaveTwoKernels() {
        SeparableConv1D layer =
                SeparableConv1D.of(5, 3).depthMultiplier(2).strides(2).dilationRate(2);
        assertThat(output(layer, -1, 9, 4)).isEqualTo(new Shape(-1, 3, 5));
        assertThat(layer.weights().stream().map(v -> v.name()))
                .containsExactly("depthwise_kernel", "pointwise_kernel", "bias");
        assertThat(layer.weights().stream().map(v -> v.shape()))
                .containsExactly(new Shape(3, 4, 2), new Shape(1, 8, 5), new Shape(5));
    }

    @Test
    void anOutputPaddingIsSmallerThanTheStride() {
        assertThatThrownBy(() -> Conv2DTranspose.of(4, 3).strides(2).outputPadding(1, 2))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Conv2DTranspose cannot be made.
                          expected: outputPadding below the strides, axis by axis
                          received: outputPadding [1, 2] and strides [2, 2]
                          fix:      give the strides first, or a smaller outputPadding""");
        assertThatThrownBy(() -> Conv1DTranspose.of(4, 3).outputPadding(-1)).hasMessage("""
                        Conv1DTranspose cannot be made.
                          expected: outputPadding of one number, each at least 0
                          received: [-1]
                          fix:      give one number for each axis, or one for all""");
    }

    @Test
    void masksEndAtConvolutions() {
        for (Layer layer : List.of(Conv1D.of(4, 3), Conv1DTranspose.of(4, 3), SeparableConv1D.of(4, 3))) {
            assertThat(layer.apply(Symbols.masked(-1, 6, 3)).mask()).isNull();
        }
    }

    @Test
    void theKernelHasTheChannelsOfOneGroup() {
        Conv2D layer = Conv2D.of(6, 3, 5).groups(2);
        output(layer, -1, 8, 8, 4);
        assertThat(layer.weights().stream().map(v -> v.shape())).containsExactly(new Shape(3, 5, 2, 6), new Shape(6));
        assertThat(layer.countParams()).isEqualTo(3 * 5 * 2 * 6 + 6);
    }

    @Test
    void withoutBiasThereIsOnlyAKernel() {
        Conv1D layer = Conv1D.of(6, 3).useBias(false);
        output(layer, -1, 8, 4);
        assertThat(layer.weights()).hasSize(1);
    }

    @Test
    void oneNumberStandsForAllAxesAndCapitalsDoNotCount() {
        assertThat(Conv2D.of(8, 3).strides(1, 2).padding("SAME"))
                .hasToString(Conv2D.of(8, 3, 3).padding("same").strides(1, 2).toString());
        assertThat(Conv2D.of(8, 3).config().kernelSize()).containsExactly(3, 3);
    }

    @Test
    void aWindowLargerThanTheInputIsNamed() {
        assertThatThrownBy(() -> output(Conv2D.of(8, 5), -1, 4, 4, 1))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Conv2D cannot take an input of shape (?, 4, 4, 1).
                        The window of a convolution is larger than its input.
                          expected: at least [5, 5] elements
                          received: (?, 4, 4, 1)
                          fix:      use padding("same"), a smaller window or a larger input""");
    }

    @Test
    void aMissingChannelAxisIsNamed() {
        assertThatThrownBy(() -> output(Conv2D.of(8, 3), -1, 28, 28))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Conv2D cannot take an input of shape (?, 28, 28).
                          expected: 4 axes with the batch
                          received: 3 axes
                          fix:      reshape it, or add Reshape or Flatten before this layer""");
    }

    @Test
    void anotherNumberOfChannelsThanTheWeightsAreForIsNamed() {
        Conv2D layer = Conv2D.of(8, 3).dataFormat("channels_first");
        output(layer, -1, 3, 28, 28);
        assertThatThrownBy(() -> output(layer, -1, 1, 28, 28)).hasMessage("""
                        Conv2D cannot take an input of shape (?, 1, 28, 28).
                          expected: axis 1 = 3
                          received: 1
                          fix:      give it inputs with 3 there, or make a new layer for 1""");
    }

    @Test
    void channelsThatDoNotFormGroupsAreNamed() {
        assertThatThrownBy(() -> output(Conv1D.of(4, 3).groups(2), -1, 8, 3)).hasMessage("""
                        Conv1D cannot take an input of shape (?, 8, 3).
                          expected: a number of channels that 2 groups divide
                          received: 3 channels
                          fix:      choose other groups, or another number of channels""");
    }

    @Test
    void argumentsAreCheckedWhenTheyAreGiven() {
        assertThatThrownBy(() -> Conv2D.of(0, 3)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> Conv2D.of(4, 3, 3, 3)).hasMessage("""
                        Conv2D cannot be made.
                          expected: kernelSize of one number, or 2, each at least 1
                          received: [3, 3, 3]
                          fix:      give one number for each axis, or one for all""");
        assertThatThrownBy(() -> Conv2D.of(4, 3).padding("causal")).hasMessage("""
                        Conv2D cannot be made.
                          expected: padding one of valid, same
                          received: "causal"
                          fix:      choose one of them""");
        assertThatThrownBy(() -> Conv2D.of(4, 3).groups(3)).hasMessage("""
                        Conv2D cannot be made.
                          expected: filters that the number of groups divides
                          received: 4 filters in 3 groups
                          fix:      choose filters = 3, 6, 9, ...""");
        assertThatThrownBy(() -> Conv2D.of(4, 3).strides(2).dilationRate(1, 2)).hasMessage("""
                        Conv2D cannot be made.
                          expected: strides or dilationRate above 1, not both
                          received: strides [2, 2] and dilationRate [1, 2]
                          fix:      leave one of them at 1""");
    }

    @Test
    void aKernelOfOnePlaceVisitsEachStride() {
        assertThat(output(Conv2D.of(8, 1).strides(2), -1, 5, 4, 3)).isEqualTo(new Shape(-1, 3, 2, 8));
        assertThat(output(Conv1D.of(8, 1).strides(3).padding("same"), -1, -1, 3))
                .isEqualTo(output(Conv1D.of(8, 1).strides(3).padding("same"), -1, -1, 64));
        assertThat(output(Conv3D.of(2, 1).strides(1, 2, 3), -1, 4, 4, 4, 1)).isEqualTo(new Shape(-1, 4, 2, 2, 2));
    }

    /** What oneDNN cannot do on its own without writing past its memory. */
    @Test
    void narrowTransposedConvolutionsOfOnePlaceWithStridesTrain() {
        Sequential model = Sequential.of(
                Input.of(16, 16, 8),
                Conv2DTranspose.of(8, 1).strides(2),
                Conv2DTranspose.of(3, 1).strides(3, 1));
        model.compile("sgd", "mse");
        Array x = Array.ones(DataType.FLOAT32, 8, 16, 16, 8);
        Array y = Array.zeros(DataType.FLOAT32, 8, 96, 32, 3);

        List<Double> losses = model.fit(x, y, f -> f.epochs(5).verbose(0)).get("loss");

        assertThat(losses.get(4)).isLessThan(losses.get(0));
    }

    @Test
    void narrowConvolutionsOfOnePlaceWithStridesTrain() {
        Sequential model = Sequential.of(
                Input.of(64, 64, 3),
                Conv2D.of(8, 3).padding("same"),
                AveragePooling2D.of(4),
                Conv2D.of(16, 1).strides(2));
        model.compile("sgd", "mse");
        Array x = Array.ones(DataType.FLOAT32, 3, 64, 64, 3);
        Array y = Array.zeros(DataType.FLOAT32, 3, 8, 8, 16);

        List<Double> losses = model.fit(x, y, f -> f.epochs(5).verbose(0)).get("loss");

        assertThat(losses.get(4)).isLessThan(losses.get(0));
    }
}
