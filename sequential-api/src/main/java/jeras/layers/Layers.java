package jeras.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Tensor;

/**
 * The catalogue of layers: one line a layer. What is saved and loaded by name is found here, and the merging layers as functions:
 * {@code Layers.add(a, b)}.
 */
public final class Layers {
    private static final Map<String, Entry<?>> ALL = new LinkedHashMap<>();

    static {
        entry(Activation.class, Activation.Config.class, Activation::new);
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
        entry(Concatenate.class, Concatenate.Config.class, Concatenate::new);
        entry(Conv1D.class, Conv.Config.class, Conv1D::new);
        entry(Conv2D.class, Conv.Config.class, Conv2D::new);
        entry(Conv3D.class, Conv.Config.class, Conv3D::new);
        entry(Dense.class, Dense.Config.class, Dense::new);
        entry(Dot.class, Dot.Config.class, Dot::new);
        entry(Dropout.class, Dropout.Config.class, Dropout::new);
        entry(EinsumDense.class, EinsumDense.Config.class, EinsumDense::new);
        entry(ELU.class, ELU.Config.class, ELU::new);
        entry(Embedding.class, Embedding.Config.class, Embedding::new);
        entry(Flatten.class, Flatten.Config.class, Flatten::new);
        entry(GaussianDropout.class, GaussianDropout.Config.class, GaussianDropout::new);
        entry(GaussianNoise.class, GaussianNoise.Config.class, GaussianNoise::new);
        entry(GlobalAveragePooling1D.class, GlobalPooling.Config.class, GlobalAveragePooling1D::new);
        entry(GlobalAveragePooling2D.class, GlobalPooling.Config.class, GlobalAveragePooling2D::new);
        entry(GlobalAveragePooling3D.class, GlobalPooling.Config.class, GlobalAveragePooling3D::new);
        entry(GlobalMaxPooling1D.class, GlobalPooling.Config.class, GlobalMaxPooling1D::new);
        entry(GlobalMaxPooling2D.class, GlobalPooling.Config.class, GlobalMaxPooling2D::new);
        entry(GlobalMaxPooling3D.class, GlobalPooling.Config.class, GlobalMaxPooling3D::new);
        entry(GroupNormalization.class, GroupNormalization.Config.class, GroupNormalization::new);
        entry(GroupQueryAttention.class, GroupQueryAttention.Config.class, GroupQueryAttention::new);
        entry(Identity.class, NoArguments.class, Identity::new);
        entry(Lambda.class, Lambda.Config.class, Lambda::new);
        entry(LayerNormalization.class, LayerNormalization.Config.class, LayerNormalization::new);
        entry(LeakyReLU.class, LeakyReLU.Config.class, LeakyReLU::new);
        entry(LSTM.class, LSTM.Config.class, LSTM::new);
        entry(Masking.class, Masking.Config.class, Masking::new);
        entry(Maximum.class, NoArguments.class, Maximum::new);
        entry(MaxPooling1D.class, Pooling.Config.class, MaxPooling1D::new);
        entry(MaxPooling2D.class, Pooling.Config.class, MaxPooling2D::new);
        entry(MaxPooling3D.class, Pooling.Config.class, MaxPooling3D::new);
        entry(Minimum.class, NoArguments.class, Minimum::new);
        entry(MultiHeadAttention.class, MultiHeadAttention.Config.class, MultiHeadAttention::new);
        entry(Multiply.class, NoArguments.class, Multiply::new);
        entry(Permute.class, Permute.Config.class, Permute::new);
        entry(PReLU.class, PReLU.Config.class, PReLU::new);
        entry(ReLU.class, ReLU.Config.class, ReLU::new);
        entry(RepeatVector.class, RepeatVector.Config.class, RepeatVector::new);
        entry(Rescaling.class, Rescaling.Config.class, Rescaling::new);
        entry(Reshape.class, Reshape.Config.class, Reshape::new);
        entry(ReversibleEmbedding.class, ReversibleEmbedding.Config.class, ReversibleEmbedding::new);
        entry(RMSNormalization.class, RMSNormalization.Config.class, RMSNormalization::new);
        entry(Softmax.class, Softmax.Config.class, Softmax::new);
        entry(SpatialDropout1D.class, SpatialDropout1D.Config.class, SpatialDropout1D::new);
        entry(SpatialDropout2D.class, SpatialDropout2D.Config.class, SpatialDropout2D::new);
        entry(SpectralNormalization.class, SpectralNormalization.Config.class, SpectralNormalization::new);
        entry(Subtract.class, NoArguments.class, Subtract::new);
        entry(UnitNormalization.class, UnitNormalization.Config.class, UnitNormalization::new);
        entry(ZeroPadding2D.class, ZeroPadding2D.Config.class, ZeroPadding2D::new);
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
            throw new InvalidArgumentException(JerasException.message(
                    "There is no layer of this name.",
                    "one of " + String.join(", ", ALL.keySet()),
                    "\"" + className + "\"",
                    "check the spelling, or register a layer of your own under this name"));
        }
        return found;
    }
}
