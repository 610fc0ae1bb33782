package jeras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.initializers.Initializer;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Lambda;
import jeras.layers.Layer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import org.junit.jupiter.api.Test;

/** A model's parts, and models made from parts or descriptions of others. */
class ModelStructureTest {
    private static final Array X = Array.of(new float[] {1, 2, 3, 4}, 2, 2);

    private static Sequential stack() {
        return Sequential.of(
                Input.of(2),
                Dense.of(3).activation("tanh").name("features"),
                Dropout.of(0.5),
                Dense.of(1).name("head"));
    }

    @Test
    void layersAreFoundByNameAndByPlace() {
        Sequential model = stack();
        assertThat(model.layer(0)).isSameAs(model.layer("features"));
        assertThat(model.layer(2).weight("kernel").shape()).isEqualTo(new Shape(3, 1));
        assertThatThrownBy(() -> model.layer(3))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Sequential has no layer at 3.
                          expected: an index from 0 to 2
                          received: 3
                          fix:      count from 0, or ask for the layer by its name""");
        assertThatThrownBy(() -> model.layer(0).weight("gamma"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Dense "features" has no weight "gamma".
                          expected: one of [kernel, bias]
                          received: gamma
                          fix:      choose one of them""");
    }

    @Test
    void aModelMayEndAtAnyLayerOfASequential() {
        Sequential model = stack();
        Model features = Model.of(model.input(), model.layer("features").output());
        Model all = Model.of(
                model.inputs(), model.layers().stream().map(Layer::output).toList());
        assertThat(features.weights()).isEqualTo(model.layer(0).weights());
        List<Array> outputs = all.predictAll(X);
        assertThat(outputs).hasSize(3);
        assertThat(outputs.get(0)).isEqualTo(features.predict(X));
        assertThat(outputs.get(2)).isEqualTo(model.predict(X));
        assertThat(model.output().shape()).isEqualTo(new Shape(-1, 1));

        model.add(Dense.of(4));
        assertThat(model.output().shape()).isEqualTo(new Shape(-1, 4));
    }

    @Test
    void aModelMayBeginAndEndWithinAFunctionalOne() {
        Tensor input = Input.of(2);
        Tensor hidden = Dense.of(3).name("hidden").apply(input);
        Model model = Model.of(input, Dense.of(1).name("head").apply(hidden));
        assertThat(model.layer(0).output()).isSameAs(input);
        assertThat(model.input()).isSameAs(input);
        assertThat(model.layer("head").input()).isSameAs(model.layer("hidden").output());
        Model encoder = Model.of(model.input(), model.layer("hidden").output());
        Model decoder = Model.of(model.layer("head").input(), model.output());
        assertThat(decoder.predict(encoder.predict(X))).isEqualTo(model.predict(X));
    }

    @Test
    void aLayerThatWasNotAppliedHasNoOutput() {
        assertThatThrownBy(() -> Dense.of(2).name("alone").output())
                .isInstanceOf(ModelStateException.class)
                .hasMessage("""
                        Dense "alone" has no symbolic input and output.
                          expected: a layer of a functional model, or of a Sequential with a declared input
                          received: one that was not applied to a symbolic tensor
                          fix:      apply it to Input.of(...), or begin the Sequential with one""");
        assertThatThrownBy(() -> Sequential.of(Dense.of(2)).layer(0).output())
                .isInstanceOf(ModelStateException.class)
                .hasMessage("""
                        Sequential has no symbolic input and output.
                          expected: a Sequential with a declared input and layers
                          received: 1 layers and no input
                          fix:      begin with Sequential.of(Input.of(...), ...)""");
    }

    @Test
    void aCloneHasEqualLayersAndWeightsOfItsOwn() {
        Sequential model = stack();
        Model clone = model.cloneModel();
        assertThat(clone.toJson()).isEqualTo(model.toJson());
        assertThat(clone.weights()).hasSize(4).doesNotContainAnyElementsOf(model.weights());
        assertThat(clone.getWeights().get(0)).isNotEqualTo(model.getWeights().get(0));
        clone.setWeights(model.getWeights());
        assertThat(clone.predict(X)).isEqualTo(model.predict(X));
    }

    @Test
    void jsonThatIsNoModelIsRefused() {
        assertThatThrownBy(() -> Model.fromJson("[1]"))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("Cannot read the JSON text.");
        assertThatThrownBy(() -> Sequential.of(Lambda.of(x -> x)).toJson())
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void predictingOnABatchIsOneBatch() {
        Sequential model = stack();
        assertThat(model.predictOnBatch(X)).isEqualTo(model.predict(X));
    }

    @Test
    void variablesAreAddedToAndSubtractedFrom() {
        Layer counter = new Layer() {
            private final Variable count =
                    weight("count", new Shape(), DataType.FLOAT32, false, Initializer.of("zeros"));

            @Override
            protected Tensor call(Tensor x) {
                count.assignAdd(Ops.sum(x));
                count.assignSub(Ops.max(x));
                return x;
            }
        };
        counter.apply(X);
        counter.apply(X);
        assertThat(counter.getWeights().get(0).item()).isEqualTo(12);
    }
}
