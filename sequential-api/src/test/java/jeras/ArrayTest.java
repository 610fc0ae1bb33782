package jeras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Making and reading arrays. */
class ArrayTest {
    @Test
    void nestedPrimitiveArraysKeepTheirTypeAndDepth() {
        assertThat(Array.of(new float[][] {{1, 2, 3}, {4, 5, 6}}).shape()).isEqualTo(new Shape(2, 3));
        assertThat(Array.of(new float[1][2][3][4]).shape()).isEqualTo(new Shape(1, 2, 3, 4));
        assertThat(Array.of(new float[] {1}).dataType()).isEqualTo(DataType.FLOAT32);
        assertThat(Array.of(new double[][] {{1}}).dataType()).isEqualTo(DataType.FLOAT64);
        assertThat(Array.of(new int[] {1}).dataType()).isEqualTo(DataType.INT32);
        assertThat(Array.of(new long[] {1}).dataType()).isEqualTo(DataType.INT64);
        assertThat(Array.of(new byte[] {-1}).dataType()).isEqualTo(DataType.INT8);
        assertThat(Array.of(new boolean[] {true}).dataType()).isEqualTo(DataType.BOOLEAN);
        assertThat(Array.of(new long[][][] {{{1, 2}}, {{3, 4}}}).toLongArray()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void numbersAndBooleansAreSingleValues() {
        assertThat(Array.of(3.5)).hasToString("3.5");
        assertThat(Array.of(3.5).rank()).isZero();
        assertThat(Array.of(7).dataType()).isEqualTo(DataType.INT32);
        assertThat(Array.of(7L).dataType()).isEqualTo(DataType.INT64);
        assertThat(Array.of(true)).hasToString("True");
    }

    @Test
    void listsAreStacked() {
        assertThat(Array.of(List.of(1.5, 2.5))).isEqualTo(Array.of(new double[] {1.5, 2.5}));
        assertThat(Array.of(List.of(List.of(1, 2), List.of(3, 4)))).isEqualTo(Array.of(new int[][] {{1, 2}, {3, 4}}));
        assertThat(Array.of(List.of(new float[] {1, 2}, new float[] {3, 4}))).isEqualTo(Array.of(new float[][] {
            {1, 2}, {3, 4}
        }));
        assertThat(Array.of(List.of(Array.arange(2), Array.arange(2))).shape()).isEqualTo(new Shape(2, 2));
        assertThat(Array.of(new Integer[][] {{1}, {2}})).isEqualTo(Array.of(new int[][] {{1}, {2}}));
    }

    @Test
    void aListOfMixedNumbersTakesTheTypeThatHoldsThemAll() {
        assertThat(Array.of(List.of(1, 2.5, true))).isEqualTo(Array.of(new double[] {1, 2.5, 1}));
        assertThat(Array.of(List.of(1, 1L << 40))).isEqualTo(Array.of(new long[] {1, 1L << 40}));
    }

    @Test
    void emptyValuesKeepDepthAndType() {
        assertThat(Array.of(new int[0])).isEqualTo(Array.zeros(DataType.INT32, 0));
        assertThat(Array.of(new double[0][])).isEqualTo(Array.zeros(DataType.FLOAT64, 0, 0));
        assertThat(Array.of(new float[2][0])).isEqualTo(Array.zeros(DataType.FLOAT32, 2, 0));
        assertThat(Array.of(List.of())).isEqualTo(Array.zeros(DataType.FLOAT32, 0));
    }

    @Test
    void unequalLengthsNameTheFirstPlaceThatDiffers() {
        assertThatThrownBy(() -> Array.of(new float[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7}}}))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        An array cannot be made from nested values of unequal lengths: [1][1] differs from [1][0].
                          expected: length 2, as [1][0]
                          received: length 1
                          fix:      pad or cut the rows to one length""");
        assertThatThrownBy(() -> Array.of(List.of(1, List.of(2)))).hasMessage("""
                        An array cannot be made from nested values of unequal lengths: [1] differs from [0].
                          expected: shape (), as [0]
                          received: shape (1)
                          fix:      pad or cut the rows to one length""");
    }

    @Test
    void stringsAreHeldMovedAndPrintedAsNumPyDoes() {
        Array words = Array.of(new String[][] {{"a", "it's"}, {"", "d\n\u00e9"}});
        assertThat(words.dataType()).isEqualTo(DataType.STRING);
        assertThat(words.shape()).isEqualTo(new Shape(2, 2));
        assertThat(words).hasToString("[['a' \"it's\"]\n ['' 'd\\n\u00e9']]");
        assertThat(words.transpose().toStringArray()).containsExactly("a", "", "it's", "d\n\u00e9");
        assertThat(words.get(":, 1").getString(0)).isEqualTo("it's");
        assertThat(words.getString(-1, 0)).isEmpty();
        assertThat(words.take(1, 0).toArray()).isEqualTo(new String[][] {{"", "d\n\u00e9"}, {"a", "it's"}});
        assertThat(Array.of("x", "y")).isEqualTo(Array.of(List.of("x", "y")));
        assertThat(Array.of("x", "y").hashCode())
                .isEqualTo(Array.of(List.of("x", "y")).hashCode());
        assertThat(Array.of("x")).hasToString("x");
        assertThat(Array.stack(List.of(words.get("0"), Array.of("p", "q")))).isEqualTo(Array.of(new String[][] {
            {"a", "it's"}, {"p", "q"}
        }));
        assertThat(Array.concatenate(List.of(words.get("0"), words.get("1")), 0))
                .isEqualTo(words.flatten());
        assertThat(Array.of((Object) new String[0]).dataType()).isEqualTo(DataType.STRING);
    }

    @Test
    void stringsAreNoNumbers() {
        assertThatThrownBy(() -> Array.of("a", "b").add(1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Strings are no numbers to compute with.
                          expected: an array of numbers
                          received: an array of strings of shape (2)
                          fix:      turn text into numbers first, by TextVectorization, StringLookup or Hashing""");
        assertThatThrownBy(() -> Array.of("a").bytes()).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> Array.of(List.of("a", 1)))
                .hasMessageStartingWith("An array cannot be made from strings and numbers.\n");
        assertThatThrownBy(() -> Array.of(1.5).toStringArray()).hasMessageStartingWith("Numbers are no strings.\n");
    }

    @Test
    void otherValuesAreRefused() {
        assertThatThrownBy(() -> Array.of(Arrays.asList(1, null)))
                .hasMessageStartingWith("An array cannot be made from null at [1].\n");
        assertThatThrownBy(() -> Array.of(new short[1]))
                .hasMessageStartingWith("An array cannot be made from short[].\n");
        assertThatThrownBy(() -> Array.zeros(DataType.STRING, 1))
                .hasMessageStartingWith("An array cannot hold elements of type string.\n");
    }

    @Test
    void flatValuesTakeAShape() {
        assertThat(Array.of(new float[] {1, 2, 3, 4}, 2, 2)).isEqualTo(Array.of(new float[][] {{1, 2}, {3, 4}}));
        assertThat(Array.of(new double[] {1, 2}, 2, 1)).isEqualTo(Array.of(new double[][] {{1}, {2}}));
        assertThat(Array.of(new int[] {1, 2}, -1, 1)).isEqualTo(Array.of(new int[][] {{1}, {2}}));
        assertThat(Array.of(new long[] {1, 2}, 1, 2)).isEqualTo(Array.of(new long[][] {{1, 2}}));
    }

    @Test
    void filledArrays() {
        assertThat(Array.zeros(DataType.INT32, 2)).hasToString("[0 0]");
        assertThat(Array.ones(DataType.BOOLEAN, 2)).hasToString("[ True  True]");
        assertThat(Array.full(DataType.FLOAT16, 0.1, 2, 1)).hasToString("[[0.1]\n [0.1]]");
        assertThat(Array.zeros(DataType.BFLOAT16, 2).cast("float32")).hasToString("[0. 0.]");
    }

    @Test
    void rangesAreNumPys() {
        assertThat(Array.arange(3)).isEqualTo(Array.of(new long[] {0, 1, 2}));
        assertThat(Array.arange(5, -1, -2)).isEqualTo(Array.of(new long[] {5, 3, 1}));
        assertThat(Array.arange(3, 3, 1).size()).isZero();
        assertThat(Array.arange(0.0, 1, 0.3)).isEqualTo(Array.of(new double[] {0.0, 0.3, 0.6, 0.8999999999999999}));
    }

    @Test
    void anArrayTooLargeForTheHeapSaysSo() {
        assertThatThrownBy(() -> Array.zeros(DataType.FLOAT32, 1 << 20, 1 << 20))
                .hasMessage("""
                        An array of float32 (1048576, 1048576) is too large.
                          expected: at most 2147483647 bytes
                          received: 4398046511104 bytes
                          fix:      use a smaller data type, or several arrays""");
    }

    @Test
    void stackingAddsAnAxisAndConcatenatingLengthensOne() {
        Array a = Array.of(new int[][] {{1, 2}});
        Array b = Array.of(new int[][] {{3, 4}});
        assertThat(Array.stack(List.of(a, b))).isEqualTo(Array.of(new int[][][] {{{1, 2}}, {{3, 4}}}));
        assertThat(Array.concatenate(List.of(a, b), 0)).isEqualTo(Array.of(new int[][] {{1, 2}, {3, 4}}));
        assertThat(Array.concatenate(List.of(a, b), -1)).isEqualTo(Array.of(new int[][] {{1, 2, 3, 4}}));
        assertThat(Array.concatenate(List.of(a, Array.zeros(DataType.FLOAT32, 0, 2)), 0))
                .isEqualTo(Array.of(new float[][] {{1, 2}}));
        assertThat(Array.concatenate(List.of(Array.zeros(DataType.INT8, 0, 2), Array.zeros(DataType.INT8, 0, 3)), 1))
                .isEqualTo(Array.zeros(DataType.INT8, 0, 5));
    }

    @Test
    void unequalArraysCannotBeStacked() {
        assertThatThrownBy(() -> Array.stack(List.of(Array.arange(2), Array.arange(3))))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Arrays of shape (2) and (3) cannot be stacked.
                          expected: equal shapes
                          received: (2) and (3)
                          fix:      reshape or cut them to fit""");
        assertThatThrownBy(() -> Array.concatenate(
                        List.of(Array.zeros(DataType.INT8, 2, 2), Array.zeros(DataType.INT8, 3, 3)), 0))
                .hasMessageStartingWith("Arrays of shape (2, 2) and (3, 3) cannot be concatenated along axis 0.\n");
    }

    @Test
    void readingConverts() {
        Array x = Array.of(new double[] {1.7, -1.7, 2.5});
        assertThat(x.toIntArray()).containsExactly(1, -1, 2);
        assertThat(x.toLongArray()).containsExactly(1, -1, 2);
        assertThat(x.toFloatArray()).containsExactly(1.7f, -1.7f, 2.5f);
        assertThat(x.toDoubleArray()).containsExactly(1.7, -1.7, 2.5);
        assertThat(Array.of(new byte[] {-1}).cast("uint8").toIntArray()).containsExactly(255);
        assertThat(Array.of(new boolean[] {true, false}).toFloatArray()).containsExactly(1, 0);
    }

    @Test
    void singleValuesAreRead() {
        Array x = Array.of(new int[][] {{1, 2}, {3, 4}});
        assertThat(x.getDouble(1, 0)).isEqualTo(3);
        assertThat(x.getDouble(-1, -1)).isEqualTo(4);
        assertThat(Array.of(new float[][] {{2.5f}}).item()).isEqualTo(2.5);
        assertThatThrownBy(x::item).hasMessage("""
                        An array of shape (2, 2) is not a single value.
                          expected: one element
                          received: 4 elements
                          fix:      pick one with getDouble, or read them all with toDoubleArray""");
    }

    @Test
    void nestedJavaArraysComeBack() {
        float[][] rows = {{1, 2}, {3, 4}};
        assertThat((float[][]) Array.of(rows).toArray()).isDeepEqualTo(rows);
        long[][][] cube = {{{1}, {2}}};
        assertThat(Array.of(cube).toArray()).isEqualTo(cube);
        assertThat(Array.of(new byte[] {1, -2}).toArray()).isEqualTo(new byte[] {1, -2});
        assertThat(Array.of(new boolean[][] {{true}, {false}}).toArray()).isEqualTo(new boolean[][] {{true}, {false}});
        assertThat(Array.of(new byte[] {-2}).cast("uint8").toArray()).isEqualTo(new int[] {254});
        assertThat(Array.of(new int[0][]).toArray()).isEqualTo(new int[0][]);
        assertThat(Array.of(2.5).toArray()).isEqualTo(2.5);
    }

    @Test
    void sizesAreTold() {
        Array x = Array.zeros(DataType.INT8, 2, 3, 4);
        assertThat(x.size()).isEqualTo(24);
        assertThat(x.rank()).isEqualTo(3);
        assertThat(x.length()).isEqualTo(2);
        assertThatThrownBy(() -> Array.of(1).length()).hasMessageStartingWith("There is no axis 0.\n");
    }

    @Test
    void arraysAreEqualByValue() {
        Array x = Array.of(new float[] {1, Float.NaN});
        assertThat(x)
                .isEqualTo(Array.of(new float[] {1, Float.NaN}))
                .hasSameHashCodeAs(Array.of(new float[] {1, Float.NaN}));
        assertThat(x).isNotEqualTo(x.cast("float64"));
        assertThat(x).isNotEqualTo(x.reshape(2, 1));
        assertThat(Array.arange(5).slice(1, 3)).isEqualTo(Array.of(new long[] {1, 2}));
    }

    @Test
    void anArrayCannotBeWrittenTo() {
        float[] values = {1, 2};
        Array x = Array.of(values);
        values[0] = 9;
        assertThat(x).hasToString("[1. 2.]");
        assertThat(x.bytes().isReadOnly()).isTrue();
        assertThat(x.slice(0, 1).bytes().isReadOnly()).isTrue();
    }

    @Test
    void aBufferOfTheWrongSizeIsRefused() {
        assertThatThrownBy(() -> Array.wrap(ByteBuffer.allocate(7), new Shape(2), DataType.FLOAT32))
                .hasMessage("""
                        An array cannot be made from this buffer.
                          expected: 8 bytes for float32 (2)
                          received: 7 bytes
                          fix:      give a buffer of the array's size""");
    }

    @Test
    void castingFollowsNumPy() {
        Array x = Array.of(new double[] {0.5, -1.5, 0, Double.NaN});
        assertThat(x.cast("bool")).hasToString("[ True  True False  True]");
        assertThat(x.slice(0, 3).cast("int8")).hasToString("[ 0 -1  0]");
        assertThat(Array.of(new int[] {300, -1}).cast("uint8").toIntArray()).containsExactly(44, 255);
        assertThat(Array.of(new long[] {(1L << 53) + 1}).cast("float64").item()).isEqualTo(0x1p53);
        assertThat(x.cast(DataType.FLOAT64)).isSameAs(x);
        assertThatThrownBy(() -> x.cast("float")).hasMessage("""
                        There is no data type "float".
                          expected: one of [float64, float32, float16, bfloat16, int64, int32, uint32, int16, uint16, int8, uint8, bool]
                          received: "float"
                          fix:      use one of these names""");
    }

    /** Expected values from NumPy's float16 and from ml_dtypes' bfloat16. */
    @Test
    void sixteenBitFloatsRoundToTheNearestEven() {
        assertThat(Array.of(new double[] {
                            0.1, 1.0 / 3, 65519, 65520, 6e-8, 2.98e-8, 2.99e-8, -0.0001, 0x1p-14, 2049, 2051
                        })
                        .cast("float16")
                        .toDoubleArray())
                .containsExactly(
                        0.0999755859375,
                        0.333251953125,
                        65504.0,
                        Double.POSITIVE_INFINITY,
                        0x1p-24,
                        0.0,
                        0x1p-24,
                        -0x1.a38p-14,
                        0x1p-14,
                        2048.0,
                        2052.0);
        assertThat(Array.of(new double[] {1.0 / 3, 1e39, 1.00390625, 1.01171875, Double.NaN})
                        .cast("bfloat16")
                        .toDoubleArray())
                .containsExactly(0.333984375, Double.POSITIVE_INFINITY, 1.0, 1.015625, Double.NaN);
    }
}
