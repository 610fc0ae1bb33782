package jeras.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jeras.InvalidArgumentException;
import jeras.ops.Tensor;
import jeras.utils.Suggestions;

/**
 * The catalogue of layers: one line a layer. What is saved and loaded by name is found here, and the merging layers as functions:
 * {@code Layers.add(a, b)}.
 */
public final class Layers {
    private static final Map<String, Entry<?>> ALL = new LinkedHashMap<>();

    static {
        entry(Activation.class, Activation.Config.class, Activation::new);
        entry(AdaptiveAveragePooling1D.class, AdaptivePooling.Config.class, AdaptiveAveragePooling1D::new);
        entry(AdaptiveAveragePooling2D.class, AdaptivePooling.Config.class, AdaptiveAveragePooling2D::new);
        entry(AdaptiveAveragePooling3D.class, AdaptivePooling.Config.class, AdaptiveAveragePooling3D::new);
        entry(AdaptiveMaxPooling1D.class, AdaptivePooling.Config.class, AdaptiveMaxPooling1D::new);
        entry(AdaptiveMaxPooling2D.class, AdaptivePooling.Config.class, AdaptiveMaxPooling2D::new);
        entry(AdaptiveMaxPooling3D.class, AdaptivePooling.Config.class, AdaptiveMaxPooling3D::new);
        entry(Add.class, NoArguments.class, Add::new);
        entry(AugMix.class, AugMix.Config.class, AugMix::new);
        entry(AutoContrast.class, AutoContrast.Config.class, AutoContrast::new);
        entry(ActivityRegularization.class, ActivityRegularization.Config.class, ActivityRegularization::new);
        entry(Add.class, NoArguments.class, Add::new);
        entry(AdditiveAttention.class, AdditiveAttention.Config.class, AdditiveAttention::new);
        entry(AlphaDropout.class, AlphaDropout.Config.class, AlphaDropout::new);
        entry(Attention.class, Attention.Config.class, Attention::new);
        entry(Average.class, NoArguments.class, Average::new);
        entry(AveragePooling1D.class, Pooling.Config.class, AveragePooling1D::new);
        entry(AveragePooling2D.class, Pooling.Config.class, AveragePooling2D::new);
        entry(AveragePooling3D.class, Pooling.Config.class, AveragePooling3D::new);
        entry(BatchNormalization.class, BatchNormalization.Config.class, BatchNormalization::new);
        entry(Bidirectional.class, Bidirectional.Config.class, Bidirectional::new);
        entry(CenterCrop.class, CenterCrop.Config.class, CenterCrop::new);
        entry(CategoryEncoding.class, CategoryEncoding.Config.class, CategoryEncoding::new);
        entry(Concatenate.class, Concatenate.Config.class, Concatenate::new);
        entry(
                ContrastLimitedAdaptiveHistogramEqualization.class,
                ContrastLimitedAdaptiveHistogramEqualization.Config.class,
                ContrastLimitedAdaptiveHistogramEqualization::new);
        entry(Conv1D.class, Conv.Config.class, Conv1D::new);
        entry(Conv1DTranspose.class, ConvTranspose.Config.class, Conv1DTranspose::new);
        entry(Conv2D.class, Conv.Config.class, Conv2D::new);
        entry(Conv2DTranspose.class, ConvTranspose.Config.class, Conv2DTranspose::new);
        entry(Conv3D.class, Conv.Config.class, Conv3D::new);
        entry(CutMix.class, CutMix.Config.class, CutMix::new);
        entry(ConvLSTM1D.class, ConvLSTM.Config.class, ConvLSTM1D::new);
        entry(ConvLSTM2D.class, ConvLSTM.Config.class, ConvLSTM2D::new);
        entry(ConvLSTM3D.class, ConvLSTM.Config.class, ConvLSTM3D::new);
        entry(CustomScaleLayer.class, CustomScaleLayer.Config.class, CustomScaleLayer::new);
        entry(Dense.class, Dense.Config.class, Dense::new);
        entry(Discretization.class, Discretization.Config.class, Discretization::new);
        entry(Conv3DTranspose.class, ConvTranspose.Config.class, Conv3DTranspose::new);
        entry(Cropping1D.class, Cropping1D.Config.class, Cropping1D::new);
        entry(Cropping2D.class, Cropping2D.Config.class, Cropping2D::new);
        entry(Cropping3D.class, Cropping3D.Config.class, Cropping3D::new);
        entry(Dense.class, Dense.Config.class, Dense::new);
        entry(DepthwiseConv1D.class, DepthwiseConv.Config.class, DepthwiseConv1D::new);
        entry(DepthwiseConv2D.class, DepthwiseConv.Config.class, DepthwiseConv2D::new);
        entry(Dot.class, Dot.Config.class, Dot::new);
        entry(Dropout.class, Dropout.Config.class, Dropout::new);
        entry(EinsumDense.class, EinsumDense.Config.class, EinsumDense::new);
        entry(ELU.class, ELU.Config.class, ELU::new);
        entry(Embedding.class, Embedding.Config.class, Embedding::new);
        entry(Equalization.class, Equalization.Config.class, Equalization::new);
        entry(Flatten.class, Flatten.Config.class, Flatten::new);
        entry(GaussianDropout.class, GaussianDropout.Config.class, GaussianDropout::new);
        entry(GaussianNoise.class, GaussianNoise.Config.class, GaussianNoise::new);
        entry(GlobalAveragePooling1D.class, GlobalPooling.Config.class, GlobalAveragePooling1D::new);
        entry(GlobalAveragePooling2D.class, GlobalPooling.Config.class, GlobalAveragePooling2D::new);
        entry(GlobalAveragePooling3D.class, GlobalPooling.Config.class, GlobalAveragePooling3D::new);
        entry(GlobalMaxPooling1D.class, GlobalPooling.Config.class, GlobalMaxPooling1D::new);
        entry(GlobalMaxPooling2D.class, GlobalPooling.Config.class, GlobalMaxPooling2D::new);
        entry(GlobalMaxPooling3D.class, GlobalPooling.Config.class, GlobalMaxPooling3D::new);
        entry(GRU.class, GRU.Config.class, GRU::new);
        entry(GRUCell.class, GRUCell.Config.class, GRUCell::new);
        entry(HashedCrossing.class, HashedCrossing.Config.class, HashedCrossing::new);
        entry(Hashing.class, Hashing.Config.class, Hashing::new);
        entry(GroupNormalization.class, GroupNormalization.Config.class, GroupNormalization::new);
        entry(GroupQueryAttention.class, GroupQueryAttention.Config.class, GroupQueryAttention::new);
        entry(Identity.class, NoArguments.class, Identity::new);
        entry(IntegerLookup.class, IntegerLookup.Config.class, IntegerLookup::new);
        entry(Lambda.class, Lambda.Config.class, Lambda::new);
        entry(LayerNormalization.class, LayerNormalization.Config.class, LayerNormalization::new);
        entry(LayerScale.class, LayerScale.Config.class, LayerScale::new);
        entry(LeakyReLU.class, LeakyReLU.Config.class, LeakyReLU::new);
        entry(LSTM.class, LSTM.Config.class, LSTM::new);
        entry(LSTMCell.class, LSTMCell.Config.class, LSTMCell::new);
        entry(Masking.class, Masking.Config.class, Masking::new);
        entry(Maximum.class, NoArguments.class, Maximum::new);
        entry(MaxPooling1D.class, Pooling.Config.class, MaxPooling1D::new);
        entry(MaxPooling2D.class, Pooling.Config.class, MaxPooling2D::new);
        entry(MaxPooling3D.class, Pooling.Config.class, MaxPooling3D::new);
        entry(Minimum.class, NoArguments.class, Minimum::new);
        entry(MixUp.class, MixUp.Config.class, MixUp::new);
        entry(MultiHeadAttention.class, MultiHeadAttention.Config.class, MultiHeadAttention::new);
        entry(Multiply.class, NoArguments.class, Multiply::new);
        entry(Normalization.class, Normalization.Config.class, Normalization::new);
        entry(Permute.class, Permute.Config.class, Permute::new);
        entry(Pipeline.class, Pipeline.Config.class, Pipeline::new);
        entry(PReLU.class, PReLU.Config.class, PReLU::new);
        entry(RandAugment.class, RandAugment.Config.class, RandAugment::new);
        entry(RandomBrightness.class, RandomBrightness.Config.class, RandomBrightness::new);
        entry(RandomColorDegeneration.class, RandomColorDegeneration.Config.class, RandomColorDegeneration::new);
        entry(RandomColorJitter.class, RandomColorJitter.Config.class, RandomColorJitter::new);
        entry(RandomContrast.class, RandomContrast.Config.class, RandomContrast::new);
        entry(RandomCrop.class, RandomCrop.Config.class, RandomCrop::new);
        entry(RandomElasticTransform.class, RandomElasticTransform.Config.class, RandomElasticTransform::new);
        entry(RandomErasing.class, RandomErasing.Config.class, RandomErasing::new);
        entry(RandomFlip.class, RandomFlip.Config.class, RandomFlip::new);
        entry(RandomGaussianBlur.class, RandomGaussianBlur.Config.class, RandomGaussianBlur::new);
        entry(RandomGrayscale.class, RandomGrayscale.Config.class, RandomGrayscale::new);
        entry(RandomHue.class, RandomHue.Config.class, RandomHue::new);
        entry(RandomInvert.class, RandomInvert.Config.class, RandomInvert::new);
        entry(RandomPerspective.class, RandomPerspective.Config.class, RandomPerspective::new);
        entry(RandomPosterization.class, RandomPosterization.Config.class, RandomPosterization::new);
        entry(RandomRotation.class, RandomRotation.Config.class, RandomRotation::new);
        entry(RandomSaturation.class, RandomSaturation.Config.class, RandomSaturation::new);
        entry(RandomSharpness.class, RandomSharpness.Config.class, RandomSharpness::new);
        entry(RandomShear.class, RandomShear.Config.class, RandomShear::new);
        entry(RandomTranslation.class, RandomTranslation.Config.class, RandomTranslation::new);
        entry(RandomZoom.class, RandomZoom.Config.class, RandomZoom::new);
        entry(ReLU.class, ReLU.Config.class, ReLU::new);
        entry(RepeatVector.class, RepeatVector.Config.class, RepeatVector::new);
        entry(Rescaling.class, Rescaling.Config.class, Rescaling::new);
        entry(Reshape.class, Reshape.Config.class, Reshape::new);
        entry(Resizing.class, Resizing.Config.class, Resizing::new);
        entry(RNN.class, RNN.Config.class, RNN::new);
        entry(SimpleRNN.class, SimpleRNN.Config.class, SimpleRNN::new);
        entry(SimpleRNNCell.class, SimpleRNNCell.Config.class, SimpleRNNCell::new);
        entry(SeparableConv1D.class, SeparableConv.Config.class, SeparableConv1D::new);
        entry(SeparableConv2D.class, SeparableConv.Config.class, SeparableConv2D::new);
        entry(ReversibleEmbedding.class, ReversibleEmbedding.Config.class, ReversibleEmbedding::new);
        entry(RMSNormalization.class, RMSNormalization.Config.class, RMSNormalization::new);
        entry(Softmax.class, Softmax.Config.class, Softmax::new);
        entry(Solarization.class, Solarization.Config.class, Solarization::new);
        entry(SpatialDropout1D.class, SpatialDropout1D.Config.class, SpatialDropout1D::new);
        entry(SpatialDropout2D.class, SpatialDropout2D.Config.class, SpatialDropout2D::new);
        entry(StackedRNNCells.class, StackedRNNCells.Config.class, StackedRNNCells::new);
        entry(StochasticDepth.class, StochasticDepth.Config.class, StochasticDepth::new);
        entry(Subtract.class, NoArguments.class, Subtract::new);
        entry(TimeDistributed.class, TimeDistributed.Config.class, TimeDistributed::new);
        entry(StringLookup.class, StringLookup.Config.class, StringLookup::new);
        entry(Subtract.class, NoArguments.class, Subtract::new);
        entry(TextVectorization.class, TextVectorization.Config.class, TextVectorization::new);
        entry(SpatialDropout3D.class, SpatialDropout3D.Config.class, SpatialDropout3D::new);
        entry(Subtract.class, NoArguments.class, Subtract::new);
        entry(UpSampling1D.class, UpSampling1D.Config.class, UpSampling1D::new);
        entry(UpSampling2D.class, UpSampling2D.Config.class, UpSampling2D::new);
        entry(UpSampling3D.class, UpSampling3D.Config.class, UpSampling3D::new);
        entry(ZeroPadding1D.class, ZeroPadding1D.Config.class, ZeroPadding1D::new);
        entry(SpectralNormalization.class, SpectralNormalization.Config.class, SpectralNormalization::new);
        entry(Subtract.class, NoArguments.class, Subtract::new);
        entry(UnitNormalization.class, UnitNormalization.Config.class, UnitNormalization::new);
        entry(ZeroPadding2D.class, ZeroPadding2D.Config.class, ZeroPadding2D::new);
        entry(ZeroPadding3D.class, ZeroPadding3D.Config.class, ZeroPadding3D::new);
    }

