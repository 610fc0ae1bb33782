package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jeras.Array;
import jeras.Input;
import jeras.Model;
import jeras.constraints.MaxNorm;
import jeras.initializers.RandomNormal;
import jeras.initializers.VarianceScaling;
import jeras.layers.Activation;
import jeras.layers.ActivityRegularization;
import jeras.layers.Add;
import jeras.layers.AdditiveAttention;
import jeras.layers.AlphaDropout;
import jeras.layers.Attention;
import jeras.layers.Average;
import jeras.layers.AveragePooling1D;
import jeras.layers.AveragePooling2D;
import jeras.layers.AveragePooling3D;
import jeras.layers.BatchNormalization;
import jeras.layers.Bidirectional;
import jeras.layers.Concatenate;
import jeras.layers.Conv1D;
import jeras.layers.Conv2D;
import jeras.layers.Conv3D;
import jeras.layers.Dense;
import jeras.layers.Dot;
import jeras.layers.Dropout;
import jeras.layers.ELU;
import jeras.layers.EinsumDense;
import jeras.layers.Embedding;
import jeras.layers.Flatten;
import jeras.layers.GaussianDropout;
import jeras.layers.GaussianNoise;
import jeras.layers.GlobalAveragePooling1D;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.GlobalAveragePooling3D;
import jeras.layers.GlobalMaxPooling1D;
import jeras.layers.GlobalMaxPooling2D;
import jeras.layers.GlobalMaxPooling3D;
import jeras.layers.GroupNormalization;
import jeras.layers.GroupQueryAttention;
import jeras.layers.Identity;
import jeras.layers.KerasLayer;
import jeras.layers.LSTM;
import jeras.layers.Layer;
import jeras.layers.LayerNormalization;
import jeras.layers.Layers;
import jeras.layers.LeakyReLU;
import jeras.layers.Masking;
import jeras.layers.MaxPooling1D;
import jeras.layers.MaxPooling2D;
import jeras.layers.MaxPooling3D;
import jeras.layers.Maximum;
import jeras.layers.Minimum;
import jeras.layers.MultiHeadAttention;
import jeras.layers.Multiply;
import jeras.layers.PReLU;
import jeras.layers.Permute;
import jeras.layers.RMSNormalization;
import jeras.layers.ReLU;
import jeras.layers.RepeatVector;
import jeras.layers.Rescaling;
import jeras.layers.Reshape;
import jeras.layers.ReversibleEmbedding;
import jeras.layers.Softmax;
import jeras.layers.SpatialDropout1D;
import jeras.layers.SpatialDropout2D;
import jeras.layers.SpectralNormalization;
import jeras.layers.Subtract;
import jeras.layers.UnitNormalization;
import jeras.layers.ZeroPadding2D;
import jeras.ops.Tensor;
import jeras.regularizers.L1L2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds for every layer that files can name: all its arguments, its weights and what it computes come back. */
class SavedLayersTest {
    /** A layer with arguments that are not defaults, and the shapes of its inputs without the batch. */
    record Saved(KerasLayer<?, ?> layer, List<Shape> inputs) {
        static Saved of(KerasLayer<?, ?> layer, Shape... inputs) {
            return new Saved(layer, List.of(inputs));
        }

        @Override
        public String toString() {
            return layer.toString();
        }
    }

    private static final Shape ROW = new Shape(4);
    private static final Shape STEPS = new Shape(6, 4);
    private static final Shape IMAGE = new Shape(6, 5, 4);
    private static final Shape VOLUME = new Shape(4, 5, 6, 2);

