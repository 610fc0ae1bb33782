package jeras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arithmetic and reductions; expected values from NumPy. */
class ArrayOperationsTest {
    private final Array floats = Array.of(new float[][] {{1.5f, -2, 3}, {4, Float.NaN, 6}});
    private final Array ints = Array.of(new int[][] {{3, 1, 2}, {9, 7, 8}});
    private final Array cube = Array.arange(24).reshape(2, 3, 4).cast("float32");

    @Test
    void pixelsBecomeFractions() {
        assertThat(Array.of(new int[] {0, 51, 255}).cast("uint8").divide(255))
                .isEqualTo(Array.of(new float[] {0, 0.2f, 1}));
    }

    @Test
    void arraysBroadcast() {
        Array column = Array.of(new int[][] {{10}, {20}});
        assertThat(ints.add(column)).isEqualTo(Array.of(new int[][] {{13, 11, 12}, {29, 27, 28}}));
        assertThat(ints.subtract(Array.of(new int[] {1, 2, 3}))).isEqualTo(Array.of(new int[][] {{2, -1, -1}, {8, 5, 5}
        }));
        assertThat(column.multiply(Array.of(new int[] {1, 2}))).isEqualTo(Array.of(new int[][] {{10, 20}, {20, 40}}));
        assertThat(cube.add(cube.get(":, 1:2")).get("1, 0")).hasToString("[28. 30. 32. 34.]");
        assertThat(Array.zeros(DataType.FLOAT32, 0, 3)
                        .add(Array.ones(DataType.FLOAT32, 3))
                        .shape())
                .isEqualTo(new Shape(0, 3));
        assertThatThrownBy(() -> ints.add(Array.of(new int[2])))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Arrays of shape (2, 3) and (2) cannot be combined.
                          expected: equal lengths along every axis, counted from the last, or 1
                          received: 3 and 2 along axis -1
                          fix:      reshape one of them, or add an axis with expandDims""");
    }

    @Test
    void longRowsAreComputedToTheEnd() {
        Array x = Array.arange(5000);
        assertThat(x.add(x).subtract(x)).isEqualTo(x);
        assertThat(x.reshape(2, 2500).add(Array.arange(2500)).get(1, 2499).item())
                .isEqualTo(4999 + 2499);
        assertThat(x.sum().item()).isEqualTo(12497500);
        assertThat(x.argMax().item()).isEqualTo(4999);
        assertThat(x.get("::-1").argMax().item()).isZero();
        assertThat(x.reshape(2500, 2).argMin(0)).isEqualTo(Array.of(new long[] {0, 0}));
    }

    @Test
    void numbersTakeTheArraysType() {
        assertThat(ints.add(1).dataType()).isEqualTo(DataType.INT32);
        assertThat(ints.multiply(0.5)).isEqualTo(Array.of(new float[][] {{1.5f, 0.5f, 1}, {4.5f, 3.5f, 4}}));
        assertThat(floats.cast("float16").subtract(1.0).dataType()).isEqualTo(DataType.FLOAT16);
        assertThat(Array.of(new double[] {1}).add(0.1)).isEqualTo(Array.of(new double[] {1.1}));
        assertThat(Array.of(new boolean[] {true}).add(1L)).isEqualTo(Array.of(new long[] {2}));
        assertThatThrownBy(() -> ints.cast("uint8").add(300))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        300 does not fit into uint8.
                          expected: a number in the range of the array's type, uint8
                          received: 300
                          fix:      cast the array to a wider type first""");
    }

    @Test
    void integersStayExactAndWrapAround() {
        long large = (1L << 53) + 1;
        assertThat(Array.of(new long[] {large}).multiply(3).toLongArray()).containsExactly(large * 3);
        assertThat(Array.of(new int[] {0}).cast("uint8").subtract(1)).hasToString("[255]");
    }

    @Test
    void divisionOfIntegersIsTrueDivision() {
        assertThat(Array.of(new int[] {1, 1}).divide(Array.of(new int[] {2, 0})))
                .hasToString("[0.5 inf]");
        assertThat(Array.of(new double[] {1}).divide(Array.of(3))).isEqualTo(Array.of(new double[] {1.0 / 3}));
    }

    @Test
    void booleansAddUpAsOrAndMultiplyAsAnd() {
        Array a = Array.of(new boolean[] {true, true, false});
        Array b = Array.of(new boolean[] {true, false, false});
        assertThat(a.add(b)).hasToString("[ True  True False]");
        assertThat(a.multiply(b)).hasToString("[ True False False]");
        assertThatThrownBy(() -> a.subtract(b))
                .hasMessageStartingWith("Booleans cannot be subtracted from booleans.\n");
    }

    /** As {@code keras.backend.result_type} has them, but 64-bit types are kept. */
    @ParameterizedTest
    @CsvSource({
        "float32, int64, float32",
        "float16, int32, float16",
        "bfloat16, float16, float32",
        "float64, float32, float64",
        "uint8, int8, int16",
        "uint8, int32, int32",
        "uint16, int16, int32",
        "uint32, int32, int64",
        "uint16, int8, int32",
        "uint8, uint16, uint16",
        "int64, uint8, int64",
        "bool, uint8, uint8",
        "bool, float16, float16",
        "bool, bool, bool"
    })
    void typesCombineAsInKeras(String a, String b, String result) {
        assertThat(Element.promote(Element.of(a), Element.of(b))).isEqualTo(Element.of(result));
        assertThat(Element.promote(Element.of(b), Element.of(a))).isEqualTo(Element.of(result));
    }

    @Test
    void functionsOfOneElement() {
        Array x = Array.of(new double[] {-2.5, 0.5, 1.5});
        assertThat(x.abs()).hasToString("[2.5 0.5 1.5]");
        assertThat(x.round()).hasToString("[-2.  0.  2.]");
        assertThat(Array.of(new int[] {4, 9}).sqrt()).isEqualTo(Array.of(new float[] {2, 3}));
        assertThat(Array.of(new double[] {0, 1}).exp()).isEqualTo(Array.of(new double[] {1, Math.E}));
        assertThat(Array.of(new double[] {1, 0}).log()).hasToString("[  0. -inf]");
        assertThat(Array.of(new long[] {-5}).abs()).isEqualTo(Array.of(new long[] {5}));
        assertThat(ints.round()).isSameAs(ints);
    }

    @Test
    void comparisonsGiveBooleans() {
        assertThat(ints.equal(Array.of(new int[] {3, 7, 8})))
                .hasToString("[[ True False False]\n [False  True  True]]");
        assertThat(floats.greater(2)).hasToString("[[False False  True]\n [ True False  True]]");
        assertThat(floats.less(2.0)).hasToString("[[ True  True False]\n [False False False]]");
        assertThat(Array.of(new long[] {(1L << 53) + 1}).equal(Array.of(new long[] {1L << 53})))
                .hasToString("[False]");
        assertThat(Array.of(new float[] {0.1f}).equal(0.1)).hasToString("[ True]");
        assertThat(Array.of(new int[] {16777216}).equal(16777217)).hasToString("[False]");
        assertThat(ints.equal(3).cast("float32").mean()).hasToString("0.16666667");
    }

    @Test
    void sumsAndMeans() {
        assertThat(ints.sum(0)).isEqualTo(Array.of(new long[] {12, 8, 10}));
        assertThat(ints.mean(1)).isEqualTo(Array.of(new float[] {2, 8}));
        assertThat(ints.mean().item()).isEqualTo(5);
        assertThat(cube.sum(0, 2)).isEqualTo(Array.of(new float[] {60, 92, 124}));
        assertThat(cube.sum(0, -1)).isEqualTo(cube.sum(0, 2));
        assertThat(Array.of(new boolean[] {true, true, false}).sum()).hasToString("2");
        assertThat(Array.zeros(DataType.FLOAT32, 0, 2).sum(0)).hasToString("[0. 0.]");
        assertThat(Array.zeros(DataType.FLOAT32, 0).mean()).hasToString("nan");
        assertThatThrownBy(() -> ints.sum(2)).hasMessage("""
                        There is no axis 2.
                          expected: an axis from -2 to 1
                          received: 2
                          fix:      count axes from 0, or from the end with -1""");
    }

    @Test
    void standardDeviations() {
        assertThat(ints.cast("float64").std().item()).isEqualTo(3.1091263510296048);
        assertThat(cube.std(0, 1)).hasToString("[6.8313007 6.8313007 6.8313007 6.8313007]");
    }

    @Test
    void extremesAndWhereTheyAre() {
        assertThat(ints.max()).hasToString("9");
        assertThat(ints.min(0)).isEqualTo(Array.of(new int[] {3, 1, 2}));
        assertThat(ints.argMax(0)).isEqualTo(Array.of(new long[] {1, 1, 1}));
        assertThat(ints.argMin(1)).isEqualTo(Array.of(new long[] {1, 1}));
        assertThat(ints.argMax(-1)).isEqualTo(Array.of(new long[] {0, 0}));
        assertThat(ints.argMin().item()).isEqualTo(1);
        assertThat(cube.max(0, 2)).isEqualTo(Array.of(new float[] {15, 19, 23}));
        assertThat(cube.argMax(1)).isEqualTo(Array.full(DataType.INT64, 2, 2, 4));
        assertThat(Array.of(new double[] {0.0, -0.0}).argMax().item()).isZero();
        assertThat(Array.of(new int[] {0, 200}).cast("uint8").max()).hasToString("200");
        assertThatThrownBy(() -> Array.zeros(DataType.INT8, 0).max()).hasMessage("""
                        An empty array has no max.
                          expected: at least one element
                          received: an array of shape (0)
                          fix:      ask only arrays that hold something""");
    }

    @Test
    void notANumberIsBothLargestAndSmallest() {
        assertThat(floats.max(0)).hasToString("[ 4. nan  6.]");
        assertThat(floats.min(1)).hasToString("[-2. nan]");
        assertThat(floats.argMax().item()).isEqualTo(4);
        assertThat(floats.argMin().item()).isEqualTo(4);
    }
}