    private Layers() {}

    /**
     * A layer of the catalogue.
     *
     * @param config the record of its arguments, whose components are Keras's in camelCase
     * @param maker from the arguments to a new layer
     */
    public record Entry<C extends Record>(
            Class<? extends Layer> type, Class<C> config, Function<C, ? extends KerasLayer<?, C>> maker) {
        /** A new layer with these arguments. */
        public KerasLayer<?, C> make(C arguments) {
            return maker.apply(arguments);
        }
    }

    private static <C extends Record> void entry(
            Class<? extends KerasLayer<?, C>> type, Class<C> config, Function<C, ? extends KerasLayer<?, C>> maker) {
        ALL.put(type.getSimpleName(), new Entry<>(type, config, maker));
    }

    /** The sum of tensors: {@code Add.of().apply(...)}. */
    public static Tensor add(Tensor... inputs) {
        return Add.of().apply(inputs);
    }

    /** The first tensor minus the second: {@code Subtract.of().apply(...)}. */
    public static Tensor subtract(Tensor first, Tensor second) {
        return Subtract.of().apply(first, second);
    }

    /** The product of tensors, element by element: {@code Multiply.of().apply(...)}. */
    public static Tensor multiply(Tensor... inputs) {
        return Multiply.of().apply(inputs);
    }

