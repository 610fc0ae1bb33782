package jeras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.Sequential;
import jeras.ShapeMismatchException;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.SGD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States that are kept, cells of one's own, and layers in every step; the numbers are tested elsewhere. */
class RecurrentTest {
    private static final Array X = Array.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 2, 3, 2);

    /** A running sum with a learned weight, whose output is wider than its state. */
    static class Sum extends Layer implements Cell {
        private Variable share;

        @Override
        public List<Shape> stateShapes() {
            return List.of(new Shape(2));
        }

        @Override
        public Shape outputShape() {
            return new Shape(4);
        }

        @Override
        public List<Tensor> initialStates(Tensor x) {
            return List.of(Ops.fullLike(x, new Shape(x.size(0), 2), 10, x.dataType()));
        }

        @Override
        protected void build(Shape input) {
            share = weight("share", new Shape(input.get(1)), Initializer.of("ones"));
        }

        @Override
        protected List<Tensor> call(List<Tensor> inputs, Call call) {
            Tensor sum = inputs.get(1).add(inputs.get(0).multiply(share));
            return List.of(Ops.concatenate(List.of(sum, sum.negative()), 1), sum);
        }
    }

    @Test
    void aCellOfOnesOwnWalksFromItsOwnFirstState() {
        Sum cell = new Sum();
        Sequential model = Sequential.of(RNN.of(cell).returnSequences(true));
        assertThat(model.predict(X).get("0"))
                .isEqualTo(Array.of(new float[] {11, 12, -11, -12, 14, 16, -14, -16, 19, 22, -19, -22}, 3, 4));
        cell.setWeights(List.of(Array.of(new float[] {0, 1}, 2)));
        assertThat(model.predict(X).get("0, -1")).isEqualTo(Array.of(new float[] {10, 22, -10, -22}, 4));
    }

    @Test
    void aCellOfOnesOwnLearnsAndStandsInAStackUnderAMask() {
        Sum cell = new Sum();
        Tensor x = Input.of(3, 2);
        List<Tensor> y = RNN.of(cell, SimpleRNNCell.of(3).activation("linear"))
                .returnState(true)
                .applyAll(Masking.of().apply(x));
        assertThat(y.stream().map(Tensor::shape)).containsExactly(new Shape(-1, 3), new Shape(-1, 2), new Shape(-1, 3));
        Model model = Model.of(x, y.get(0));
        model.compile(c -> c.optimizer(SGD.of(0.01)).loss("mse"));
        Array before = cell.getWeights().get(0);
        model.fit(X.map(a -> a.div(100)), Array.of(new float[6], 2, 3));
        assertThat(cell.getWeights().get(0)).isNotEqualTo(before);
    }

    @Test
    void twoDirectionsNeedACellOfOnesOwnEach() {
        assertThatThrownBy(() -> Bidirectional.of(RNN.of(new Sum())))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Sum cannot be copied.
                          expected: a layer of Keras, whose arguments are known
                          received: a class of one's own, or a model
                          fix:      make a second one, and a wrapper for it""");
        Bidirectional both =
                Bidirectional.of(RNN.of(new Sum()), RNN.of(new Sum()).goBackwards(true));
        assertThat(Sequential.of(both).predict(X).shape()).isEqualTo(new Shape(2, 8));
    }

    @Test
    void aCellThatGivesTooLittleIsRefused() {
        class Half extends Sum {
            @Override
            protected List<Tensor> call(List<Tensor> inputs, Call call) {
                return super.call(inputs, call).subList(1, 2);
            }
        }
        assertThatThrownBy(() -> RNN.of(new Half()).apply(Symbols.input(-1, 3, 2)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessageContaining("""
                        Half "half" makes no step that another can follow.
                          expected: the output and the new states, (?, 4) and (?, 2)
                          received: (?, 2)
                          fix:      let stateShapes() and outputShape() say what call gives""");
    }

    @Test
    void aLayerSharesItsWeightsWithTheCellThatItWasGiven() {
        LSTMCell cell = LSTMCell.of(3);
        Sequential model = Sequential.of(RNN.of(cell).returnSequences(true).name("walk"));
        Array first = model.predict(X).get(":, 0");
        Tensor x = Input.of(2);
        Tensor h = Input.of(3);
        Tensor c = Input.of(3);
        Model step = Model.of(List.of(x, h, c), cell.apply(x, h, c));
        Array zeros = Array.of(new float[6], 2, 3);
        Array alone = step.predict(List.of(X.get(":, 0"), zeros, zeros));
        assertThat(alone.subtract(first).abs().max().item()).isLessThan(1e-6);
    }

    @Test
    void aStatefulLayerGoesOnWhereTheLastBatchEnded() {
        for (RecurrentLayer<?, ?> layer :
                List.of(GRU.of(3), LSTM.of(3), SimpleRNN.of(3), RNN.of(LSTMCell.of(3), GRUCell.of(2)))) {
            RecurrentLayer<?, ?> walk = layer.stateful(true);
            Model model = fixed(walk);
            Array first = model.predict(X);
            List<Array> states = walk.getStates();
            Array second = model.predict(X);
            assertThat(second).isNotEqualTo(first);
            walk.resetStates();
            assertThat(model.predict(X)).isEqualTo(first);
            walk.resetState();
            walk.setStates(states);
            assertThat(model.predict(X)).isEqualTo(second);
        }
    }

    private static Model fixed(Layer layer) {
        Input x = Input.ofBatch(new Shape(2, 3, 2), DataType.FLOAT32);
        return Model.of(x, layer.apply(x));
    }

    @Test
    void statesOfAnotherShapeAreRefused() {
        GRU gru = GRU.of(3).stateful(true);
        fixed(gru);
        assertThatThrownBy(() -> gru.setStates(List.of(Array.of(new float[2], 2))))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        layer 2 of 2, GRU "gru" cannot take these states.
                          expected: (2, 3)
                          received: (2,)
                          fix:      give one array for each of states()""");
        assertThatThrownBy(() -> GRU.of(3).setStates(List.of()))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        GRU cannot take these states.
                          expected: a stateful layer that is built
                          received: one that keeps no states
                          fix:      give one array for each of states()""");
    }

    @Test
    void aStatefulStackOfBothDirectionsIsReset() {
        Bidirectional both = Bidirectional.of(GRU.of(2).stateful(true));
        Model model = fixed(both);
        Array first = model.predict(X);
        assertThat(model.predict(X)).isNotEqualTo(first);
        both.resetStates();
        assertThat(model.predict(X)).isEqualTo(first);
    }

    @Test
    void firstStatesAndMasksOfAFunctionalModelAreSaved(@TempDir Path folder) {
        Tensor x = Input.of(3, 2);
        Tensor h = Input.of(3);
        Tensor mask = Input.of(3).name("mask");
        Tensor keep = Ops.greater(mask, h);
        Tensor walked = GRU.of(3).returnSequences(true).apply(x, h, keep);
        Tensor both = Bidirectional.of(GRU.of(3)).apply(walked, h, h, keep);
        Model model = Model.of(List.of(x, h, mask), both);
        List<Array> data = List.of(
                X, Array.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3), Array.of(new float[] {2, 0, 9, 0, 0, 7}, 2, 3));
        model.save(folder.resolve("m.keras"));
        assertThat(Model.load(folder.resolve("m.keras")).predict(data)).isEqualTo(model.predict(data));
    }

    @Test
    void aLoopInAFunctionalModelIsRecordedAgainWhenTheModelIsCalled() {
        Input x = Input.of(3, 2);
        Tensor factor = Ops.max(x, 1); // read inside the loop, from around it
        Tensor total = Ops.scan(
                        (states, elements) ->
                                List.of(states.get(0).add(elements.get(0).multiply(factor))),
                        List.of(Ops.zerosLike(factor)),
                        List.of(x),
                        1,
                        false)
                .get(0);
        Model inner = Model.of(x, total);
        Array expected = Array.of(new float[] {45, 72, 297, 360}, 2, 2);
        assertThat(inner.predict(X)).isEqualTo(expected);
        Input again = Input.of(3, 2);
        Model outer = Model.of(again, inner.apply(again.multiply(2)));
        assertThat(outer.predict(X)).isEqualTo(expected.multiply(4));
    }

    @Test
    void batchNormalizationInEachStepTakesItsMeanStepByStep() {
        BatchNormalization norm = BatchNormalization.of().momentum(0.5);
        Sequential model = Sequential.of(TimeDistributed.of(norm).inputShape(3, 2));
        model.compile(c -> c.optimizer(SGD.of(0)).loss("mse"));
        model.fit(X, X);
        // The means of the three steps are (4, 5), (6, 7) and (8, 9), each of which moves the running one half the way.
        assertThat(norm.getWeights().get(2)).isEqualTo(Array.of(new float[] {6, 6.875f}, 2));
    }

    @Test
    void dropoutOfCellsWithASeedRepeats() {
        GRU gru = GRU.of(4).dropout(0.5).recurrentDropout(0.5).seed(3);
        assertThat(trained(gru)).isEqualTo(trained(gru)).isNotEqualTo(trained(gru.seed(4)));
    }

    private static List<Array> trained(GRU layer) {
        GRU gru = layer.kernelInitializer("ones").recurrentInitializer("ones").copy();
        Sequential model = Sequential.of(gru);
        model.compile(c -> c.optimizer(SGD.of(0.1)).loss("mse"));
        model.fit(X.map(a -> a.div(10)), Array.of(new float[8], 2, 4), f -> f.verbose(0));
        return gru.getWeights();
    }
}
