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
        Shape shape;
        if (x1.rank() == 1 || x2.rank() == 1) {
            shape = x2.rank() == 1
                    ? x1.shape().slice(0, x1.rank() - 1)
                    : x2.shape().slice(0, x2.rank() - 2).add(x2.size(-1));
        } else {
            shape = Shapes.broadcast(
                            "matmul",
                            x1.shape().slice(0, x1.rank() - 2),
                            x2.shape().slice(0, x2.rank() - 2))
                    .add(x1.size(-2), x2.size(-1));
        }
        DataType type = Shapes.promote(x1.dataType(), x2.dataType());
        return Primitive.of("matmul", "torch.matmul({0}, {1})", shape, type, Ops.cast(x1, type), Ops.cast(x2, type));
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
        return matmul(x, kernel).add(bias);
    }

    public static Tensor relu(Tensor x) {
        return unary("relu", "torch.relu({0})", x);
    }

    public static Tensor relu6(Tensor x) {
        // Not clamp, whose gradient at 0 and 6 is 1.
        return unary("relu6", "torch.hardtanh({0}, 0., 6.)", x);
    }

    public static Tensor leakyRelu(Tensor x, double negativeSlope) {
        return unary("leaky_relu", "torch.leaky_relu({0}, " + Code.number(negativeSlope) + ")", x);
    }

    public static Tensor elu(Tensor x, double alpha) {
        return unary("elu", "torch.elu({0}, " + Code.number(alpha) + ")", x);
    }

    public static Tensor selu(Tensor x) {
        return unary("selu", "torch.selu({0})", x);
    }

    public static Tensor celu(Tensor x, double alpha) {
        return unary("celu", "torch.celu({0}, " + Code.number(alpha) + ")", x);
    }

    /**
     * {@code x · Φ(x)}.
     *
     * @param approximate the tanh approximation, which is what {@code keras.ops.gelu} takes by default
     */
    public static Tensor gelu(Tensor x, boolean approximate) {
        return unary("gelu", "torch.gelu({0}, approximate=\"" + (approximate ? "tanh" : "none") + "\")", x);
    }

    public static Tensor silu(Tensor x) {
        return unary("silu", "torch.silu({0})", x);
    }

    public static Tensor mish(Tensor x) {
        return unary("mish", "torch.mish({0})", x);
    }

    public static Tensor sigmoid(Tensor x) {
        return unary("sigmoid", "torch.sigmoid({0})", floating(x));
    }

    public static Tensor logSigmoid(Tensor x) {
        return unary("log_sigmoid", "torch.log_sigmoid({0})", x);
    }

    /** {@code relu6(x + 3) / 6}. */
    public static Tensor hardSigmoid(Tensor x) {
        return unary("hard_sigmoid", "torch.hardsigmoid({0})", x);
    }

    public static Tensor hardSilu(Tensor x) {
        return unary("hard_silu", "torch.hardswish({0})", x);
    }

    public static Tensor hardTanh(Tensor x) {
        // Not hardtanh, whose gradient at -1 and 1 is 0.
        return clip(x, -1, 1);
    }

    public static Tensor softplus(Tensor x) {
        return unary("softplus", "torch.softplus({0})", x);
    }

    public static Tensor softsign(Tensor x) {
        return x.divide(abs(x).add(1));
    }

    public static Tensor tanhShrink(Tensor x) {
        return x.subtract(tanh(x));
    }

    public static Tensor softShrink(Tensor x, double threshold) {
        return unary("soft_shrink", "torch.softshrink({0}, " + Code.number(threshold) + ")", x);
    }

    public static Tensor hardShrink(Tensor x, double threshold) {
        return unary("hard_shrink", "torch.hardshrink({0}, " + Code.number(threshold) + ")", x);
    }

    /** {@code (x + sqrt(x² + b)) / 2}. */
    public static Tensor squareplus(Tensor x, double b) {
        return x.add(sqrt(square(x).add(b))).divide(2);
    }

    /** 0 up to -1, x from 1 on, between them {@code (x + 1)² / 4}. */
    public static Tensor sparsePlus(Tensor x) {
        Tensor middle = square(x.add(1)).multiply(0.25);
        return where(lessEqual(x, -1), 0, where(less(x, 1), middle, x));
    }

    /** 0 up to -1, 1 from 1 on, between them {@code (x + 1) / 2}. */
    public static Tensor sparseSigmoid(Tensor x) {
        Tensor middle = x.add(1).multiply(0.5);
        return where(lessEqual(x, -1), 0, where(greaterEqual(x, 1), 1, middle));
    }

    /** x where it is above the threshold, elsewhere {@code value}. */
    public static Tensor threshold(Tensor x, double threshold, double value) {
        return where(greater(x, threshold), x, value);
    }

    /** {@code a * sigmoid(b)}, a and b the halves of x along an axis, which the result has half as long. */
    public static Tensor glu(Tensor x, int axis) {
        List<Tensor> halves = split(x, 2, axis);
        return halves.get(0).multiply(sigmoid(halves.get(1)));
    }

    /**
     * Sparsemax along an axis as Keras 3.15 computes it: {@code relu(x - τ)}.
     *
     * <p>The paper's τ makes the result sum to 1. Keras's τ does so where one element stays above it, and is greater elsewhere.
     *
     * @see <a href="https://arxiv.org/abs/1602.02068">Martins and Astudillo, 2016</a>
     */
    public static Tensor sparsemax(Tensor x, int axis) {
        return Sparsemax.of(floating(x), Shapes.axis(axis, x.rank()));
    }

    public static Tensor softmax(Tensor x, int axis) {
        return unary("softmax", "torch.softmax({0}, " + Shapes.axis(axis, x.rank()) + ")", x);
    }

    public static Tensor logSoftmax(Tensor x, int axis) {
        return unary("log_softmax", "torch.log_softmax({0}, " + Shapes.axis(axis, x.rank()) + ")", x);
    }

    /** Integers as rows of zeros with a one: shape {@code (..., classes)}, float32. */
    public static Tensor oneHot(Tensor x, int classes) {
        String code = "torch.to(torch.one_hot(torch.to({0}, 4), " + classes + "), " + Code.type(DataType.FLOAT32) + ")";
        return Primitive.constant("one_hot", code, x.shape().add(classes), DataType.FLOAT32, x);
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
