package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.ExecutionException;
import jeras.Input;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Add;
import jeras.layers.Dense;
import jeras.layers.Layer;
import jeras.layers.Rescaling;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.optimizers.SGD;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final float[][] X = {{1, 2}, {3, 4}};

    private static Dense ones(int units, String name) {
        return Dense.of(units).kernelInitializer("ones").name(name);
    }

    /** The logarithm, which is not finite for 0 and below. */
    static final class Log extends Layer {
        Log(String name) {
            super(name);
        }

        @Override
        protected Tensor call(Tensor x) {
            return Ops.log(x);
        }
    }

    @Test
    void everyLayerOfAStackGivesItsOutput() {
        Sequential model =
                Sequential.of(Input.of(2), ones(1, "sum"), Rescaling.of(10).name("tenfold"));

        Map<String, Array> outputs = model.probe(X);

        assertThat(outputs.keySet()).containsExactly("sum", "tenfold");
        assertThat(outputs.get("sum").toFloatArray()).containsExactly(3, 7);
        assertThat(outputs.get("tenfold").toFloatArray()).containsExactly(30, 70);
        assertThat(outputs.get("tenfold").shape()).isEqualTo(new Shape(2, 1));
    }

    @Test
    void layersInsideModelsAndSharedOnesHaveNamesOfTheirOwn() {
        Tensor in = Input.of(2).name("in");
        Dense shared = ones(2, "shared");
        Sequential inner = Sequential.named("inner").add(Input.of(2)).add(ones(1, "head"));
        Model model = Model.of(
                in,
                Add.of().name("add").apply(inner.apply(shared.apply(in)), inner.apply(shared.apply(shared.apply(in)))));

        Map<String, Array> outputs = model.probe(X);

        assertThat(outputs.keySet())
                .containsExactlyInAnyOrder(
                        "shared", "inner/head", "inner", "shared[1]", "shared[2]", "inner/head[1]", "inner[1]", "add");
        assertThat(outputs.get("add").toFloatArray()).isEqualTo(model.predict(X).toFloatArray());
        assertThat(outputs.get("inner/head").toFloatArray()).containsExactly(6, 14);
    }

    @Test
    void aModelThatIsNotBuiltIsBuilt() {
        Sequential model = Sequential.of(ones(1, "sum"));

        assertThat(model.probe(X).get("sum").toFloatArray()).containsExactly(3, 7);
    }

    @Test
    void theFirstLayerWhoseNumbersAreNotFiniteIsNamed() {
        Sequential model = Sequential.of(Input.of(2), ones(2, "first"), new Log("log"), ones(1, "last"));
        model.compile("sgd", "mse");

        assertThatThrownBy(() -> model.fit(
                        new float[][] {{0, 0}, {1, 1}},
                        new float[][] {{1}, {1}},
                        f -> f.verbose(0).checkNumerics(true)))
                .isInstanceOf(ExecutionException.class)
                .hasMessage("""
                        Step 1 of epoch 1 makes numbers that are not finite.
                          expected: finite numbers everywhere
                          received: NaN or infinity first in the output of Log "log"
                          fix:      what goes into it is finite: look for a division by 0, a logarithm or a root of what is not positive, or an overflow; begin with new weights: these may be spoilt""");
    }

    @Test
    void dataThatAreNotFiniteAreNamed() {
        Sequential model = Sequential.of(Input.of(2), ones(1, "line"));
        model.compile("sgd", "mse");

        assertThatThrownBy(() -> model.fit(
                        new float[][] {{Float.NaN, 0}},
                        new float[][] {{1}},
                        f -> f.verbose(0).checkNumerics(true)))
                .hasMessageContaining("received: NaN or infinity first in input 1\n");
        assertThatThrownBy(() -> model.fit(
                        new float[][] {{0, 0}},
                        new float[][] {{Float.POSITIVE_INFINITY}},
                        f -> f.verbose(0).checkNumerics(true)))
                .hasMessageContaining("received: NaN or infinity first in target 1\n");
    }

    @Test
    void anUpdateThatSpoilsTheWeightsIsNamed() {
        Sequential model = Sequential.of(Input.of(2), ones(1, "line"));
        model.compile(c -> c.optimizer(SGD.of(1e38)).loss("mse"));

        assertThatThrownBy(() ->
                        model.fit(X, new float[][] {{0}, {0}}, f -> f.verbose(0).checkNumerics(true)))
                .hasMessageContaining(
                        "received: NaN or infinity first in the weight \"line/kernel\" after its update\n");
    }

    @Test
    void theCheckChangesNothingElse() {
        List<Float> losses = List.of(true, false).stream()
                .map(check -> {
                    Sequential model = Sequential.of(Input.of(2), ones(1, "line"));
                    model.compile(c -> c.optimizer(SGD.of(0.01)).loss("mse"));
                    return (float) model.fit(
                                    Array.ones(DataType.FLOAT32, 4, 2),
                                    Array.zeros(DataType.FLOAT32, 4, 1),
                                    f -> f.epochs(3).verbose(0).checkNumerics(check))
                            .last("loss");
                })
                .toList();

        assertThat(losses.get(0)).isEqualTo(losses.get(1)).isLessThan(4);
    }
}
