package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.History;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Metrics;
import jeras.Model;
import jeras.ModelStateException;
import jeras.Sequential;
import jeras.ShapeMismatchException;
import jeras.initializers.Initializer;
import jeras.layers.Add;
import jeras.layers.Dense;
import jeras.layers.Layer;
import jeras.losses.Loss;
import jeras.metrics.Metric;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.SGD;
import org.junit.jupiter.api.Test;

/** The ways to make a model, and a user's own parts, all through training. */
class ModelsTest {
    private static final float[][] X = {{1, 0}, {0, 1}, {1, 1}, {2, 0}};
    private static final float[][] Y = {{1}, {2}, {3}, {2}};

    @Test
    void aFunctionalModelTakesTwoInputsAndGivesTwoOutputs() {
        Tensor left = Input.of(2).name("left");
        Tensor right = Input.of(2).name("right");
        Tensor sum = Add.of().apply(left, right);
        Tensor one = Dense.of(1).name("one").kernelInitializer("zeros").apply(sum);
        Tensor two = Dense.of(1).name("two").kernelInitializer("ones").apply(sum);
        Model model = Model.of(List.of(left, right), List.of(one, two));
        model.compile(c -> c.optimizer(SGD.of(0)).loss("mse").lossWeight("two", 0.5));

        History byList = model.fit(List.of(X, X), List.of(Y, Y), f -> f.verbose(0));
        History byName = model.fit(Map.of("right", X, "left", X), Map.of("two", Y, "one", Y), f -> f.verbose(0));

        // one = 0: mean(y²) = 18/4; two = sum of both inputs' entries = 2, 2, 4, 4: mean of 1, 0, 1, 4.
        assertThat(byList.last("one_loss")).isCloseTo(4.5, within(1e-6));
        assertThat(byList.last("two_loss")).isCloseTo(1.5, within(1e-6));
        assertThat(byList.last("loss")).isCloseTo(4.5 + 0.75, within(1e-6));
        assertThat(byName.history()).isEqualTo(byList.history());
        assertThat(model.predictAll(List.of(X, X))).hasSize(2);
    }

    @Test
    void logsOfAnOutputAreNamedAsInKerasAndASingleLossIsNotRepeated() {
        Tensor x = Input.of(2);
        Model model = Model.of(
                List.of(x),
                List.of(Dense.of(1).name("a").apply(x), Dense.of(1).name("b").apply(x)));
        model.compile(c -> c.loss("a", "mse").metricsFor("a", "mae").weightedMetricsFor("a", "mae", "mae", "mse"));

        History history = model.fit(X, List.of(Y, Y), f -> f.verbose(0));

        assertThat(history.history().keySet())
                .containsExactlyInAnyOrder("a_mae", "a_mse", "a_weighted_mae", "a_weighted_mae_1", "loss");
    }

