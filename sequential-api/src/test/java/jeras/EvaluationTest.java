package jeras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.layers.Dense;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final Array X = Array.of(new float[][] {{1, 2}, {3, 4}});

    @Test
    void operationsComputeOutsideAModel() {
        assertThat(Keras.eval(() -> Ops.linspace(0, 1, 3, DataType.FLOAT32)).toFloatArray())
                .containsExactly(0, 0.5f, 1);
        assertThat(Keras.eval(x -> Ops.flip(x, 1), X).toFloatArray()).containsExactly(2, 1, 4, 3);
        assertThat(Keras.eval((x, y) -> Ops.einsum("ij,jk->ik", x, y), X, X).toFloatArray())
                .containsExactly(7, 10, 15, 22);
        List<Array> top = Keras.evalAll(x -> Ops.topK(x.get(0), 1), X);
        assertThat(top.get(0).toFloatArray()).containsExactly(2, 4);
        assertThat(top.get(1).toIntArray()).containsExactly(1, 1);
    }

    @Test
    void arraysAreConstants() {
        assertThat(Keras.eval(x -> x.add(X.toTensor()), X).toFloatArray()).containsExactly(2, 4, 6, 8);
    }

    @Test
    void whatIsDrawnRepeatsAfterTheSameSeed() {
        Keras.setRandomSeed(3);
        Array first = Keras.eval(() -> Ops.randint(new Shape(20), 0, 100, DataType.INT32));
        Keras.setRandomSeed(3);

        assertThat(Keras.eval(() -> Ops.randint(new Shape(20), 0, 100, DataType.INT32)))
                .isEqualTo(first);
    }

    @Test
    void condComputesOneBranch() {
        assertThat(Keras.eval(x -> Ops.cond(Ops.greater(Ops.sum(x), 5), () -> x.add(1), () -> x.negative()), X)
                        .toFloatArray())
                .containsExactly(2, 3, 4, 5);
        assertThat(Keras.eval(x -> Ops.cond(Ops.less(Ops.sum(x), 5), () -> x.add(1), () -> x.negative()), X)
                        .toFloatArray())
                .containsExactly(-1, -2, -3, -4);
    }

    @Test
    void switchCaseTakesTheLastFunctionForLargerNumbers() {
        Array index = Array.of(7);

        assertThat(Keras.eval((i, x) -> Ops.switchCase(i, List.of(() -> x, () -> x.add(1), () -> x.add(2))), index, X)
                        .toFloatArray())
                .containsExactly(3, 4, 5, 6);
    }

    @Test
    void whileLoopRepeatsAsLongAsItsConditionHolds() {
        assertThat(Keras.eval(x -> Ops.whileLoop(s -> Ops.less(Ops.sum(s), 100), s -> s.multiply(2), x), X)
                        .toFloatArray())
                .containsExactly(16, 32, 48, 64);
        assertThat(Keras.evalAll(
                                x -> Ops.whileLoop(
                                        s -> Ops.less(Ops.sum(s.get(0)), 100),
                                        s -> List.of(s.get(1), s.get(0).multiply(2)),
                                        List.of(x.get(0), x.get(0)),
                                        3),
                                X)
                        .get(0)
                        .toFloatArray())
                .containsExactly(2, 4, 6, 8);
    }

    @Test
    void foriLoopCounts() {
        assertThat(Keras.eval(x -> Ops.foriLoop(1, 4, (i, s) -> s.multiply(Ops.cast(i, DataType.FLOAT32)), x), X)
                        .toFloatArray())
                .containsExactly(6, 12, 18, 24);
    }

    @Test
    void mapAndAssociativeScanGoAlongAnAxis() {
        assertThat(Keras.eval(x -> Ops.map(Ops::sum, x), X).toFloatArray()).containsExactly(3, 7);
        assertThat(Keras.eval(x -> Ops.associativeScan(Ops::add, x, 0), X).toFloatArray())
                .containsExactly(1, 2, 4, 6);
        assertThat(Keras.eval(x -> Ops.associativeScan(Ops::multiply, x, 1), X).toFloatArray())
                .containsExactly(1, 2, 3, 12);
    }

    @Test
    void choicesAndLoopsStandBetweenLayers() {
        Tensor x = Input.of(2);
        Tensor y = Ops.cond(Ops.greater(Ops.sum(x), 5), () -> x.add(1), () -> x.negative());
        Tensor z = Ops.whileLoop(s -> Ops.less(Ops.sum(s), 100), s -> s.multiply(2), y);
        Model model = Model.of(x, z);

        assertThat(model.predict(X).toFloatArray()).containsExactly(16, 24, 32, 40);
    }

    @Test
    void aLoopKeepsItsStatesShapes() {
        assertThatThrownBy(() -> Keras.eval(x -> Ops.whileLoop(s -> Ops.less(Ops.sum(s), 1), Ops::sum, x), X))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        A step of a loop does not give the states that it gets.
                          expected: [Tensor(2, 2) float32]
                          received: [Tensor() float32]
                          fix:      cast or reshape the new states""");
    }

    @Test
    void ctcDecodeMergesAndDropsBlanks() {
        // Steps: 1 1 0 1 2, where 0 is the blank and the last step of the second sequence does not count.
        float[][] steps = {{0, 3, 0}, {0, 2, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 5}};
        Array output = Array.of(new float[][][] {steps, steps});
        Array lengths = Array.of(new int[] {5, 4});

        List<Array> decoded = Keras.evalAll(x -> Ops.ctcDecode(x.get(0), x.get(1), true, 0), output, lengths);

        assertThat(decoded.get(0).toIntArray()).containsExactly(1, 1, 2, -1, -1, 1, 1, -1, -1, -1);
        assertThat(decoded.get(1).toFloatArray()).containsExactly(-12, -7);
    }

    @Test
    void windowsAreThoseOfNumPy() {
        assertThat(Keras.eval(() -> Ops.hanning(5)).toFloatArray()).containsExactly(0, 0.5f, 1, 0.5f, 0);
        assertThat(Keras.eval(() -> Ops.bartlett(5)).toFloatArray()).containsExactly(0, 0.5f, 1, 0.5f, 0);
        assertThat(Keras.eval(() -> Ops.arange(1, 2, 0.25, DataType.FLOAT32)).toFloatArray())
                .containsExactly(1, 1.25f, 1.5f, 1.75f);
        assertThat(Keras.eval(() -> Ops.eye(2, 3, 1, DataType.INT32)).toIntArray())
                .containsExactly(0, 1, 0, 0, 0, 1);
    }

    @Test
    void operationsWithConstantsStandBetweenLayers() {
        Tensor x = Input.of(2);
        Tensor y = Dense.of(3)
                .apply(x)
                .multiply(0)
                .add(0.5)
                .add(Array.of(new float[] {1, 2, 3}).toTensor());
        Model model = Model.of(x, Ops.concatenate(List.of(y, x.get(":, 1:")), -1));

        assertThat(model.predict(X).toFloatArray()).containsExactly(1.5f, 2.5f, 3.5f, 2, 1.5f, 2.5f, 3.5f, 4);
    }
}