    static final List<Saved> LAYERS = List.of(
            Saved.of(Activation.of("softplus"), ROW),
            Saved.of(ActivityRegularization.of().l1(0.1).l2(0.2), ROW),
            Saved.of(AdditiveAttention.of().useScale(false).dropout(0.1), STEPS, STEPS),
            Saved.of(AlphaDropout.of(0.2).noiseShape(-1, 1).seed(3), ROW),
            Saved.of(Attention.of().useScale(true).scoreMode("concat").seed(2), STEPS, STEPS, STEPS),
            Saved.of(Dot.of(1, 2).normalize(true), STEPS, new Shape(3, 6)),
            Saved.of(EinsumDense.of("abc,cde->abde", -1, 2, 3).biasAxes("e").activation("tanh"), STEPS),
            Saved.of(GaussianDropout.of(0.2).seed(3), ROW),
            Saved.of(GroupNormalization.of().groups(2).axis(2).epsilon(0.1).scale(false), STEPS),
            Saved.of(
                    GroupQueryAttention.of(3, 4, 2)
                            .useGate(true)
                            .slidingWindow(2)
                            .dropout(0.1),
                    STEPS,
                    STEPS),
            Saved.of(
                    MultiHeadAttention.of(2, 3)
                            .valueDim(5)
                            .outputShape(2, 3)
                            .attentionAxes(1)
                            .useBias(false)
                            .useGate(true)
                            .kernelRegularizer("l2")
                            .activityRegularizer("l1"),
                    STEPS,
                    STEPS,
                    STEPS),
            Saved.of(
                    ReversibleEmbedding.of(9, 3)
                            .tieWeights(false)
                            .logitSoftCap(2)
                            .reverseDtype("float32"),
                    new Shape(5)),
            Saved.of(RMSNormalization.of().axis(1, 2).epsilon(0.1), STEPS),
            Saved.of(SpectralNormalization.of(Conv1D.of(3, 2)).powerIterations(2), STEPS),
            Saved.of(UnitNormalization.of().axis(1, 2), STEPS),
            Saved.of(
                    BatchNormalization.of()
                            .renorm(true)
                            .renormClipping(Map.of("rmax", 2.0))
                            .renormMomentum(0.5),
                    STEPS),
            Saved.of(Add.of(), ROW, ROW),
            Saved.of(Average.of(), ROW, ROW, ROW),
            Saved.of(AveragePooling1D.of(3).strides(2).padding("same"), STEPS),
            Saved.of(AveragePooling2D.of(3, 2).strides(2, 1).padding("same"), IMAGE),
            Saved.of(AveragePooling3D.of(2, 3, 1).strides(1, 2, 2), VOLUME),
            Saved.of(
                    BatchNormalization.of()
                            .axis(1)
                            .momentum(0.8)
                            .epsilon(0.01)
                            .center(false)
                            .gammaInitializer(RandomNormal.of().seed(3))
                            .gammaRegularizer(L1L2.of(0.1, 0.2)),
                    STEPS),
            Saved.of(
                    Bidirectional.of(LSTM.of(3).returnSequences(true).activation("relu"))
                            .mergeMode("sum"),
                    STEPS),
            Saved.of(Concatenate.of().axis(1), STEPS, STEPS),
            Saved.of(Conv1D.of(3, 2).padding("causal").dilationRate(2), STEPS),
            Saved.of(Conv2D.of(6, 3, 2).strides(2).padding("same").groups(2).useBias(false), IMAGE),
            Saved.of(Conv3D.of(2, 2).activation("tanh").kernelRegularizer("l2"), VOLUME),
            Saved.of(
                    Dense.of(3)
                            .activation("gelu")
                            .useBias(false)
                            .kernelInitializer(VarianceScaling.of(2, "fan_out", "uniform"))
                            .kernelRegularizer(L1L2.of(0.1, 0))
                            .kernelConstraint(MaxNorm.of(3))
                            .activityRegularizer("l1")
                            .trainable(false),
                    ROW),
            Saved.of(Dropout.of(0.3).seed(7), ROW),
            Saved.of(ELU.of().alpha(0.4), ROW),
            Saved.of(Embedding.of(9, 3).maskZero(true), new Shape(5)),
            Saved.of(Flatten.of().dataFormat("channels_first"), IMAGE),
            Saved.of(GaussianNoise.of(0.3).seed(5), ROW),
            Saved.of(GlobalAveragePooling1D.of().keepdims(true), STEPS),
            Saved.of(GlobalAveragePooling2D.of().dataFormat("channels_first"), IMAGE),
            Saved.of(GlobalAveragePooling3D.of().keepdims(true), VOLUME),
            Saved.of(GlobalMaxPooling1D.of().keepdims(true), STEPS),
            Saved.of(GlobalMaxPooling2D.of().keepdims(true), IMAGE),
            Saved.of(GlobalMaxPooling3D.of().dataFormat("channels_first"), VOLUME),
            Saved.of(Identity.of(), ROW),
            Saved.of(LayerNormalization.of().axis(1, 2).epsilon(0.01).center(false), STEPS),
            Saved.of(LeakyReLU.of().negativeSlope(0.1), ROW),
            Saved.of(
                    LSTM.of(3)
                            .recurrentActivation("hard_sigmoid")
                            .unitForgetBias(false)
                            .goBackwards(true)
                            .dropout(0.1)
                            .recurrentDropout(0.2),
                    STEPS),
            Saved.of(Masking.of().maskValue(0.5), STEPS),
            Saved.of(Maximum.of(), ROW, ROW),
            Saved.of(MaxPooling1D.of(3).strides(1).padding("same"), STEPS),
            Saved.of(MaxPooling2D.of(3).strides(1, 2), IMAGE),
            Saved.of(MaxPooling3D.of(2).padding("same"), VOLUME),
            Saved.of(Minimum.of(), ROW, ROW),
            Saved.of(Multiply.of(), ROW, ROW),
            Saved.of(Permute.of(3, 1, 2), IMAGE),
            Saved.of(PReLU.of().alphaInitializer("ones").sharedAxes(1, 2), IMAGE),
            Saved.of(ReLU.of().maxValue(2).negativeSlope(0.1).threshold(0.3), ROW),
            Saved.of(RepeatVector.of(3), ROW),
            Saved.of(Rescaling.of(0.5).offset(-1), ROW),
            Saved.of(Reshape.of(2, -1), STEPS),
            Saved.of(Softmax.of().axis(1), STEPS),
            Saved.of(SpatialDropout1D.of(0.2).seed(4), STEPS),
            Saved.of(SpatialDropout2D.of(0.2).dataFormat("channels_first"), IMAGE),
            Saved.of(Subtract.of(), ROW, ROW),
            Saved.of(ZeroPadding2D.of(1, 2, 0, 3), IMAGE));