    @Test
    void eachOutputMayHaveItsOwnLossAndMetrics() {
        Tensor x = Input.of(2);
        Model model = Model.of(
                x, List.of(Dense.of(1).name("a").apply(x), Dense.of(1).name("b").apply(x)));
        model.compile(c -> c.loss("a", "mse").loss("b", "mae").metricsFor("b", "mse"));

        Metrics metrics = model.evaluate(X, List.of(Y, Y), e -> e.verbose(0));

        assertThat(metrics.asMap()).containsOnlyKeys("a_loss", "b_loss", "b_mse", "loss");
        assertThatThrownBy(() -> model.compile(c -> c.loss("aa", "mse")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Unknown output "aa".
                          expected: one of "a", "b"
                          received: "aa"
                          fix:      did you mean "a"?""");
    }

    @Test
    void aLayerThatIsAppliedTwiceTrainsOneSetOfWeights() {
        Tensor left = Input.of(2);
        Tensor right = Input.of(2);
        Dense shared = Dense.of(1).useBias(false).kernelInitializer("zeros");
        Model model = Model.of(List.of(left, right), Add.of().apply(shared.apply(left), shared.apply(right)));
        model.compile(c -> c.optimizer(SGD.of(0.1)).loss("mse"));

        model.fit(List.of(new float[][] {{1, 0}}, new float[][] {{0, 1}}), new float[][] {{1}}, f -> f.verbose(0));

        // The gradient of (w·left + w·right - 1)² at w = 0 is -2 (left + right).
        assertThat(model.weights()).hasSize(1);
        assertThat(model.getWeights().get(0).toFloatArray()).containsExactly(0.2f, 0.2f);
    }

    @Test
    void aModelIsALayerOfAnother() {
        Sequential inner = Sequential.of(Input.of(2), Dense.of(3).activation("relu"), Dense.of(2));
        Sequential outer = Sequential.of(Input.of(2), inner, Dense.of(1));
        outer.compile("adam", "mse");
        List<Array> before = inner.getWeights();

        outer.fit(X, Y, f -> f.verbose(0));

        assertThat(outer.weights()).hasSize(6);
        assertThat(inner.getWeights()).isNotEqualTo(before);
        assertThat(outer.predict(X).shape()).isEqualTo(new Shape(4, 1));
    }

    private static final class Residual extends Model {
        private final Dense hidden = Dense.of(2).activation("relu");
        private final Dense output = Dense.of(1);

        @Override
        protected Tensor call(Tensor x) {
            return output.apply(x.add(hidden.apply(x)));
        }
    }

    @Test
    void aModelOfOnesOwnTrainsLikeTheOthers() {
        Residual model = new Residual();
        model.compile(c -> c.optimizer(SGD.of(0.05)).loss("mse"));

        History history = model.fit(X, Y, f -> f.epochs(100).verbose(0));

        assertThat(history.last("loss")).isLessThan(history.get("loss").get(0) / 5);
        assertThat(model.weights())
                .extracting(Variable::path)
                .containsExactly("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
    }

    private static final class Scale extends Layer {
        private Variable factor;

        @Override
        protected void build(Shape input) {
            factor = weight("factor", new Shape(input.get(input.dimension() - 1)), Initializer.of("ones"));
        }

        @Override
        protected Tensor call(Tensor x) {
            return x.multiply(factor);
        }
    }

    private static final class Cubic extends Loss {
        @Override
        protected Tensor call(Tensor yTrue, Tensor yPred) {
            return Ops.mean(Ops.power(Ops.abs(yTrue.subtract(yPred)), 3), -1);
        }
    }

    private static final class Largest extends Metric {
        private final Variable largest = state("largest");

        Largest() {
            super("largest");
        }

        @Override
        protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
            largest.assign(Ops.maximum(largest, Ops.max(yPred)));
        }

        @Override
        protected Tensor result() {
            return largest;
        }
    }

    @Test
    void layersLossesAndMetricsOfOnesOwnWorkTogether() {
        Sequential model = Sequential.of(Input.of(2), new Scale());
        model.compile(c -> c.optimizer(SGD.of(0.1)).loss(new Cubic()).metrics(new Largest()));

        History history = model.fit(
                new float[][] {{1, 2}}, new float[][] {{2, 0}}, f -> f.epochs(2).verbose(0));

        // |1 - 2|³ and |2 - 0|³; the gradient of half their sum is -3/2 · 1 and 3 · 4 / 2 · 2.
        assertThat(history.get("loss").get(0)).isCloseTo(4.5, within(1e-6));
        assertThat(history.get("largest").get(0)).isCloseTo(2, within(1e-6));
        double first = 1 + 0.1 * 1.5;
        double second = 1 - 0.1 * 12;
        double loss = (Math.pow(2 - first, 3) + Math.pow(Math.abs(2 * second), 3)) / 2;
        assertThat(history.get("loss").get(1)).isCloseTo(loss, within(1e-5));
        assertThat(history.get("largest").get(1)).isCloseTo(first, within(1e-6));
    }

    @Test
    void popTakesTheTopLayerAndAddPutsAnotherThere() {
        Sequential model = Sequential.of(Input.of(2), Dense.of(4), Dense.of(3));
        model.compile("sgd", "mse");

        assertThat(model.pop()).isInstanceOf(Dense.class);
        assertThat(model.predict(X).shape()).isEqualTo(new Shape(4, 4));
        model.add(Dense.of(1));
        assertThat(model.predict(X).shape()).isEqualTo(new Shape(4, 1));
        model.fit(X, Y, f -> f.verbose(0));
        assertThat(model.layers()).extracting(Layer::name).containsExactly("dense", "dense_1");
    }

    @Test
    void anEmptyStackHasNothingToPop() {
        assertThatThrownBy(() -> Sequential.of().pop())
                .isInstanceOf(ModelStateException.class)
                .hasMessage("""
                        A Sequential without layers has none to pop.
                          expected: at least one layer
                          received: none
                          fix:      add one first""");
    }

    @Test
    void aLayerThatDoesNotFitIsRefusedWhenItIsAdded() {
        Sequential model = Sequential.of(Input.of(2), Dense.of(4));

        assertThatThrownBy(() -> model.add(jeras.layers.MaxPooling2D.of(2))).isInstanceOf(ShapeMismatchException.class);
        // The layer that did not fit is not part of the model.
        assertThat(model.layers()).hasSize(1);
        assertThat(model.predict(X).shape()).isEqualTo(new Shape(4, 4));
    }

    @Test
    void predictTakesAnyNumberOfSamplesOfAKnownModel() {
        Sequential model = Sequential.of(Input.of(2), Dense.of(1));

        assertThat(model.predict(new float[1][2]).shape()).isEqualTo(new Shape(1, 1));
        assertThat(model.predict(new float[33][2]).shape()).isEqualTo(new Shape(33, 1));
    }
}
