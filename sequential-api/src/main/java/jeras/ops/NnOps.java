package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ShapeMismatchException;

/** {@code keras.ops}: products, activation functions, normalization and recurrence. */
abstract class NnOps extends ConvolutionOps {
    NnOps() {}

    /** The matrix product over the last two axes; leading axes broadcast. */
    public static Tensor matmul(Tensor x1, Tensor x2) {
        long inner1 = x1.size(-1);
        long inner2 = x2.rank() == 1 ? x2.size(0) : x2.size(-2);
        if (inner1 >= 0 && inner2 >= 0 && inner1 != inner2) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    "matmul cannot multiply its inputs.",
                    "last axis of the first = last but one of the second",
                    Shapes.text(x1.shape()) + " and " + Shapes.text(x2.shape()),
                    "transpose or reshape one of them"));
        }
        Shape shape = matmulShape(x1, x2);
        DataType type = Shapes.promote(x1.dataType(), x2.dataType());
        return Operation.of("numpy.Matmul", x1, x2)
                .one(() ->
                        Primitive.of("matmul", "torch.matmul({0}, {1})", shape, type, cast(x1, type), cast(x2, type)));
    }

    private static Shape matmulShape(Tensor x1, Tensor x2) {
        if (x2.rank() == 1) {
            return x1.shape().slice(0, x1.rank() - 1);
        }
        if (x1.rank() == 1) {
            return x2.shape().slice(0, x2.rank() - 2).add(x2.size(-1));
        }
        return Shapes.broadcast(
                        "matmul", x1.shape().slice(0, x1.rank() - 2), x2.shape().slice(0, x2.rank() - 2))
                .add(x1.size(-2), x2.size(-1));
    }

    /** {@code x · kernel + bias} with x {@code (..., in)}, kernel {@code (in, out)}, bias {@code (out)}. */
    public static Tensor linear(Tensor x, Tensor kernel, Tensor bias) {
        if (x.rank() == 2 && x.dataType() == kernel.dataType()) {
            return Primitive.of(
                    "linear",
                    "torch.addmm({2}, {0}, {1})",
                    new Shape(x.size(0), kernel.size(1)),
                    x.dataType(),
                    x,
                    kernel,
                    bias);
        }
        if (x.rank() > 2 && bias.rank() == 1 && x.dataType() == kernel.dataType()) {
            // The same product, which adds the bias as it goes.
            return Primitive.of(
                    "linear",
                    "torch.linear({0}, torch.t({1}), {2})",
                    Shapes.with(x.shape(), x.rank() - 1, kernel.size(1)),
                    x.dataType(),
                    x,
                    kernel,
                    bias);
        }
        return matmul(x, kernel).add(bias);
    }

    public static Tensor relu(Tensor x) {
        return simple("nn.Relu", "torch.relu({0})", x);
    }

    public static Tensor relu6(Tensor x) {
        // Not clamp, whose gradient at 0 and 6 is 1.
        return simple("nn.Relu6", "torch.hardtanh({0}, 0., 6.)", x);
    }

    public static Tensor leakyRelu(Tensor x, double negativeSlope) {
        return Operation.of("nn.LeakyRelu", x)
                .with("negative_slope", negativeSlope)
                .one(() -> unary("leaky_relu", "torch.leaky_relu({0}, " + Code.number(negativeSlope) + ")", x));
    }

    public static Tensor elu(Tensor x, double alpha) {
        return Operation.of("nn.Elu", x)
                .with("alpha", alpha)
                .one(() -> unary("elu", "torch.elu({0}, " + Code.number(alpha) + ")", x));
    }

    public static Tensor selu(Tensor x) {
        return simple("nn.Selu", "torch.selu({0})", x);
    }

    public static Tensor celu(Tensor x, double alpha) {
        return Operation.of("nn.Celu", x)
                .with("alpha", alpha)
                .one(() -> unary("celu", "torch.celu({0}, " + Code.number(alpha) + ")", x));
    }

    /**
     * {@code x · Φ(x)}.
     *
     * @param approximate the tanh approximation, which is what {@code keras.ops.gelu} takes by default
     */
    public static Tensor gelu(Tensor x, boolean approximate) {
        String code = "torch.gelu({0}, approximate=\"" + (approximate ? "tanh" : "none") + "\")";
        return Operation.of("nn.Gelu", x).with("approximate", approximate).one(() -> unary("gelu", code, x));
    }

    public static Tensor silu(Tensor x) {
        return simple("nn.Silu", "torch.silu({0})", x);
    }

    public static Tensor mish(Tensor x) {
        return unary("mish", "torch.mish({0})", x);
    }

    public static Tensor sigmoid(Tensor x) {
        return inFloats("nn.Sigmoid", "torch.sigmoid({0})", x);
    }

    public static Tensor logSigmoid(Tensor x) {
        return simple("nn.LogSigmoid", "torch.log_sigmoid({0})", x);
    }

    /** {@code relu6(x + 3) / 6}. */
    public static Tensor hardSigmoid(Tensor x) {
        return simple("nn.HardSigmoid", "torch.hardsigmoid({0})", x);
    }

    public static Tensor hardSilu(Tensor x) {
        return simple("nn.HardSilu", "torch.hardswish({0})", x);
    }

    public static Tensor hardTanh(Tensor x) {
        // Not hardtanh, whose gradient at -1 and 1 is 0.
        return Operation.of("nn.HardTanh", x).one(() -> clip(x, -1, 1));
    }

    public static Tensor softplus(Tensor x) {
        return simple("nn.Softplus", "torch.softplus({0})", x);
    }

    public static Tensor softsign(Tensor x) {
        return Operation.of("nn.Softsign", x).one(() -> x.divide(abs(x).add(1)));
    }

    public static Tensor tanhShrink(Tensor x) {
        return Operation.of("nn.TanhShrink", x).one(() -> x.subtract(tanh(x)));
    }

    public static Tensor softShrink(Tensor x, double threshold) {
        return Operation.of("nn.SoftShrink", x)
                .with("threshold", threshold)
                .one(() -> unary("soft_shrink", "torch.softshrink({0}, " + Code.number(threshold) + ")", x));
    }

    public static Tensor hardShrink(Tensor x, double threshold) {
        return Operation.of("nn.HardShrink", x)
                .with("threshold", threshold)
                .one(() -> unary("hard_shrink", "torch.hardshrink({0}, " + Code.number(threshold) + ")", x));
    }

    /** {@code (x + sqrt(x² + b)) / 2}. */
    public static Tensor squareplus(Tensor x, double b) {
        return Operation.of("nn.Squareplus", x)
                .with("b", b)
                .one(() -> x.add(sqrt(square(x).add(b))).divide(2));
    }

    /** 0 up to -1, x from 1 on, between them {@code (x + 1)² / 4}. */
    public static Tensor sparsePlus(Tensor x) {
        return Operation.of("nn.SparsePlus", x).one(() -> {
            Tensor middle = square(x.add(1)).multiply(0.25);
            return where(lessEqual(x, -1), 0, where(less(x, 1), middle, x));
        });
    }

    /** 0 up to -1, 1 from 1 on, between them {@code (x + 1) / 2}. */
    public static Tensor sparseSigmoid(Tensor x) {
        return Operation.of("nn.SparseSigmoid", x).one(() -> {
            Tensor middle = x.add(1).multiply(0.5);
            return where(lessEqual(x, -1), 0, where(greaterEqual(x, 1), 1, middle));
        });
    }

    /** x where it is above the threshold, elsewhere {@code value}. */
    public static Tensor threshold(Tensor x, double threshold, double value) {
        return Operation.of("nn.Threshold", x)
                .with("threshold", threshold)
                .with("default_value", value)
                .one(() -> where(greater(x, threshold), x, value));
    }

    /** {@code a * sigmoid(b)}, a and b the halves of x along an axis, which the result has half as long. */
    public static Tensor glu(Tensor x, int axis) {
        return Operation.of("nn.Glu", x).with("axis", axis).one(() -> {
            List<Tensor> halves = split(x, 2, axis);
            return halves.get(0).multiply(sigmoid(halves.get(1)));
        });
    }

    /**
     * Sparsemax along an axis as Keras 3.15 computes it: {@code relu(x - τ)}.
     *
     * <p>The paper's τ makes the result sum to 1. Keras's τ does so where one element stays above it, and is greater elsewhere.
     *
     * @see <a href="https://arxiv.org/abs/1602.02068">Martins and Astudillo, 2016</a>
     */
    public static Tensor sparsemax(Tensor x, int axis) {
        return Operation.of("nn.Sparsemax", x)
                .with("axis", axis)
                .one(() -> Sparsemax.of(floating(x), Shapes.axis(axis, x.rank())));
    }

    public static Tensor softmax(Tensor x, int axis) {
        String code = "torch.softmax({0}, " + Shapes.axis(axis, x.rank()) + ")";
        return Operation.of("nn.Softmax", x).with("axis", axis).one(() -> unary("softmax", code, x));
    }

    public static Tensor logSoftmax(Tensor x, int axis) {
        String code = "torch.log_softmax({0}, " + Shapes.axis(axis, x.rank()) + ")";
        return Operation.of("nn.LogSoftmax", x).with("axis", axis).one(() -> unary("log_softmax", code, x));
    }

    /** Integers as rows of zeros with a one: shape {@code (..., classes)}, float32. */
    public static Tensor oneHot(Tensor x, int classes) {
        return oneHot(x, classes, -1, DataType.FLOAT32);
    }

    /**
     * Integers as zeros with a one; an integer that is no class gives zeros alone.
     *
     * @param axis where the axis of length {@code classes} goes
     */
    public static Tensor oneHot(Tensor x, int classes, int axis, DataType type) {
        return Operation.of("nn.OneHot", x)
                .with("num_classes", classes)
                .with("axis", axis)
                .with("dtype", type)
                .one(() -> {
                    String code = "torch.to(torch.eq(torch.unsqueeze({0}, -1), torch.arange(" + classes
                            + ", dtype=4, device={device})), " + Code.type(type) + ")";
                    Tensor last = Primitive.constant("one_hot", code, x.shape().add(classes), type, x);
                    return moveaxis(last, -1, axis);
                });
    }

    /** Normalizes over the last axes, of the shape of gamma and beta. */
    public static Tensor layerNorm(Tensor x, Tensor gamma, Tensor beta, double epsilon) {
        String code = "torch.layer_norm({0}, " + Code.ints(gamma.shape().getShape()) + ", {1}, {2}, "
                + Code.number(epsilon) + ")";
        return Primitive.of("layer_norm", code, x.shape(), x.dataType(), x, gamma, beta);
    }

    /**
     * Normalizes with the batch's own mean and variance, over all axes but the channels: {@code (batch, channels, ...)}.
     *
     * @return the result, the mean and {@code 1 / sqrt(variance + epsilon)}, biased, each {@code (channels)}
     */
    public static List<Tensor> batchNorm(Tensor x, Tensor gamma, Tensor beta, double epsilon) {
        Shape channels = new Shape(x.size(1));
        String code = "torch.native_batch_norm({0}, {1}, {2}, None, None, True, 0., " + Code.number(epsilon) + ")";
        return Primitive.several(
                "batch_norm",
                code,
                List.of(x, gamma, beta),
                List.of(
                        Result.Spec.of(x),
                        new Result.Spec(channels, x.dataType()),
                        new Result.Spec(channels, x.dataType())));
    }

    /** Normalizes with given statistics: {@code (batch, channels, ...)}, all others {@code (channels)}. */
    public static Tensor batchNorm(Tensor x, Tensor gamma, Tensor beta, Tensor mean, Tensor variance, double epsilon) {
        String code = "torch.batch_norm({0}, {1}, {2}, {3}, {4}, False, 0., " + Code.number(epsilon) + ", True)";
        return Primitive.of("batch_norm", code, x.shape(), x.dataType(), x, gamma, beta, mean, variance);
    }

    /**
     * A whole LSTM layer in one kernel, with tanh and sigmoid.
     *
     * @param x {@code (batch, time, in)}
     * @param h the first hidden state, {@code (batch, units)}
     * @param c the first cell state, {@code (batch, units)}
     * @param kernel {@code (in, 4 units)}, gates in the order input, forget, cell, output
     * @param recurrent {@code (units, 4 units)}
     * @param bias {@code (4 units)}; null for none
     * @return the sequence {@code (batch, time, units)} and the last two states
     */
    public static List<Tensor> lstm(Tensor x, Tensor h, Tensor c, Tensor kernel, Tensor recurrent, Tensor bias) {
        long units = recurrent.size(0);
        String code = "torch.lstm({0}, [torch.unsqueeze({1}, 0), torch.unsqueeze({2}, 0)], "
                + (bias == null
                        ? "[torch.t({3}), torch.t({4})], False"
                        : "[torch.t({3}), torch.t({4}), {5}, torch.zeros_like({5})], True")
                + ", 1, 0., True, False, True)";
        List<Tensor> outputs = Primitive.several(
                "lstm",
                code,
                bias == null ? List.of(x, h, c, kernel, recurrent) : List.of(x, h, c, kernel, recurrent, bias),
                List.of(
                        new Result.Spec(new Shape(x.size(0), x.size(1), units), x.dataType()),
                        new Result.Spec(new Shape(1, x.size(0), units), x.dataType()),
                        new Result.Spec(new Shape(1, x.size(0), units), x.dataType())));
        return List.of(outputs.get(0), squeeze(outputs.get(1), 0), squeeze(outputs.get(2), 0));
    }
}
