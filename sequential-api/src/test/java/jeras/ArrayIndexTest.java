package jeras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Picking parts of arrays; expected values from NumPy. */
class ArrayIndexTest {
    private final Array x = Array.arange(24).reshape(2, 3, 4);

    /** On {@code numpy.arange(24).reshape(2, 3, 4)}: the index, the shape and the elements of the result. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 3,4 | 0 1 2 3 4 5 6 7 8 9 10 11",
                "-1 | 3,4 | 12 13 14 15 16 17 18 19 20 21 22 23",
                "0:1 | 1,3,4 | 0 1 2 3 4 5 6 7 8 9 10 11",
                ":, 0 | 2,4 | 0 1 2 3 12 13 14 15",
                "..., 1:3 | 2,3,2 | 1 2 5 6 9 10 13 14 17 18 21 22",
                "::2 | 1,3,4 | 0 1 2 3 4 5 6 7 8 9 10 11",
                "::-1 | 2,3,4 | 12 13 14 15 16 17 18 19 20 21 22 23 0 1 2 3 4 5 6 7 8 9 10 11",
                "1, ::-1, -1 | 3 | 23 19 15",
                ":, 1:, ::3 | 2,2,2 | 4 7 8 11 16 19 20 23",
                "5: | 0,3,4 | ''",
                "-5:1 | 1,3,4 | 0 1 2 3 4 5 6 7 8 9 10 11",
                "1, 2, 3 | '' | 23",
                "..., -1 | 2,3 | 3 7 11 15 19 23",
                "0, ..., 2 | 3 | 2 6 10",
                ":, 3:1:-1 | 2,1,4 | 8 9 10 11 20 21 22 23",
                ":, :, 10::-2 | 2,3,2 | 3 1 7 5 11 9 15 13 19 17 23 21",
                ":, 2:0:-1 | 2,2,4 | 8 9 10 11 4 5 6 7 20 21 22 23 16 17 18 19",
                "... | 2,3,4 | 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23",
                "'' | 2,3,4 | 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23",
            })
    void basicIndexingIsNumPys(String index, String shape, String elements) {
        assertThat(x.get(index)).isEqualTo(Array.of(numbers(elements, " "), numbers(shape, ",")));
        // Every element width has its own copying.
        for (String type : new String[] {"float32", "int16", "uint8"}) {
            assertThat(x.cast(type).get(index)).isEqualTo(x.get(index).cast(type));
        }
    }

    private static long[] numbers(String text, String separator) {
        return text.isEmpty()
                ? new long[0]
                : Arrays.stream(text.split(separator, -1))
                        .mapToLong(Long::parseLong)
                        .toArray();
    }

    @Test
    void wrongIndicesAreRefused() {
        assertThatThrownBy(() -> x.get("0, 3"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Index 3 is out of range.
                          expected: an index from -3 to 2, for axis 1 has length 3
                          received: 3
                          fix:      count from 0, or from the end with -1""");
        assertThatThrownBy(() -> x.get("a")).hasMessage("""
                        An array of shape (2, 3, 4) cannot be indexed with "a".
                          expected: integers, slices as begin:end:step, and "...", separated by commas
                          received: "a"
                          fix:      index as in NumPy, for instance "0:10", ":, 0" or "..., -1"; pick rows by number with take""");
        assertThatThrownBy(() -> x.get("0, 0, 0, 0")).hasMessageContaining("at most 3 indices and one ellipsis");
        assertThatThrownBy(() -> x.get("..., ...")).hasMessageContaining("at most 3 indices and one ellipsis");
        assertThatThrownBy(() -> x.get("::0")).hasMessageContaining("a step other than 0");
        assertThatThrownBy(() -> x.get("1:2:3:4")).hasMessageContaining("begin:end:step");
        assertThatThrownBy(() -> x.get(0, 0, 0, 0))
                .hasMessageStartingWith("An array of shape (2, 3, 4) cannot be indexed with [0, 0, 0, 0].\n");
    }

    @Test
    void leadingIndicesGiveSubArrays() {
        assertThat(x.get(1, -1)).isEqualTo(Array.of(new long[] {20, 21, 22, 23}));
        assertThat(x.get()).isEqualTo(x);
    }

    @Test
    void slicesStopAtTheEnds() {
        assertThat(x.slice(1, 2)).isEqualTo(x.get("1:2"));
        assertThat(x.slice(-1, 5)).isEqualTo(x.get("1:2"));
        assertThat(x.slice(2, 1).shape()).isEqualTo(new Shape(0, 3, 4));
    }

    @Test
    void partsThatLieTogetherShareTheMemory() {
        ByteBuffer memory = ByteBuffer.allocate(6);
        Array bytes = Array.wrap(memory, new Shape(3, 2), DataType.INT8);
        Array slice = bytes.slice(1, 3);
        Array row = bytes.get(-1).reshape(2, 1);
        Array column = bytes.get(":, 1");
        memory.put(5, (byte) 7);
        assertThat(slice).hasToString("[[0 0]\n [0 7]]");
        assertThat(row).hasToString("[[0]\n [7]]");
        assertThat(column).hasToString("[0 0 0]");
    }

    @Test
    void rowsAreTakenInAnyOrder() {
        Array rows = Array.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        assertThat(rows.take(2, 0, -1)).isEqualTo(Array.of(new float[][] {{5, 6}, {1, 2}, {5, 6}}));
        assertThat(rows.take()).isEqualTo(Array.zeros(DataType.FLOAT32, 0, 2));
        assertThat(rows.take(Array.of(new long[][] {{0}, {1}}))).isEqualTo(Array.of(new float[][][] {{{1, 2}}, {{3, 4}}
        }));
        assertThatThrownBy(() -> rows.take(3)).hasMessageStartingWith("Index 3 is out of range.\n");
        assertThatThrownBy(() -> rows.take(Array.of(new double[] {0}))).hasMessage("""
                        Rows cannot be picked with float64 indices.
                          expected: indices of an integer type
                          received: float64
                          fix:      cast the indices to int64""");
    }

    @Test
    void shapesChange() {
        assertThat(x.reshape(-1, 6).shape()).isEqualTo(new Shape(4, 6));
        assertThat(x.reshape(4, -1)).isEqualTo(x.reshape(4, 6));
        assertThat(x.flatten()).isEqualTo(Array.arange(24));
        assertThat(x.expandDims(-1).shape()).isEqualTo(new Shape(2, 3, 4, 1));
        assertThat(x.expandDims(0).shape()).isEqualTo(new Shape(1, 2, 3, 4));
        assertThat(x.expandDims(1).squeeze()).isEqualTo(x);
        assertThat(Array.zeros(DataType.INT8, 0, 3).reshape(3, 0).shape()).isEqualTo(new Shape(3, 0));
        assertThatThrownBy(() -> x.reshape(5, -1))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        An array of shape (2, 3, 4) cannot be reshaped to (5, -1).
                          expected: a shape of 24 elements, at most one dimension -1
                          received: (5, -1)
                          fix:      make the product of the dimensions 24""");
        assertThatThrownBy(() -> x.reshape(-1, -1)).isInstanceOf(ShapeMismatchException.class);
        assertThatThrownBy(() -> x.reshape(5, 5)).isInstanceOf(ShapeMismatchException.class);
    }

    @Test
    void axesAreReordered() {
        assertThat(x.transpose().shape()).isEqualTo(new Shape(4, 3, 2));
        assertThat(x.transpose().get(3, 2, 1).item()).isEqualTo(23);
        assertThat(x.transpose(2, 0, 1).get(1)).isEqualTo(Array.of(new long[][] {{1, 5, 9}, {13, 17, 21}}));
        assertThat(x.transpose(0, -1, 1).transpose(0, 2, 1)).isEqualTo(x);
        assertThatThrownBy(() -> x.transpose(0, 0, 1)).hasMessage("""
                        An array of shape (2, 3, 4) cannot be transposed.
                          expected: each of its 3 axes once
                          received: [0, 0, 1]
                          fix:      name every axis, or none to reverse them all""");
    }
}