    @TempDir
    private Path folder;

    @Test
    void theseTestsSeeEveryLayerThatAFileCanName() {
        assertThat(LAYERS.stream().map(s -> s.layer().className()).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Layers.names().stream().filter(n -> !n.equals("Lambda")).toList());
    }

    @ParameterizedTest
    @FieldSource("LAYERS")
    void aLayerComesBackWithAllItsArgumentsAndWeights(Saved saved) {
        Model model = model(saved);
        Path file = folder.resolve("layer.keras");
        model.save(file);
        Model loaded = Model.load(file);
        KerasLayer<?, ?> again = (KerasLayer<?, ?>) made(loaded);
        assertThat(again)
                .isExactlyInstanceOf(saved.layer().getClass())
                .hasToString(saved.layer().toString());
        assertThat(again.isTrainable()).isEqualTo(saved.layer().isTrainable());
        assertThat(again.activityRegularizer()).isEqualTo(saved.layer().activityRegularizer());
        assertThat(loaded.getWeights()).isEqualTo(model.getWeights());
        assertThat(loaded.layers().stream().map(Layer::name))
                .isEqualTo(model.layers().stream().map(Layer::name).toList());
        List<Array> data = data(saved);
        assertThat(loaded.predict(data)).isEqualTo(model.predict(data));
    }

    private static Layer made(Model model) {
        return model.layers().get(model.layers().size() - 1);
    }

    static Model model(Saved saved) {
        List<Tensor> inputs = new ArrayList<>();
        for (Shape shape : saved.inputs()) {
            inputs.add(Input.of(shape.getShape()));
        }
        Layer layer = saved.layer().copy();
        return Model.of(inputs, layer.apply(inputs.toArray(Tensor[]::new)));
    }

    /** Numbers from 0 to 2, so that ids and masks occur among them. */
    static List<Array> data(Saved saved) {
        List<Array> data = new ArrayList<>();
        for (Shape shape : saved.inputs()) {
            int n = Math.toIntExact(2 * shape.size());
            float[] values = new float[n];
            for (int i = 0; i < n; i++) {
                values[i] = (i * 7 + data.size() * 3) % 11 / 5f;
            }
            long[] batch = Stream.concat(
                            Stream.of(2L), Arrays.stream(shape.getShape()).boxed())
                    .mapToLong(l -> l)
                    .toArray();
            data.add(Array.of(values, batch));
        }
        return data;
    }
}
