package jeras.saving;

import static jeras.saving.Operations.several;
import static jeras.saving.Operations.single;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** Nodes of functional models: activations, normalization, crossentropies and encodings. */
final class NnOperations {
    private static final double EPSILON = 1e-7;

    /** Of an argument that is only given by name, or in the configuration. */
    private static final int PLACELESS = Integer.MAX_VALUE;

    private NnOperations() {}

    private interface AdaptivePool {
        Tensor apply(Tensor x, long... size);
    }

    private interface Pool {
        Tensor apply(Tensor x, long[] window, long[] strides, String padding);
    }

    static void register() {
        unary("HardSigmoid", Ops::hardSigmoid);
        unary("HardSilu", Ops::hardSilu);
        unary("HardTanh", Ops::hardTanh);
        unary("LogSigmoid", Ops::logSigmoid);
        unary("Relu", Ops::relu);
        unary("Relu6", Ops::relu6);
        unary("Selu", Ops::selu);
        unary("Sigmoid", Ops::sigmoid);
        unary("Silu", Ops::silu);
        unary("Softplus", Ops::softplus);
        unary("Softsign", Ops::softsign);
        unary("SparsePlus", Ops::sparsePlus);
        unary("SparseSigmoid", Ops::sparseSigmoid);
        unary("TanhShrink", Ops::tanhShrink);
        single("Celu", a -> Ops.celu(x(a), a.number(1, "alpha", 1)));
        single("Elu", a -> Ops.elu(x(a), a.number(1, "alpha", 1)));
        single("LeakyRelu", a -> Ops.leakyRelu(x(a), a.number(1, "negative_slope", 0.2)));
        single("Gelu", a -> Ops.gelu(x(a), a.flag(1, "approximate", true)));
        single("Glu", a -> Ops.glu(x(a), a.integer(1, "axis", -1)));
        single("HardShrink", a -> Ops.hardShrink(x(a), a.number(1, "threshold", 0.5)));
        single("SoftShrink", a -> Ops.softShrink(x(a), a.number(1, "threshold", 0.5)));
        single("Softmax", a -> Ops.softmax(x(a), a.integer(1, "axis", -1)));
        single("LogSoftmax", a -> Ops.logSoftmax(x(a), a.integer(1, "axis", -1)));
        single("Sparsemax", a -> Ops.sparsemax(x(a), a.integer(1, "axis", -1)));
        single("Squareplus", a -> Ops.squareplus(x(a), a.number(1, "b", 4)));
        single("Threshold", a -> Ops.threshold(x(a), a.number(1, "threshold"), a.number(2, "default_value")));
        single("OneHot", NnOperations::oneHot);
        single("MultiHot", NnOperations::multiHot);
        several("Moments", a -> Ops.moments(x(a), a.flag(2, "keepdims"), a.integers(1, "axes")));
        single(
                "Normalize",
                a -> Ops.normalize(
                        x(a), a.number(2, "order", 2), a.number(3, "epsilon", EPSILON), a.integers(1, "axis")));
        single("BatchNorm", NnOperations::batchNorm);
        single("LayerNorm", NnOperations::layerNorm);
        single("RMSNorm", NnOperations::rmsNorm);
        single("PSNR", a -> Ops.psnr(a.tensor(0, "x1"), a.tensor(1, "x2"), a.number(2, "max_val")));
        single(
                "BinaryCrossentropy",
                a -> Ops.binaryCrossentropy(a.tensor(0, "target"), a.tensor(1, "output"), a.flag(2, "from_logits")));
        single(
                "CategoricalCrossentropy",
                a -> Ops.categoricalCrossentropy(
                        a.tensor(0, "target"),
                        a.tensor(1, "output"),
                        a.flag(2, "from_logits"),
                        a.integer(3, "axis", -1)));
        single(
                "SparseCategoricalCrossentropy",
                a -> Ops.sparseCategoricalCrossentropy(
                        a.tensor(0, "target"),
                        a.tensor(1, "output"),
                        a.flag(2, "from_logits"),
                        a.integer(3, "axis", -1)));
        single(
                "CTCLoss",
                a -> Ops.ctcLoss(
                        a.tensor(0, "target"),
                        a.tensor(1, "output"),
                        a.tensor(2, "target_length"),
                        a.tensor(3, "output_length"),
                        a.integer(4, "mask_index", 0)));
        single("DepthToSpace", a -> {
            lastChannels(a, 2);
            return Ops.depthToSpace(x(a), a.integer(1, "block_size", 1));
        });
        single("SpaceToDepth", a -> {
            lastChannels(a, 2);
            return Ops.spaceToDepth(x(a), a.integer(1, "block_size", 1));
        });
        single("MaxPool", a -> pool(a, Ops::maxPool));
        single("AveragePool", a -> pool(a, Ops::averagePool));
        single("AdaptiveMaxPool", a -> adaptive(a, Ops::adaptiveMaxPool));
        single("AdaptiveAveragePool", a -> adaptive(a, Ops::adaptiveAveragePool));
        single("Conv", NnOperations::conv);
        single(
                "DepthwiseConv",
                a -> Ops.depthwiseConv(
                        channelsLast(a), a.tensor(1, "kernel"), null, strides(a), padding(a), dilation(a)));
        single(
                "SeparableConv",
                a -> Ops.separableConv(
                        channelsLast(a),
                        a.tensor(1, "depthwise_kernel"),
                        a.tensor(2, "pointwise_kernel"),
                        null,
                        strides(a),
                        padding(a),
                        dilation(a)));
        single("ConvTranspose", NnOperations::convTranspose);
        single("DotProductAttention", NnOperations::attention);
    }

    private static Tensor x(OperationArguments a) {
        return a.tensor(0, "x");
    }

