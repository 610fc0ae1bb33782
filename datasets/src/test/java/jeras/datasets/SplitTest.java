package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import jeras.Array;
import jeras.ShapeMismatchException;
import org.junit.jupiter.api.Test;

class SplitTest {
    private final Array images = Array.wrap(ByteBuffer.allocate(12), new Shape(3, 2, 2), DataType.UINT8);
    private final Array labels = Array.wrap(ByteBuffer.allocate(12), new Shape(3), DataType.INT32);
    private final Array oneImage = Array.wrap(ByteBuffer.allocate(4), new Shape(1, 2, 2), DataType.UINT8);
    private final Array oneLabel = Array.wrap(ByteBuffer.allocate(4), new Shape(1), DataType.INT32);

    @Test
    void printsShapesAndDataTypes() {
        assertThat(new Split(images, labels, oneImage, oneLabel))
                .hasToString("Split(xTrain=(3, 2, 2) uint8, yTrain=(3) int32, xTest=(1, 2, 2) uint8, yTest=(1) int32)");
        assertThat(new Samples(images, labels)).hasToString("Samples(x=(3, 2, 2) uint8, y=(3) int32)");
    }

    @Test
    void givesItsPartsAsSamples() {
        Split split = new Split(images, labels, oneImage, oneLabel);

        assertThat(split.train()).isEqualTo(new Samples(images, labels));
        assertThat(split.test()).isEqualTo(new Samples(oneImage, oneLabel));
        assertThat(split.train().count()).isEqualTo(3);
    }

    @Test
    void refusesLabelsThatAreNotAsManyAsTheSamples() {
        assertThatThrownBy(() -> new Split(images, labels, oneImage, labels))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Samples and labels do not belong together.
                          expected: as many labels as samples, counted along the first axis
                          received: xTest (1, 2, 2), yTest (3)
                          fix:      give one label for each sample""");
    }
}
