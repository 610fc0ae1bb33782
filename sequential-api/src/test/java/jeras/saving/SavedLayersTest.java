package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
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
import jeras.layers.AdaptiveAveragePooling1D;
import jeras.layers.AdaptiveAveragePooling2D;
import jeras.layers.AdaptiveAveragePooling3D;
import jeras.layers.AdaptiveMaxPooling1D;
import jeras.layers.AdaptiveMaxPooling2D;
import jeras.layers.AdaptiveMaxPooling3D;
import jeras.layers.Add;
import jeras.layers.AdditiveAttention;
import jeras.layers.AlphaDropout;
import jeras.layers.Attention;
import jeras.layers.AugMix;
import jeras.layers.AutoContrast;
import jeras.layers.Average;
import jeras.layers.AveragePooling1D;
import jeras.layers.AveragePooling2D;
import jeras.layers.AveragePooling3D;
import jeras.layers.BatchNormalization;
import jeras.layers.Bidirectional;
import jeras.layers.CategoryEncoding;
import jeras.layers.CenterCrop;
import jeras.layers.Concatenate;
import jeras.layers.ContrastLimitedAdaptiveHistogramEqualization;
import jeras.layers.Conv1D;
import jeras.layers.Conv1DTranspose;
import jeras.layers.Conv2D;
import jeras.layers.Conv2DTranspose;
import jeras.layers.Conv3D;
import jeras.layers.Conv3DTranspose;
import jeras.layers.ConvLSTM1D;
import jeras.layers.ConvLSTM2D;
import jeras.layers.ConvLSTM3D;
import jeras.layers.Cropping1D;
import jeras.layers.Cropping2D;
import jeras.layers.Cropping3D;
import jeras.layers.CustomScaleLayer;
import jeras.layers.CutMix;
import jeras.layers.Dense;
import jeras.layers.DepthwiseConv1D;
import jeras.layers.DepthwiseConv2D;
import jeras.layers.Discretization;
import jeras.layers.Dot;
import jeras.layers.Dropout;
import jeras.layers.ELU;
import jeras.layers.EinsumDense;
import jeras.layers.Embedding;
import jeras.layers.Equalization;
import jeras.layers.Flatten;
import jeras.layers.GRU;
import jeras.layers.GRUCell;
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
import jeras.layers.HashedCrossing;
import jeras.layers.Hashing;
import jeras.layers.Identity;
import jeras.layers.IntegerLookup;
import jeras.layers.KerasLayer;
import jeras.layers.LSTM;
import jeras.layers.LSTMCell;
import jeras.layers.Layer;
import jeras.layers.LayerNormalization;
import jeras.layers.LayerScale;
import jeras.layers.Layers;
import jeras.layers.LeakyReLU;
import jeras.layers.Masking;
import jeras.layers.MaxPooling1D;
import jeras.layers.MaxPooling2D;
import jeras.layers.MaxPooling3D;
import jeras.layers.Maximum;
import jeras.layers.Minimum;
import jeras.layers.MixUp;
import jeras.layers.MultiHeadAttention;
import jeras.layers.Multiply;
import jeras.layers.Normalization;
import jeras.layers.PReLU;
import jeras.layers.Permute;
import jeras.layers.Pipeline;
import jeras.layers.RMSNormalization;
import jeras.layers.RNN;
import jeras.layers.RandAugment;
import jeras.layers.RandomBrightness;
import jeras.layers.RandomColorDegeneration;
import jeras.layers.RandomColorJitter;
import jeras.layers.RandomContrast;
import jeras.layers.RandomCrop;
import jeras.layers.RandomElasticTransform;
import jeras.layers.RandomErasing;
import jeras.layers.RandomFlip;
import jeras.layers.RandomGaussianBlur;
import jeras.layers.RandomGrayscale;
import jeras.layers.RandomHue;
import jeras.layers.RandomInvert;
import jeras.layers.RandomPerspective;
import jeras.layers.RandomPosterization;
import jeras.layers.RandomRotation;
import jeras.layers.RandomSaturation;
import jeras.layers.RandomSharpness;
import jeras.layers.RandomShear;
import jeras.layers.RandomTranslation;
import jeras.layers.RandomZoom;
import jeras.layers.ReLU;
import jeras.layers.RepeatVector;
import jeras.layers.Rescaling;
import jeras.layers.Reshape;
import jeras.layers.Resizing;
import jeras.layers.ReversibleEmbedding;
import jeras.layers.SeparableConv1D;
import jeras.layers.SeparableConv2D;
import jeras.layers.SimpleRNN;
import jeras.layers.SimpleRNNCell;
import jeras.layers.Softmax;
import jeras.layers.Solarization;
import jeras.layers.SpatialDropout1D;
import jeras.layers.SpatialDropout2D;
import jeras.layers.SpatialDropout3D;
import jeras.layers.SpectralNormalization;
import jeras.layers.StackedRNNCells;
import jeras.layers.StochasticDepth;
import jeras.layers.StringLookup;
import jeras.layers.Subtract;
import jeras.layers.TextVectorization;
import jeras.layers.TimeDistributed;
import jeras.layers.UnitNormalization;
import jeras.layers.UpSampling1D;
import jeras.layers.UpSampling2D;
import jeras.layers.UpSampling3D;
import jeras.layers.ZeroPadding1D;
import jeras.layers.ZeroPadding2D;
import jeras.layers.ZeroPadding3D;
import jeras.ops.Tensor;
import jeras.regularizers.L1L2;
import jeras.utils.DataTypes;
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
    private static final Shape STATE = new Shape(3);
    private static final Shape STEPS = new Shape(6, 4);
    private static final Shape IMAGE = new Shape(6, 5, 4);
    private static final Shape PICTURE = new Shape(6, 5, 3);
    private static final Shape ONE = new Shape(1);
    private static final Shape VOLUME = new Shape(4, 5, 6, 2);

    static final List<Saved> LAYERS = List.of(
            Saved.of(Activation.of("softplus"), ROW),
            Saved.of(AdaptiveAveragePooling1D.of(4).dataFormat("channels_first"), STEPS),
            Saved.of(AdaptiveAveragePooling2D.of(4, 2), IMAGE),
            Saved.of(AdaptiveAveragePooling3D.of(2, 3, 1).dataFormat("channels_first"), VOLUME),
            Saved.of(AdaptiveMaxPooling1D.of(2), STEPS),
            Saved.of(AdaptiveMaxPooling2D.of(2, 3).dataFormat("channels_first"), IMAGE),
            Saved.of(AdaptiveMaxPooling3D.of(3), VOLUME),
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
                            .renormMomentum(0.5)
                            .synchronize(true),
                    STEPS),
            Saved.of(Add.of(), ROW, ROW),
            Saved.of(
                    AugMix.of()
                            .numChains(2)
                            .chainDepth(1)
                            .factor(0.1, 0.2)
                            .alpha(0.5)
                            .allOps(false)
                            .seed(3),
                    PICTURE),
            Saved.of(AutoContrast.of().valueRange(0, 1), PICTURE),
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
            Saved.of(CenterCrop.of(3, 4).dataFormat("channels_first"), IMAGE),
            Saved.of(Concatenate.of().axis(1), STEPS, STEPS),
            Saved.of(
                    ContrastLimitedAdaptiveHistogramEqualization.of()
                            .valueRange(0, 2)
                            .clipLimit(2)
                            .tileGridSize(2, 3),
                    PICTURE),
            Saved.of(Conv1D.of(3, 2).padding("causal").dilationRate(2), STEPS),
            Saved.of(Conv1DTranspose.of(3, 2).strides(3).outputPadding(1).padding("same"), STEPS),
            Saved.of(Conv2D.of(6, 3, 2).strides(2).padding("same").groups(2).useBias(false), IMAGE),
            Saved.of(
                    Conv2DTranspose.of(3, 4, 3)
                            .dilationRate(2, 1)
                            .useBias(false)
                            .kernelConstraint(MaxNorm.of(2)),
                    IMAGE),
            Saved.of(Conv3D.of(2, 2).activation("tanh").kernelRegularizer("l2"), VOLUME),
            Saved.of(CustomScaleLayer.of(0.17), ROW, ROW),
            Saved.of(CutMix.of(0.2, 0.9).seed(3), PICTURE),
            Saved.of(
                    ConvLSTM1D.of(3, 2)
                            .strides(2)
                            .padding("same")
                            .unitForgetBias(false)
                            .recurrentActivation("hard_sigmoid"),
                    IMAGE),
            Saved.of(
                    ConvLSTM2D.of(3, 2, 3)
                            .dilationRate(2, 1)
                            .dataFormat("channels_first")
                            .returnSequences(true)
                            .goBackwards(true),
                    new Shape(3, 2, 5, 6)),
            Saved.of(ConvLSTM3D.of(2, 2).useBias(false).dropout(0.1).recurrentDropout(0.2), new Shape(3, 4, 5, 4, 2)),
            Saved.of(
                    Conv3DTranspose.of(2, 2)
                            .strides(1, 2, 2)
                            .outputPadding(0, 1, 1)
                            .dataFormat("channels_first"),
                    VOLUME),
            Saved.of(Cropping1D.of(0, 2), STEPS),
            Saved.of(Cropping2D.of(1, 2, 0, 3), IMAGE),
            Saved.of(Cropping3D.of(1, 0, 2, 1, 0, 0).dataFormat("channels_first"), new Shape(2, 4, 5, 6)),
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
            Saved.of(DepthwiseConv1D.of(3).depthMultiplier(2).activation("relu").depthwiseRegularizer("l2"), STEPS),
            Saved.of(DepthwiseConv2D.of(2, 3).strides(2).padding("same").dataFormat("channels_first"), IMAGE),
            Saved.of(Dropout.of(0.3).seed(7), ROW),
            Saved.of(ELU.of().alpha(0.4), ROW),
            Saved.of(Embedding.of(9, 3).maskZero(true), new Shape(5)),
            Saved.of(Equalization.of().bins(10).valueRange(0, 2), PICTURE),
            Saved.of(Flatten.of().dataFormat("channels_first"), IMAGE),
            Saved.of(GaussianNoise.of(0.3).seed(5), ROW),
            Saved.of(GlobalAveragePooling1D.of().keepdims(true), STEPS),
            Saved.of(GlobalAveragePooling2D.of().dataFormat("channels_first"), IMAGE),
            Saved.of(GlobalAveragePooling3D.of().keepdims(true), VOLUME),
            Saved.of(GlobalMaxPooling1D.of().keepdims(true), STEPS),
            Saved.of(GlobalMaxPooling2D.of().keepdims(true), IMAGE),
            Saved.of(GlobalMaxPooling3D.of().dataFormat("channels_first"), VOLUME),
            Saved.of(GRU.of(3).resetAfter(false).recurrentRegularizer("l2").zeroOutputForMask(true), STEPS),
            Saved.of(GRUCell.of(3).useBias(false).seed(3), ROW, STATE),
            Saved.of(Identity.of(), ROW),
            Saved.of(LayerNormalization.of().axis(1, 2).epsilon(0.01).center(false), STEPS),
            Saved.of(LayerScale.of(1e-6, 4), IMAGE),
            Saved.of(LeakyReLU.of().negativeSlope(0.1), ROW),
            Saved.of(
                    LSTM.of(3)
                            .recurrentActivation("hard_sigmoid")
                            .unitForgetBias(false)
                            .goBackwards(true)
                            .dropout(0.1)
                            .recurrentDropout(0.2),
                    STEPS),
            Saved.of(LSTMCell.of(3).unitForgetBias(false).recurrentActivation("tanh"), ROW, STATE, STATE),
            Saved.of(Masking.of().maskValue(0.5), STEPS),
            Saved.of(Maximum.of(), ROW, ROW),
            Saved.of(MaxPooling1D.of(3).strides(1).padding("same"), STEPS),
            Saved.of(MaxPooling2D.of(3).strides(1, 2), IMAGE),
            Saved.of(MaxPooling3D.of(2).padding("same"), VOLUME),
            Saved.of(Minimum.of(), ROW, ROW),
            Saved.of(MixUp.of().alpha(0.5).seed(3), PICTURE),
            Saved.of(Multiply.of(), ROW, ROW),
            Saved.of(Permute.of(3, 1, 2), IMAGE),
            Saved.of(Pipeline.of(RandomFlip.of("vertical"), Resizing.of(3, 3)), PICTURE),
            Saved.of(PReLU.of().alphaInitializer("ones").sharedAxes(1, 2), IMAGE),
            Saved.of(RandAugment.of().numOps(1).factor(0.3).interpolation("nearest"), PICTURE),
            Saved.of(RandomBrightness.of(-0.1, 0.3).valueRange(0, 1).seed(4), PICTURE),
            Saved.of(RandomColorDegeneration.of(0.1, 0.3).valueRange(0, 1).seed(4), PICTURE),
            Saved.of(
                    RandomColorJitter.of()
                            .valueRange(0, 1)
                            .brightnessFactor(0.1)
                            .hueFactor(0.1, 0.2)
                            .seed(2),
                    PICTURE),
            Saved.of(RandomContrast.of(0.1, 0.3).valueRange(0, 1), PICTURE),
            Saved.of(RandomCrop.of(3, 4).seed(2), PICTURE),
            Saved.of(RandomElasticTransform.of(0.5).scale(0.1, 0.2).fillMode("mirror"), PICTURE),
            Saved.of(RandomErasing.of(0.5).scale(0.1).fillValue(1, 2, 3), PICTURE),
            Saved.of(RandomFlip.of("horizontal").seed(5), PICTURE),
            Saved.of(RandomGaussianBlur.of(0.5).kernelSize(3, 5).sigma(0.5, 0.9), PICTURE),
            Saved.of(RandomGrayscale.of(0.3), PICTURE),
            Saved.of(RandomHue.of(0.2, 0.3).valueRange(0, 1), PICTURE),
            Saved.of(RandomInvert.of(0.2, 0.3).valueRange(0, 1), PICTURE),
            Saved.of(
                    RandomPerspective.of(0.5)
                            .scale(0.2)
                            .interpolation("nearest")
                            .fillValue(2),
                    PICTURE),
            Saved.of(RandomPosterization.of(2, 5), PICTURE),
            Saved.of(
                    RandomRotation.of(-0.1, 0.3)
                            .fillMode("constant")
                            .fillValue(3)
                            .interpolation("nearest")
                            .seed(1),
                    PICTURE),
            Saved.of(RandomSaturation.of(0.2, 0.3).valueRange(0, 1), PICTURE),
            Saved.of(RandomSharpness.of(0.2, 0.3).valueRange(0, 1), PICTURE),
            Saved.of(RandomShear.of().xFactor(0.2).yFactor(0.1, 0.3), PICTURE),
            Saved.of(RandomTranslation.of(0.2, 0.3).widthFactor(0.1, 0.4).fillMode("wrap"), PICTURE),
            Saved.of(
                    RandomZoom.of(0.2)
                            .widthFactor(-0.1, 0.4)
                            .fillMode("nearest")
                            .seed(6),
                    PICTURE),
            Saved.of(ReLU.of().maxValue(2).negativeSlope(0.1).threshold(0.3), ROW),
            Saved.of(RepeatVector.of(3), ROW),
            Saved.of(Rescaling.of(0.5, 1, 2, 3).offset(-1), ROW),
            Saved.of(CategoryEncoding.of(5).outputMode("count"), ROW),
            Saved.of(Discretization.of(0, 0.5, 1).outputMode("multi_hot"), ROW),
            Saved.of(HashedCrossing.of(7).outputMode("one_hot"), ONE, ONE),
            Saved.of(Hashing.of(7).maskValue("x").salt(3, -4), ROW),
            Saved.of(
                    IntegerLookup.of()
                            .vocabulary(1, 2)
                            .numOovIndices(3)
                            .maskToken(0)
                            .oovToken(-5)
                            .oovMethod("farmhash")
                            .salt(8),
                    ROW),
            Saved.of(
                    Normalization.of()
                            .axis(1, 2)
                            .mean(Array.of(new double[][] {{1, 2, 3, 4}, {1, 1, 1, 1}, {2, 2, 2, 2}}))
                            .variance(Array.of(new double[][] {{1, 2, 3, 4}, {1, 1, 1, 1}, {2, 2, 2, 2}}))
                            .invert(true),
                    new Shape(3, 4)),
            Saved.of(
                    StringLookup.of()
                            .vocabulary("x", "y")
                            .idfWeights(0.5, 0.25)
                            .outputMode("tf_idf")
                            .maxTokens(6)
                            .padToMaxTokens(true)
                            .maskToken("")
                            .oovToken("?")
                            .salt(5, 6),
                    ONE),
            Saved.of(
                    TextVectorization.of()
                            .vocabulary("x", "y")
                            .standardize("none")
                            .split("character")
                            .ngrams(List.of(2, 1))
                            .outputSequenceLength(4),
                    ONE),
            Saved.of(Reshape.of(2, -1), STEPS),
            Saved.of(
                    Resizing.of(3, 4)
                            .interpolation("bicubic")
                            .cropToAspectRatio(true)
                            .antialias(true)
                            .fillValue(2),
                    PICTURE),
            Saved.of(
                    RNN.of(LSTMCell.of(3), GRUCell.of(2).resetAfter(false))
                            .returnSequences(true)
                            .unroll(true),
                    STEPS,
                    STATE,
                    STATE,
                    new Shape(2)),
            Saved.of(SimpleRNN.of(3).activation("relu").returnSequences(true), STEPS),
            Saved.of(SimpleRNNCell.of(3).biasInitializer("ones"), ROW, STATE),
            Saved.of(SeparableConv1D.of(3, 2).depthMultiplier(2).dilationRate(2).useBias(false), STEPS),
            Saved.of(SeparableConv2D.of(3, 2).strides(2).padding("same").pointwiseRegularizer("l1"), IMAGE),
            Saved.of(Softmax.of().axis(1), STEPS),
            Saved.of(Solarization.of().additionFactor(0.1).thresholdFactor(0.2, 0.4), PICTURE),
            Saved.of(SpatialDropout1D.of(0.2).seed(4), STEPS),
            Saved.of(SpatialDropout2D.of(0.2).dataFormat("channels_first"), IMAGE),
            Saved.of(
                    StackedRNNCells.of(SimpleRNNCell.of(3), LSTMCell.of(2), LSTMCell.of(3)),
                    ROW,
                    STATE,
                    new Shape(2),
                    new Shape(2),
                    STATE,
                    STATE),
            Saved.of(StochasticDepth.of(0.2), IMAGE),
            Saved.of(Subtract.of(), ROW, ROW),
            Saved.of(TimeDistributed.of(Dense.of(3).activation("tanh")), STEPS),
            Saved.of(SpatialDropout3D.of(0.2).dataFormat("channels_first").seed(3), VOLUME),
            Saved.of(UpSampling1D.of(3), STEPS),
            Saved.of(UpSampling2D.of(1, 2).interpolation("lanczos3").dataFormat("channels_first"), IMAGE),
            Saved.of(UpSampling3D.of(1, 2, 3).dataFormat("channels_first"), VOLUME),
            Saved.of(ZeroPadding1D.of(1, 2).dataFormat("channels_first"), STEPS),
            Saved.of(ZeroPadding3D.of(1, 0, 2, 1, 0, 0), VOLUME),
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
            inputs.add(Input.of(shape.getShape())
                    .dtype(DataTypes.name(saved.layer().inputType())));
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
            data.add(ofType(saved.layer().inputType(), Array.of(values, batch)));
        }
        return data;
    }

    private static Array ofType(DataType type, Array numbers) {
        if (type != DataType.STRING) {
            return numbers.cast(type);
        }
        String[] texts = Arrays.stream(numbers.toIntArray())
                .mapToObj(i -> List.of("x", "", "y x").get(i))
                .toArray(String[]::new);
        return Array.of(texts, numbers.shape().getShape());
    }
}
