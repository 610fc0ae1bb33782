package jeras.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.atIndex;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;

/** The expected values were printed by {@code keras.utils} of Keras 3.15. */
class UtilsTest {
    private static final List<int[]> SEQUENCES = List.of(new int[] {1}, new int[] {2, 3}, new int[] {4, 5, 6});

    @Test
    void labelsBecomeRowsWithASingleOne() {
        Array rows = Utils.toCategorical(new int[] {0, 2, 1}, 3);
        assertThat(rows.shape()).isEqualTo(new Shape(3, 3));
        assertThat(rows.dataType()).isEqualTo(DataType.FLOAT32);
        assertThat(numbers(rows)).containsExactly(1, 0, 0, 0, 0, 1, 0, 1, 0);
    }

    @Test
    void theGreatestLabelTellsTheNumberOfClasses() {
        assertThat(Utils.toCategorical(new int[] {0, 3}).shape()).isEqualTo(new Shape(2, 4));
        assertThat(Utils.toCategorical(ints(new Shape(2), 0, 3)).shape()).isEqualTo(new Shape(2, 4));
    }

    @Test
    void aColumnOfLabelsLosesItsLastAxis() {
        assertThat(Utils.toCategorical(ints(new Shape(2, 1), 1, 0), 2).shape()).isEqualTo(new Shape(2, 2));
    }

    @Test
    void theClassesAreTheNewLastAxisOfAnyShape() {
        Array rows = Utils.toCategorical(ints(new Shape(2, 2), 1, 0, 0, 2));
        assertThat(rows.shape()).isEqualTo(new Shape(2, 2, 3));
        assertThat(numbers(rows)).containsExactly(0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1);
        assertThat(Utils.toCategorical(ints(new Shape(), 2), 3).shape()).isEqualTo(new Shape(3));
    }

    @Test
    void labelsOfEveryNumericTypeAreRead() {
        assertThat(numbers(Utils.toCategorical(
                        array(DataType.UINT8, 2, b -> b.put((byte) 200).put((byte) 0)), 201)))
                .hasSize(402)
                .contains(1, atIndex(200))
                .contains(1, atIndex(201));
        double[] swapped = {0, 1, 1, 0};
        assertThat(numbers(Utils.toCategorical(
                        array(DataType.INT8, 2, b -> b.put((byte) 1).put((byte) 0)), 2)))
                .containsExactly(swapped);
        assertThat(numbers(Utils.toCategorical(
                        array(DataType.INT16, 2, b -> b.putShort((short) 1).putShort((short) 0)), 2)))
                .containsExactly(swapped);
        assertThat(numbers(Utils.toCategorical(
                        array(DataType.INT64, 2, b -> b.putLong(1).putLong(0)), 2)))
                .containsExactly(swapped);
        assertThat(numbers(Utils.toCategorical(
                        array(DataType.FLOAT32, 2, b -> b.putFloat(1.9f).putFloat(0.2f)), 2)))
                .containsExactly(swapped);
        assertThat(numbers(Utils.toCategorical(
                        array(DataType.FLOAT64, 2, b -> b.putDouble(1).putDouble(0)), 2)))
                .containsExactly(swapped);
    }

