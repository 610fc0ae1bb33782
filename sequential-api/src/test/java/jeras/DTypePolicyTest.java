package jeras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.initializers.Initializer;
import jeras.layers.Bidirectional;
import jeras.layers.Dense;
import jeras.layers.Flatten;
import jeras.layers.GRU;
import jeras.layers.Layer;
import jeras.layers.MultiHeadAttention;
import jeras.layers.StringLookup;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.Adam;
import jeras.optimizers.LossScaleOptimizer;
import jeras.optimizers.SGD;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The data types of layers: chosen for all, for one, and taken when a layer is made. */
class DTypePolicyTest {
    private static final DTypePolicy FLOAT32 = DTypePolicy.of("float32");
    private static final DTypePolicy BRAIN = DTypePolicy.of("mixed_bfloat16");

    @AfterEach
    void chooseTheFirstOneAgain() {
        DTypePolicy.choose(null);
        Keras.setFloatx("float32");
    }

    @Test
    void aNameStandsForTwoDataTypes() {
        assertThat(BRAIN.computeDtype()).isEqualTo(DataType.BFLOAT16);
        assertThat(BRAIN.variableDtype()).isEqualTo(DataType.FLOAT32);
        assertThat(DTypePolicy.of("mixed_float16").computeDtype()).isEqualTo(DataType.FLOAT16);
        assertThat(DTypePolicy.of("float64").computeDtype()).isEqualTo(DataType.FLOAT64);
        assertThat(DTypePolicy.of("float64").variableDtype()).isEqualTo(DataType.FLOAT64);
        assertThat(BRAIN).isEqualTo(DTypePolicy.of("mixed_bfloat16")).hasToString("<DTypePolicy \"mixed_bfloat16\">");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> Keras.setDtypePolicy("mixed_float8"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Unknown dtype policy "mixed_float8".
                          expected: mixed_float16, mixed_bfloat16, or a data type such as float32
                          received: "mixed_float8"
                          fix:      choose one of them""");
    }

    @Test
    void layersTakeThePolicyOfTheTimeWhenTheyAreMade() {
        Dense before = Dense.of(2);
        Keras.setDtypePolicy("mixed_bfloat16");
        assertThat(Keras.dtypePolicy()).isEqualTo(BRAIN);
        Dense after = Dense.of(2);
        Dense chosen = Dense.of(2).dtype("float64");
        Keras.setDtypePolicy("float32");
        assertThat(before.dtypePolicy()).isEqualTo(FLOAT32);
        assertThat(before.activation("relu").dtypePolicy()).isEqualTo(FLOAT32);
        assertThat(after.activation("relu").name("mine").copy().dtypePolicy()).isEqualTo(BRAIN);
        assertThat(chosen.dtypePolicy().name()).isEqualTo("float64");
    }

    @Test
    void thePartsOfALayerTakeItsPolicyAndItsArgumentsKeepTheirs() {
        MultiHeadAttention attention = MultiHeadAttention.of(2, 3).dtype("mixed_bfloat16");
        Tensor x = Input.of(4, 5);
        Model.of(x, attention.apply(x, x));
        assertThat(attention.weights()).allMatch(v -> v.dataType() == DataType.FLOAT32);
        assertThat(attention.apply(x, x).dataType()).isEqualTo(DataType.BFLOAT16);
        Bidirectional both = Bidirectional.of(GRU.of(2)).dtype("mixed_bfloat16");
        assertThat(both.dtypePolicy()).isEqualTo(BRAIN);
        Tensor y = both.apply(x);
        assertThat(y.dataType()).isEqualTo(DataType.BFLOAT16);
    }

    @Test
    void aLayerThatCannotComputeInADataTypeRefusesIt() {
        assertThatThrownBy(() -> Dense.of(2).dtype("int32"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Dense cannot compute in int32.
                          expected: a dtype of floats: float32, float64, bfloat16, float16, mixed_bfloat16 or mixed_float16
                          received: int32
                          fix:      choose one of them""");
        assertThatThrownBy(() -> StringLookup.of().dtype("mixed_float16"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        StringLookup cannot give mixed_float16.
                          expected: int64, the data type of its output
                          received: mixed_float16
                          fix:      leave dtype out""");
    }

    /** Remembers what its weight is read as. */
    private static final class Scale extends Layer {
        Variable factor;
        DataType read;
        DataType input;

        @Override
        protected void build(Shape shape) {
            factor = weight("factor", new Shape(shape.get(1)), Initializer.of("ones"));
        }

        @Override
        protected Tensor call(Tensor x) {
            read = factor.dataType();
            input = x.dataType();
            return x.multiply(factor);
        }
    }

    @Test
    void aLayerOfOnesOwnReadsItsWeightsInTheDataTypeThatItComputesIn() {
        Keras.setDtypePolicy("mixed_bfloat16");
        Scale scale = new Scale();
        Tensor y = scale.apply(Input.of(3));
        assertThat(scale.input).isEqualTo(DataType.BFLOAT16);
        assertThat(scale.read).isEqualTo(DataType.BFLOAT16);
        assertThat(y.dataType()).isEqualTo(DataType.BFLOAT16);
        assertThat(scale.factor.dataType()).isEqualTo(DataType.FLOAT32);
        assertThat(scale.apply(Input.of(3).dtype("int32")).dataType()).isEqualTo(DataType.BFLOAT16);
        assertThat(scale.input).isEqualTo(DataType.INT32);
    }

    @Test
    void aWeightIsCastOnceInAProgram() {
        Model model = Sequential.of(
                Input.of(4, 3), GRU.of(2).unroll(true).recurrentDropout(0.5).dtype("mixed_bfloat16"));
        model.predict(Array.zeros(DataType.FLOAT32, 2, 4, 3));
        String program = model.program("predict");
        assertThat(program.lines().filter(l -> l.contains("torch.to(gru_gru_cell_kernel")))
                .hasSize(1);
    }

    @Test
    void theSummaryIsThatOfTheSameModelInFloat32() {
        Keras.setDtypePolicy("mixed_float16");
        String mixed = Sequential.of(Input.of(4), Dense.of(3)).summary().toString();
        Keras.setDtypePolicy("float32");
        assertThat(mixed)
                .isEqualTo(Sequential.of(Input.of(4), Dense.of(3)).summary().toString());
    }

    @Test
    void lossesAndMetricsAreMeasuredInFloat32() {
        Keras.setDtypePolicy("mixed_bfloat16");
        Sequential model = Sequential.of(Input.of(1), Flatten.of());
        model.compile(c -> c.loss("mse").metrics("mae"));
        // A bfloat16 that counts stops at 256.
        Metrics metrics = model.evaluate(Array.ones(DataType.FLOAT32, 4096, 1), Array.zeros(DataType.FLOAT32, 4096, 1));
        assertThat(metrics.get("loss")).isEqualTo(1);
        assertThat(metrics.get("mae")).isEqualTo(1);
    }

    @Test
    void aModelInFloat16ScalesItsLossUnlessItIsTold() {
        Keras.setDtypePolicy("mixed_float16");
        Sequential model = Sequential.of(Input.of(1), Dense.of(1));
        model.compile("adam", "mse");
        assertThat(((LossScaleOptimizer) model.optimizer()).innerOptimizer()).isInstanceOf(Adam.class);
        model.compile(c -> c.optimizer(SGD.of()).loss("mse").autoScaleLoss(false));
        assertThat(model.optimizer()).isInstanceOf(SGD.class);
        Keras.setDtypePolicy("mixed_bfloat16");
        Sequential brain = Sequential.of(Input.of(1), Dense.of(1));
        brain.compile("sgd", "mse");
        assertThat(brain.optimizer()).isInstanceOf(SGD.class);
    }

    @Test
    void floatxIsTheDataTypeOfInputsAndLayers() {
        Keras.setFloatx("float64");
        assertThat(Keras.floatx()).isEqualTo("float64");
        Tensor x = Input.of(2);
        assertThat(x.dataType()).isEqualTo(DataType.FLOAT64);
        assertThat(Dense.of(1).apply(x).dataType()).isEqualTo(DataType.FLOAT64);
        assertThatThrownBy(() -> Keras.setFloatx("int32"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The data type of floats cannot be set.
                          expected: float32, float64, float16, bfloat16
                          received: "int32"
                          fix:      choose one of them""");
    }

    @Test
    void arraysOfBfloat16GoThroughPrograms() {
        Array x = Array.of(new double[] {1.5, -2.25, 3}, 3).cast("bfloat16");
        Array doubled = Keras.eval(t -> Ops.multiply(t, 2), x);
        assertThat(doubled).isEqualTo(Array.of(new double[] {3.0, -4.5, 6}, 3).cast("bfloat16"));
        assertThat(Keras.eval(() -> Ops.add(x.toTensor(), 1)))
                .isEqualTo(Array.of(new double[] {2.5, -1.25, 4}, 3).cast("bfloat16"));
        Sequential model =
                Sequential.of(Input.of(1).dtype("bfloat16"), Dense.of(1).kernelInitializer("ones"));
        assertThat(model.predict(x.reshape(3, 1)).toFloatArray()).containsExactly(1.5f, -2.25f, 3);
        model.compile("sgd", "mse");
        model.fit(x.reshape(3, 1), x.reshape(3, 1), f -> f.batchSize(2).verbose(0));
        assertThat(model.getWeights().get(0)).isEqualTo(Array.ones(DataType.FLOAT32, 1, 1));
    }
}