    /** The mean of tensors, element by element: {@code Average.of().apply(...)}. */
    public static Tensor average(Tensor... inputs) {
        return Average.of().apply(inputs);
    }

    /** The greatest of tensors, element by element: {@code Maximum.of().apply(...)}. */
    public static Tensor maximum(Tensor... inputs) {
        return Maximum.of().apply(inputs);
    }

    /** The least of tensors, element by element: {@code Minimum.of().apply(...)}. */
    public static Tensor minimum(Tensor... inputs) {
        return Minimum.of().apply(inputs);
    }

    /** Tensors joined along their last axis: {@code Concatenate.of().apply(...)}. */
    public static Tensor concatenate(Tensor... inputs) {
        return Concatenate.of().apply(inputs);
    }

    /** The sums of products along the last axis of both: {@code Dot.of(-1).apply(...)}. */
    public static Tensor dot(Tensor first, Tensor second) {
        return Dot.of(-1).apply(first, second);
    }

    /** The class names of all layers, in order. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** The layer with Keras's class name, such as {@code "Dense"}. */
    public static Entry<?> entry(String className) {
        Entry<?> found = ALL.get(className);
        if (found == null) {
            throw new InvalidArgumentException(Suggestions.unknown("layer", className, ALL.keySet()));
        }
        return found;
    }
}
