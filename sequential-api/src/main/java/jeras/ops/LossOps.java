package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import jeras.ShapeMismatchException;

/** {@code keras.ops.nn}: crossentropies, moments, normalization and encodings. */
abstract class LossOps extends MatrixOps {
    private static final double EPSILON = 1e-7;

    LossOps() {}

    /** The mean and the variance over axes; half precision is computed in float32. */
    public static List<Tensor> moments(Tensor x, boolean keepDims, int... axes) {
        return Operation.of("nn.Moments", x)
                .with("axes", axes.clone())
                .with("keepdims", keepDims)
                .several(() -> {
                    Tensor wide = wide(x);
                    return List.of(
                            cast(mean(wide, keepDims, axes), x.dataType()),
                            cast(var(wide, keepDims, axes), x.dataType()));
                });
    }

    private static Tensor wide(Tensor x) {
        return x.dataType() == DataType.FLOAT64 ? x : cast(x, DataType.FLOAT32);
    }

    /** {@code x / max(norm(x), 1e-7)} with the Euclidean norm over axes; the last when none is named. */
    public static Tensor normalize(Tensor x, int... axis) {
        return normalize(x, 2, EPSILON, axis);
    }

    /**
     * {@code x / max(norm(x), epsilon)}.
     *
     * @param order of the norm: {@code sum(|x|^order)^(1/order)}
     */
    public static Tensor normalize(Tensor x, double order, double epsilon, int... axis) {
        int[] axes = axis.length == 0 ? new int[] {-1} : axis;
        return Operation.of("nn.Normalize", x)
                .axis(axes)
                .with("order", Code.orderArgument(order))
                .with("epsilon", epsilon)
                .one(() -> {
                    Tensor f = floating(x);
                    if (order == 2) {
                        Tensor squares = sum(square(f), true, axes);
                        return f.multiply(rsqrt(maximum(squares, epsilon * epsilon)));
                    }
                    return f.divide(maximum(norm(f, order, true, axes), epsilon));
                });
    }

    /** Integers {@code (..., n)} as rows with a one at each of their n places: {@code (..., classes)}, float32. */
    public static Tensor multiHot(Tensor x, int classes) {
        return Operation.of("nn.MultiHot", x)
                .with("num_classes", classes)
                .one(() -> x.rank() < 2 ? max(oneHot(x, classes), 0) : max(oneHot(x, classes), x.rank() - 1));
    }

    /**
     * {@code (x - mean) / sqrt(variance + epsilon)}.
     *
     * @param mean of the length of the axis, as {@code variance}
     */
    public static Tensor batchNormalization(Tensor x, Tensor mean, Tensor variance, int axis, double epsilon) {
        return Operation.of("nn.BatchNorm", x, mean, variance)
                .with("axis", axis)
                .with("epsilon", epsilon)
                .one(() -> x.subtract(along(mean, x, axis))
                        .multiply(rsqrt(along(variance, x, axis).add(epsilon))));
    }

    /** As {@link #batchNormalization(Tensor, Tensor, Tensor, int, double)}, then times {@code scale} plus {@code offset}. */
    public static Tensor batchNormalization(
            Tensor x, Tensor mean, Tensor variance, int axis, Tensor offset, Tensor scale, double epsilon) {
        return Operation.of("nn.BatchNorm", x, mean, variance, offset, scale)
                .with("axis", axis)
                .with("epsilon", epsilon)
                .one(() -> batchNormalization(x, mean, variance, axis, epsilon)
                        .multiply(along(scale, x, axis))
                        .add(along(offset, x, axis)));
    }

    private static Tensor along(Tensor row, Tensor x, int axis) {
        long[] dims = new long[x.rank()];
        Arrays.fill(dims, 1);
        dims[Shapes.axis(axis, x.rank())] = row.size(0);
        return reshape(row, dims);
    }

    /** {@code (x - mean) / sqrt(variance + epsilon)}, with the mean and variance over axes. */
    public static Tensor layerNormalization(Tensor x, double epsilon, int... axis) {
        return Operation.of("nn.LayerNorm", x)
                .axis(axis)
                .with("epsilon", epsilon)
                .one(() -> centred(x, epsilon, axis));
    }

    /** As {@link #layerNormalization(Tensor, double, int...)}, then times gamma plus beta, of the shape of the axes. */
    public static Tensor layerNormalization(Tensor x, Tensor gamma, Tensor beta, double epsilon, int... axis) {
        return Operation.of("nn.LayerNorm", x, gamma, beta)
                .axis(axis)
                .with("epsilon", epsilon)
                .one(() ->
                        centred(x, epsilon, axis).multiply(over(gamma, x, axis)).add(over(beta, x, axis)));
    }

    private static Tensor centred(Tensor x, double epsilon, int... axis) {
        Tensor wide = wide(x);
        Tensor difference = wide.subtract(mean(wide, true, axis));
        return cast(difference.multiply(rsqrt(var(wide, true, axis).add(epsilon))), x.dataType());
    }

    private static Tensor over(Tensor weights, Tensor x, int... axis) {
        long[] dims = new long[x.rank()];
        Arrays.fill(dims, 1);
        for (int a : Shapes.axes(axis, x.rank())) {
            dims[a] = x.shape().get(a);
        }
        return reshape(weights, dims);
    }

    /** {@code x / sqrt(mean(x²) + epsilon)}, with the mean over axes. */
    public static Tensor rmsNormalization(Tensor x, double epsilon, int... axis) {
        return Operation.of("nn.RMSNorm", x)
                .axis(axis)
                .with("epsilon", epsilon)
                .one(() -> rootMeanSquared(x, epsilon, axis));
    }

