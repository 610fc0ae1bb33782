package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jeras.Array;
import jeras.DTypePolicy;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.layers.HostLayer;
import jeras.layers.KerasLayer;
import jeras.layers.LayerScale;
import jeras.layers.Layers;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.saving.SavedLayersTest.Saved;
import jeras.utils.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every layer of the catalogue computes, forward and backward, in the data types of a policy. */
class MixedLayersTest {
    static final List<Saved> LAYERS = SavedLayersTest.LAYERS;

    /** A small change of the input makes a great one of the output, or numbers are rounded to whole ones on the way. */
    private static final Set<String> JUMPING = Set.of(
            "AutoContrast",
            "ContrastLimitedAdaptiveHistogramEqualization",
            "Discretization",
            "Equalization",
            "Solarization",
            "SpectralNormalization");

    /** What they give is of the data type of the layers inside, which keep theirs. */
    private static final Set<String> OF_LAYERS =
            Set.of("Pipeline", "SpectralNormalization", "StackedRNNCells", "TimeDistributed");

    @ParameterizedTest
    @FieldSource("LAYERS")
    void aLayerRunsInMixedBfloat16(Saved saved) {
        runs(saved, "mixed_bfloat16", 0.04);
    }

    /** Those whose sums, limits or kernels depend on the data type. */
    static final List<Saved> DELICATE = LAYERS.stream()
            .filter(s -> Set.of(
                            "AveragePooling3D",
                            "BatchNormalization",
                            "Bidirectional",
                            "Conv2D",
                            "Dense",
                            "Dot",
                            "Embedding",
                            "GroupNormalization",
                            "GroupQueryAttention",
                            "GRU",
                            "LayerNormalization",
                            "MultiHeadAttention",
                            "Normalization",
                            "RMSNormalization",
                            "Softmax",
                            "UnitNormalization")
                    .contains(s.layer().className()))
            .toList();

    @ParameterizedTest
    @FieldSource("DELICATE")
    void aLayerRunsInOtherDataTypes(Saved saved) {
        runs(saved, "mixed_float16", 0.01);
        runs(saved, "float16", 0.01);
        runs(saved, "bfloat16", 0.04);
        runs(saved, "float64", 1e-5);
    }

    private static void runs(Saved saved, String name, double tolerance) {
        DTypePolicy policy = DTypePolicy.of(name);
        if (saved.layer() instanceof HostLayer<?, ?>) {
            assertThatThrownBy(() -> saved.layer().dtype(policy))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining(" cannot give " + name + ".\n");
            return;
        }
        Model plain = model(saved, DTypePolicy.of("float32"));
        Model mixed = model(saved, policy);
        mixed.setWeights(plain.getWeights());
        List<Array> data = SavedLayersTest.data(saved);
        List<Array> expected = plain.predictAll(data);
        List<Array> outputs = mixed.predictAll(data);
        for (int i = 0; i < outputs.size(); i++) {
            Array output = outputs.get(i);
            DataType before = expected.get(i).dataType();
            boolean cast =
                    before.isFloating() && !OF_LAYERS.contains(saved.layer().className());
            assertThat(output.dataType()).isEqualTo(cast ? policy.computeDtype() : before);
            if (!JUMPING.contains(saved.layer().className())) {
                assertClose(output.toDoubleArray(), expected.get(i).toDoubleArray(), tolerance);
            }
        }
        for (Variable v : mixed.weights()) {
            assertThat(v.dataType()).isIn(policy.variableDtype(), DataType.INT32, DataType.FLOAT32);
        }
        if (outputs.stream().allMatch(o -> o.dataType().isFloating())) {
            train(mixed, data, outputs);
        }
    }

    private static void train(Model model, List<Array> data, List<Array> outputs) {
        List<Array> targets = outputs.stream()
                .map(o -> Array.zeros(DataType.FLOAT32, o.shape().getShape()))
                .toList();
        model.compile("sgd", "mse");
        double loss = model.fit(data, targets, f -> f.verbose(0)).get("loss").get(0);
        assertThat(loss).isFinite();
        for (Array weight : model.getWeights()) {
            assertThat(weight.toDoubleArray()).doesNotContain(Double.NaN);
        }
    }

    /** The layer behind one that trains, so that gradients go through it. */
    private static Model model(Saved saved, DTypePolicy policy) {
        List<Tensor> inputs = new ArrayList<>();
        List<Tensor> scaled = new ArrayList<>();
        KerasLayer<?, ?> layer = saved.layer().dtype(policy);
        for (Shape shape : saved.inputs()) {
            Tensor x = Input.of(shape.getShape()).dtype(DataTypes.name(layer.inputType()));
            inputs.add(x);
            boolean floats = x.dataType().isFloating();
            scaled.add(floats ? LayerScale.of(1, (int) x.size(-1)).dtype(policy).apply(x) : x);
        }
        return Model.of(inputs, layer.copy().applyAll(scaled));
    }

    private static void assertClose(double[] values, double[] expected, double tolerance) {
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < values.length; i++) {
            double allowed = tolerance * (1 + Math.abs(expected[i]));
            assertThat(Math.abs(values[i] - expected[i]))
                    .as("element " + i + ": " + values[i] + " for " + expected[i])
                    .isLessThanOrEqualTo(allowed);
        }
    }

    @Test
    void theseTestsSeeEveryLayer() {
        assertThat(LAYERS.stream().map(s -> s.layer().className()).distinct())
                .containsAll(
                        Layers.names().stream().filter(n -> !n.equals("Lambda")).toList());
    }
}
