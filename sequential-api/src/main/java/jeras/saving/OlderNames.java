package jeras.saving;

import java.util.Map;

/** What Keras's classes and functions were called before. */
final class OlderNames {
    private static final Map<String, String> LAYERS = Map.ofEntries(
            Map.entry("Convolution1D", "Conv1D"),
            Map.entry("Convolution2D", "Conv2D"),
            Map.entry("Convolution3D", "Conv3D"),
            Map.entry("AtrousConvolution1D", "Conv1D"),
            Map.entry("AtrousConvolution2D", "Conv2D"),
            Map.entry("AtrousConv1D", "Conv1D"),
            Map.entry("AtrousConv2D", "Conv2D"),
            Map.entry("Deconvolution2D", "Conv2DTranspose"),
            Map.entry("Deconvolution3D", "Conv3DTranspose"),
            Map.entry("Convolution2DTranspose", "Conv2DTranspose"),
            Map.entry("Convolution3DTranspose", "Conv3DTranspose"),
            Map.entry("SeparableConvolution1D", "SeparableConv1D"),
            Map.entry("SeparableConvolution2D", "SeparableConv2D"),
            Map.entry("MaxPool1D", "MaxPooling1D"),
            Map.entry("MaxPool2D", "MaxPooling2D"),
            Map.entry("MaxPool3D", "MaxPooling3D"),
            Map.entry("AvgPool1D", "AveragePooling1D"),
            Map.entry("AvgPool2D", "AveragePooling2D"),
            Map.entry("AvgPool3D", "AveragePooling3D"),
            Map.entry("GlobalMaxPool1D", "GlobalMaxPooling1D"),
            Map.entry("GlobalMaxPool2D", "GlobalMaxPooling2D"),
            Map.entry("GlobalMaxPool3D", "GlobalMaxPooling3D"),
            Map.entry("GlobalAvgPool1D", "GlobalAveragePooling1D"),
            Map.entry("GlobalAvgPool2D", "GlobalAveragePooling2D"),
            Map.entry("GlobalAvgPool3D", "GlobalAveragePooling3D"),
            Map.entry("BatchNormalizationV1", "BatchNormalization"),
            Map.entry("BatchNormalizationV2", "BatchNormalization"),
            Map.entry("SyncBatchNormalization", "BatchNormalization"),
            Map.entry("CuDNNLSTM", "LSTM"),
            Map.entry("CuDNNGRU", "GRU"),
            Map.entry("UnifiedLSTM", "LSTM"),
            Map.entry("UnifiedGRU", "GRU"),
            Map.entry("LSTMV1", "LSTM"),
            Map.entry("LSTMV2", "LSTM"),
            Map.entry("GRUV1", "GRU"),
            Map.entry("GRUV2", "GRU"),
            Map.entry("ThresholdedReLU", "ReLU"),
            Map.entry(
                    "GroupedQueryAttention", "GroupQueryAttention"), // Keras's class, which it calls by the other name
            Map.entry("Custom>CustomScaleLayer", "CustomScaleLayer"), // of InceptionResNetV2
            Map.entry("DenseFeaturesV1", "DenseFeatures"));

    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("kullback_leibler_divergence", "kl_divergence"),
            Map.entry("cosine_proximity", "cosine_similarity"),
            Map.entry("cosine", "cosine_similarity"),
            Map.entry("logcosh", "log_cosh"),
            Map.entry("msle", "mean_squared_logarithmic_error"));

    private OlderNames() {}

    /** The class of Keras 3 for a layer's class. */
    static String layer(String className) {
        return LAYERS.getOrDefault(className, className);
    }

    /** The id in Keras 3 for a loss's or a metric's function. */
    static String function(String id) {
        return FUNCTIONS.getOrDefault(id, id);
    }
}