    /** As {@link #rmsNormalization(Tensor, double, int...)}, times {@code scale}. */
    public static Tensor rmsNormalization(Tensor x, Tensor scale, double epsilon, int... axis) {
        return Operation.of("nn.RMSNorm", x, scale)
                .axis(axis)
                .with("epsilon", epsilon)
                .one(() -> rootMeanSquared(x, epsilon, axis).multiply(scale));
    }

    private static Tensor rootMeanSquared(Tensor x, double epsilon, int... axis) {
        Tensor wide = wide(x);
        Tensor inverse = rsqrt(mean(square(wide), true, axis).add(epsilon));
        return cast(wide.multiply(inverse), x.dataType());
    }

    /** The ratio of the greatest possible value to the error, in decibels: a scalar. */
    public static Tensor psnr(Tensor x1, Tensor x2, double greatest) {
        return Operation.of("nn.PSNR", x1, x2)
                .with("max_val", greatest)
                .one(() -> MathOps.log10(mean(square(x1.subtract(x2))))
                        .multiply(-10)
                        .add(20 * Math.log10(greatest)));
    }

    /**
     * The crossentropy of each element of the target with the output.
     *
     * @param logits whether the output are logits and not probabilities
     */
    public static Tensor binaryCrossentropy(Tensor target, Tensor output, boolean logits) {
        sameShape("binary_crossentropy", target, output);
        return Operation.of("nn.BinaryCrossentropy", target, output)
                .with("from_logits", logits)
                .one(() -> {
                    Tensor t = cast(target, output.dataType());
                    Tensor clipped = logits ? output : clip(output, EPSILON, 1 - EPSILON);
                    Tensor yes = logits ? logSigmoid(output) : log(clipped);
                    Tensor no = logits ? logSigmoid(negative(output)) : log(subtract(1, clipped));
                    return negative(t.multiply(yes).add(subtract(1, t).multiply(no)));
                });
    }

    /** The crossentropy of probabilities along an axis, which the result lacks. */
    public static Tensor categoricalCrossentropy(Tensor target, Tensor output, boolean logits, int axis) {
        sameShape("categorical_crossentropy", target, output);
        return Operation.of("nn.CategoricalCrossentropy", target, output)
                .with("from_logits", logits)
                .with("axis", axis)
                .one(() -> negative(
                        sum(cast(target, output.dataType()).multiply(logProbabilities(output, logits, axis)), axis)));
    }

    /** The crossentropy of classes, which are integers, along an axis, which the result lacks. */
    public static Tensor sparseCategoricalCrossentropy(Tensor target, Tensor output, boolean logits, int axis) {
        int a = Shapes.axis(axis, output.rank());
        return Operation.of("nn.SparseCategoricalCrossentropy", target, output)
                .with("from_logits", logits)
                .with("axis", axis)
                .one(() -> {
                    Tensor classes = target.rank() == output.rank() ? squeeze(target, a) : target;
                    Tensor log = logProbabilities(output, logits, a);
                    return negative(squeeze(takeAlongAxis(log, expandDims(classes, a), a), a));
                });
    }

    private static Tensor logProbabilities(Tensor output, boolean logits, int axis) {
        if (logits) {
            return logSoftmax(output, axis);
        }
        Tensor parts = output.divide(sum(output, true, axis));
        return log(clip(parts, EPSILON, 1 - EPSILON));
    }

    private static void sameShape(String name, Tensor target, Tensor output) {
        if (!Shapes.compatible(target.shape(), output.shape())) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    name + " takes a target and an output of one shape.",
                    Shapes.text(output.shape()),
                    Shapes.text(target.shape()),
                    "reshape one of them"));
        }
    }

    /**
     * The loss of connectionist temporal classification, one for each sequence.
     *
     * @param target classes, integers {@code (batch, labels)}
     * @param output logits {@code (batch, time, classes)}
     * @param targetLength how many labels count, integers {@code (batch)}
     * @param outputLength how many steps count, integers {@code (batch)}
     * @param blank the class that stands for no label
     * @see <a href="https://www.cs.toronto.edu/~graves/icml_2006.pdf">Graves et al., 2006</a>
     */
    public static Tensor ctcLoss(Tensor target, Tensor output, Tensor targetLength, Tensor outputLength, int blank) {
        return Operation.of("nn.CTCLoss", target, output, targetLength, outputLength)
                .with("mask_index", blank)
                .one(() -> Primitive.of(
                        "ctc_loss",
                        "torch.ctc_loss(torch.permute(torch.log_softmax({1}, -1), [1, 0, 2]), torch.to({0}, 4), "
                                + "torch.to({3}, 4), torch.to({2}, 4), " + blank + ", 0, False)",
                        new Shape(output.size(0)),
                        output.dataType(),
                        target,
                        floating(output),
                        targetLength,
                        outputLength));
    }

    /**
     * The most likely class of each step, without repetitions and blanks.
     *
     * @param output logits or probabilities {@code (batch, time, classes)}
     * @param lengths how many steps count, integers {@code (batch)}
     * @param merge whether a class that repeats counts once
     * @param blank the class that stands for no label
     * @return the classes, int32 {@code (1, batch, time)} filled with -1, and the negative sum of the greatest outputs {@code
     *     (batch, 1)}
     */
    public static List<Tensor> ctcDecode(Tensor output, Tensor lengths, boolean merge, int blank) {
        return Operation.of("nn.CTCDecode", output, lengths)
                .with("strategy", "greedy")
                .with("merge_repeated", merge)
                .with("mask_index", blank)
                .several(() -> GreedyCtc.decode(floating(output), lengths, merge, blank));
    }
}