    private static void unary(String className, UnaryOperator<Tensor> operation) {
        single(className, a -> operation.apply(x(a)));
    }

    private static Tensor oneHot(OperationArguments a) {
        DataType type = a.type(3, "dtype", DataType.FLOAT32);
        return Ops.oneHot(x(a), a.integer(1, "num_classes", 0), a.integer(2, "axis", -1), type);
    }

    private static Tensor multiHot(OperationArguments a) {
        Tensor result = Ops.multiHot(a.tensor(0, "inputs"), a.integer(1, "num_classes", 0));
        DataType type = a.type(PLACELESS, "dtype", result.dataType());
        return type == result.dataType() ? result : Ops.cast(result, type);
    }

    private static Tensor batchNorm(OperationArguments a) {
        Tensor mean = a.tensor(1, "mean");
        int axis = a.integer(5, "axis", -1);
        double epsilon = a.number(6, "epsilon", 1e-3);
        Tensor offset = a.has(3, "offset") ? a.tensor(3, "offset") : Ops.zerosLike(mean);
        Tensor scale = a.has(4, "scale") ? a.tensor(4, "scale") : Ops.onesLike(mean);
        return Ops.batchNormalization(x(a), mean, a.tensor(2, "variance"), axis, offset, scale, epsilon);
    }

    private static Tensor layerNorm(OperationArguments a) {
        if (a.flag(5, "rms_scaling")) {
            throw a.unsupported(5, "rms_scaling");
        }
        int[] axis = a.has(3, "axis") ? a.integers(3, "axis") : new int[] {-1};
        double epsilon = a.number(4, "epsilon", EPSILON);
        if (!a.has(1, "gamma")) {
            return Ops.layerNormalization(x(a), epsilon, axis);
        }
        Tensor gamma = a.tensor(1, "gamma");
        Tensor beta = a.has(2, "beta") ? a.tensor(2, "beta") : Ops.zerosLike(gamma);
        return Ops.layerNormalization(x(a), gamma, beta, epsilon, axis);
    }

    private static Tensor rmsNorm(OperationArguments a) {
        int[] axis = a.has(2, "axis") ? a.integers(2, "axis") : new int[] {-1};
        double epsilon = a.number(3, "epsilon", EPSILON);
        return a.has(1, "scale")
                ? Ops.rmsNormalization(x(a), a.tensor(1, "scale"), epsilon, axis)
                : Ops.rmsNormalization(x(a), epsilon, axis);
    }

    private static void lastChannels(OperationArguments a, int place) {
        if (a.text(place, "data_format", "channels_last").equals("channels_first")) {
            throw a.unsupported(place, "data_format");
        }
    }

    private static Tensor pool(OperationArguments a, Pool operation) {
        lastChannels(a, 4);
        Tensor x = a.tensor(0, "inputs");
        int axes = x.rank() - 2;
        long[] window = each(a.longs(1, "pool_size"), axes);
        long[] strides = a.has(2, "strides") ? each(a.longs(2, "strides"), axes) : window;
        return operation.apply(x, window, strides, a.text(3, "padding", "valid"));
    }

    private static Tensor adaptive(OperationArguments a, AdaptivePool operation) {
        Tensor x = channelsLast(a);
        return operation.apply(x, each(a.longs(1, "output_size"), x.rank() - 2));
    }

    private static Tensor channelsLast(OperationArguments a) {
        lastChannels(a, PLACELESS);
        return a.tensor(0, "inputs");
    }

    private static long[] strides(OperationArguments a) {
        return each(
                a.has(PLACELESS, "strides") ? a.longs(PLACELESS, "strides") : new long[] {1},
                channelsLast(a).rank() - 2);
    }

    private static long[] dilation(OperationArguments a) {
        return each(
                a.has(PLACELESS, "dilation_rate") ? a.longs(PLACELESS, "dilation_rate") : new long[] {1},
                channelsLast(a).rank() - 2);
    }

    private static String padding(OperationArguments a) {
        return a.text(PLACELESS, "padding", "valid");
    }

    private static Tensor conv(OperationArguments a) {
        Tensor x = channelsLast(a);
        Tensor kernel = a.tensor(1, "kernel");
        int groups = (int) (x.size(-1) / kernel.size(-2));
        return Ops.conv(x, kernel, strides(a), padding(a), dilation(a), groups);
    }

    private static Tensor convTranspose(OperationArguments a) {
        Tensor x = channelsLast(a);
        long[] outputPadding =
                a.has(PLACELESS, "output_padding") ? each(a.longs(PLACELESS, "output_padding"), x.rank() - 2) : null;
        return Ops.convTranspose(x, a.tensor(1, "kernel"), null, strides(a), padding(a), outputPadding, dilation(a));
    }

    private static Tensor attention(OperationArguments a) {
        for (String name : List.of("bias", "attn_logits_soft_cap")) {
            if (a.has(name.equals("bias") ? 3 : PLACELESS, name)) {
                throw a.unsupported(3, name);
            }
        }
        Tensor query = a.tensor(0, "query");
        boolean causal = a.flag(PLACELESS, "is_causal");
        Tensor mask = a.isTensor(4, "mask") ? a.tensor(4, "mask") : null;
        if (causal && mask != null) {
            throw a.unsupported(4, "mask");
        }
        double scale = a.number(5, "scale", 1 / Math.sqrt((double) query.size(-1)));
        return Ops.dotProductAttention(query, a.tensor(1, "key"), a.tensor(2, "value"), mask, scale, causal);
    }

    private static long[] each(long[] told, int axes) {
        long[] all = new long[axes];
        Arrays.setAll(all, i -> told[told.length == 1 ? 0 : i]);
        return all;
    }
}
