package jeras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The doors to DJL. */
class ArrayScopeTest {
    private static NDManager manager() {
        return NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"float64", "float32", "float16", "int64", "int32", "int8", "uint8", "bool"})
    void valuesSurviveTheWayToDjlAndBack(String type) {
        try (NDManager manager = manager()) {
            for (Array x : List.of(Array.arange(6).reshape(2, 3), Array.of(3), Array.zeros(DataType.INT8, 0, 2))) {
                assertThat(Array.of(x.cast(type).toNDArray(manager))).isEqualTo(x.cast(type));
            }
            NDArray view =
                    Array.arange(6).reshape(2, 3).cast(type).toNDArray(manager).get(new NDIndex(":, 1"));
            assertThat(Array.of((Object) view))
                    .isEqualTo(Array.of(new long[] {1, 4}).cast(type));
            assertThat(Array.of(List.of(view, view)).shape()).isEqualTo(new Shape(2, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bfloat16", "int16", "uint16", "uint32"})
    void typesThatWouldEndTheProcessAreRefused(String type) {
        Array x = Array.arange(2).cast(type);
        try (NDManager manager = manager()) {
            assertThatThrownBy(() -> x.toNDArray(manager))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessage("Values of type " + type + " cannot pass between an Array and a DJL NDArray.\n"
                            + "  expected: one of float64, float32, float16, int64, int32, int8, uint8, bool\n"
                            + "  received: " + type + "\n"
                            + "  fix:      cast first, for instance to float32");
        }
    }

    @Test
    void anythingThatDjlCanDoIsReached() {
        Array x = Array.of(new float[][] {{1, 2}, {3, 4}});
        assertThat(x.map(nd -> nd.cumSum(0))).isEqualTo(Array.of(new float[][] {{1, 2}, {4, 6}}));
        assertThat(x.map(nd -> nd.get(0))).isEqualTo(x.get(0));
    }

    @Test
    void changesInPlaceDoNotReachTheArray() {
        ByteBuffer direct = ByteBuffer.allocateDirect(2);
        Array x = Array.wrap(direct, new Shape(2), DataType.INT8);
        assertThat(x.map(nd -> nd.addi(1))).hasToString("[1 1]");
        assertThat(x).hasToString("[0 0]");
    }

    @Test
    void matrixProductsAreNumPys() {
        Array a = Array.of(new int[][] {{1, 2}, {3, 4}});
        assertThat(a.matMul(a)).isEqualTo(Array.of(new int[][] {{7, 10}, {15, 22}}));
        assertThat(a.matMul(Array.of(new float[] {1, 0.5f}))).isEqualTo(Array.of(new float[] {2, 5}));
        assertThat(Array.of(new int[] {1, 2}).matMul(Array.of(new int[] {3, 4})))
                .hasToString("11");
        assertThat(Array.ones(DataType.FLOAT32, 5, 1, 2, 3)
                        .matMul(Array.ones(DataType.FLOAT32, 4, 3, 6))
                        .shape())
                .isEqualTo(new Shape(5, 4, 2, 6));
        assertThatThrownBy(() -> a.matMul(Array.of(new int[3])))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Arrays of shape (2, 2) and (3) have no matrix product.
                          expected: the last axis of the first as long as the last but one of the second
                          received: 2 and 3
                          fix:      transpose or reshape one of them""");
        assertThatThrownBy(() -> a.matMul(Array.of(2))).hasMessageStartingWith("There is no axis -2.\n");
        assertThatThrownBy(() -> Array.of(new boolean[] {true}).matMul(Array.of(new boolean[] {true})))
                .hasMessageStartingWith("Booleans have no matrix product.\n");
    }
}