    @Test
    void aLabelOutOfRangeIsRefused() {
        assertThatThrownBy(() -> Utils.toCategorical(new int[] {0, 4}, 4))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Label 4 is out of bounds for 4 classes.
                          expected: integers from 0 to 3
                          received: 4 at position 1
                          fix:      give the number of classes, and count them from 0""");
        assertThatThrownBy(() -> Utils.toCategorical(new int[] {-1}, 4))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("Label -1 is out of bounds for 4 classes.");
        assertThatThrownBy(() -> Utils.toCategorical(array(DataType.FLOAT64, 1, b -> b.putDouble(Double.NaN)), 4))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("Label NaN is out of bounds for 4 classes.");
    }

    @Test
    void noLabelsNeedANumberOfClasses() {
        assertThat(Utils.toCategorical(new int[0], 3).shape()).isEqualTo(new Shape(0, 3));
        assertThatThrownBy(() -> Utils.toCategorical(new int[0]))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Without any label there is no greatest one to count the classes by.
                          expected: at least one label, or the number of classes
                          received: no labels and no number of classes
                          fix:      give toCategorical(labels, numClasses)""");
    }

    @Test
    void sequencesArePaddedBeforeTheirBeginning() {
        Array padded = Utils.padSequences(SEQUENCES);
        assertThat(padded.shape()).isEqualTo(new Shape(3, 3));
        assertThat(padded.dataType()).isEqualTo(DataType.INT32);
        assertThat(numbers(padded)).containsExactly(0, 0, 1, 0, 2, 3, 4, 5, 6);
        assertThat(numbers(Utils.padSequences(SEQUENCES, p -> p.value(-1))))
                .containsExactly(-1, -1, 1, -1, 2, 3, 4, 5, 6);
    }

    @Test
    void sequencesArePaddedAfterTheirEndWithPost() {
        assertThat(numbers(Utils.padSequences(SEQUENCES, p -> p.padding("post"))))
                .containsExactly(1, 0, 0, 2, 3, 0, 4, 5, 6);
    }

    @Test
    void longSequencesAreCutAtTheSideThatTruncatingNames() {
        assertThat(numbers(Utils.padSequences(SEQUENCES, p -> p.maxlen(2)))).containsExactly(0, 1, 2, 3, 5, 6);
        assertThat(numbers(Utils.padSequences(SEQUENCES, p -> p.maxlen(2).truncating("post"))))
                .containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(numbers(Utils.padSequences(
                        SEQUENCES,
                        p -> p.maxlen(2).padding("post").truncating("post").value(9))))
                .containsExactly(1, 9, 2, 3, 4, 5);
    }

    @Test
    void emptySequencesAreAllPadding() {
        assertThat(numbers(Utils.padSequences(List.of(new int[0], new int[] {7}))))
                .containsExactly(0, 7);
        assertThat(Utils.padSequences(List.of(new int[0], new int[0])).shape()).isEqualTo(new Shape(2, 0));
        assertThat(Utils.padSequences(List.of(), p -> p.maxlen(3)).shape()).isEqualTo(new Shape(0, 3));
    }

    @Test
    void wrongPaddingOptionsAreRefused() {
        assertThatThrownBy(() -> Utils.padSequences(SEQUENCES, p -> p.padding("mid")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Padding type "mid" not understood.
                          expected: "pre" or "post"
                          received: "mid"
                          fix:      name the side of the sequence: "pre" is its beginning, "post" its end""");
        assertThatThrownBy(() -> Utils.padSequences(SEQUENCES, p -> p.truncating("mid")))
                .hasMessageStartingWith("Truncating type \"mid\" not understood.");
        assertThatThrownBy(() -> Utils.padSequences(SEQUENCES, p -> p.maxlen(0)))
                .hasMessageStartingWith("Sequences cannot be padded to this length.");
        assertThatThrownBy(() -> Utils.padSequences(List.of()))
                .hasMessageStartingWith("Without any sequence there is no longest one to pad to.");
    }

    private static double[] numbers(Array array) {
        return IntStream.range(0, (int) array.shape().size())
                .mapToDouble(ArrayValues.of(array))
                .toArray();
    }

    private static Array ints(Shape shape, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.nativeOrder());
        IntStream.of(values).forEach(bytes::putInt);
        return Array.wrap(bytes.flip(), shape, DataType.INT32);
    }

    private static Array array(DataType type, int length, UnaryOperator<ByteBuffer> fill) {
        ByteBuffer bytes = ByteBuffer.allocate(length * type.getNumOfBytes()).order(ByteOrder.nativeOrder());
        return Array.wrap(fill.apply(bytes).flip(), new Shape(length), type);
    }

    @Test
    void rowsAreDividedByTheirNorm() {
        Array x = Array.of(new double[] {3, 4, 0, 0, 1, -2}, 3, 2);
        double[][] expected = {
            {0.6, 0.8, 0, 0, 0.4472135954999579, -0.8944271909999159},
            {0.42857142857142855, 0.5714285714285714, 0, 0, 0.3333333333333333, -0.6666666666666666},
            {0.75, 1, 0, 0, 0.5, -1},
            {0.6669717773118556, 0.8892957030824742, 0, 0, 0.4807498567691361, -0.9614997135382722},
        };
        double[] orders = {2, 1, Double.POSITIVE_INFINITY, 3};
        for (int i = 0; i < orders.length; i++) {
            assertThat(Utils.normalize(x, -1, orders[i]).toDoubleArray())
                    .as("order " + orders[i])
                    .containsExactly(expected[i], offset(1e-12));
        }
        assertThat(Utils.normalize(ints(new Shape(1, 2), 3, 4)).dataType()).isEqualTo(DataType.FLOAT32);
    }

    @Test
    void anyAxisCanBeNormalized() {
        Array x = Array.arange(0, 12, 1.0).reshape(2, 3, 2);
        assertThat(Utils.normalize(x, 1, 2).toDoubleArray())
                .containsExactly(
                        new double[] {
                            0,
                            0.1690308509457033,
                            0.4472135954999579,
                            0.50709255283711,
                            0.8944271909999159,
                            0.8451542547285166,
                            0.4242640687119285,
                            0.4418360821684622,
                            0.565685424949238,
                            0.5680749627880228,
                            0.7071067811865475,
                            0.6943138434075835
                        },
                        offset(1e-6));
        assertThatThrownBy(() -> Utils.normalize(x, 3, 2))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        An array of shape (2, 3, 2) cannot be normalized.
                          expected: an axis from -3 to 2 and an order greater than 0
                          received: axis 3 and order 2.0
                          fix:      choose axis -1 and order 2 for rows of length 1""");
    }
}
