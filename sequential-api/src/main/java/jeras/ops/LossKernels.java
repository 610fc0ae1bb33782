package jeras.ops;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;

/**
 * PyTorch's fused loss functions: what losses are written with where a kernel's formula is Keras's. The speed of a small
 * model is the number of its operations.
 *
 * <p>Each method is named as the PyTorch function behind it.
 */
public final class LossKernels {
    private LossKernels() {}

    /** What becomes of the values of all elements. */
    public enum Reduction {
        /** They stay. */
        NONE(0),
        /** Their mean is taken: a scalar. */
        MEAN(1);

        /** PyTorch's number for it. */
        private final int code;

        Reduction(int code) {
            this.code = code;
        }
    }

    /** The mean of {@code (yPred - yTrue)²} over all elements. */
    public static Tensor mseLoss(Tensor yTrue, Tensor yPred) {
        return elementwise("mse_loss", "torch.mse_loss({0}, {1}, 1)", Reduction.MEAN, yTrue, yPred);
    }

    /** The mean of {@code |yPred - yTrue|} over all elements. */
    public static Tensor l1Loss(Tensor yTrue, Tensor yPred) {
        return elementwise("l1_loss", "torch.l1_loss({0}, {1}, 1)", Reduction.MEAN, yTrue, yPred);
    }

    /** {@code e² / 2} for errors up to delta, beyond {@code delta · (|e| - delta / 2)}. */
    public static Tensor huberLoss(Tensor yTrue, Tensor yPred, double delta, Reduction reduction) {
        String code = "torch.huber_loss({0}, {1}, " + reduction.code + ", " + Code.number(delta) + ")";
        return elementwise("huber_loss", code, reduction, yTrue, yPred);
    }

    /** {@code -t · log(sigmoid(x)) - (1 - t) · log(1 - sigmoid(x))} of logits x. */
    public static Tensor binaryCrossEntropyWithLogits(Tensor yTrue, Tensor logits, Reduction reduction) {
        String code = "torch.binary_cross_entropy_with_logits({0}, {1}, None, None, " + reduction.code + ")";
        return elementwise("binary_crossentropy", code, reduction, yTrue, logits);
    }

    /**
     * {@code -log(softmax(x))} at the label.
     *
     * @param labels whole numbers {@code (n)}
     * @param logits {@code (n, classes)}
     * @param ignored a label whose value, and gradient, is 0
     */
    public static Tensor crossEntropyLoss(Tensor labels, Tensor logits, long ignored, Reduction reduction) {
        String code =
                "torch.cross_entropy_loss({0}, torch.to({1}, 4), None, " + reduction.code + ", " + ignored + ", 0.)";
        Shape shape = reduction == Reduction.MEAN ? new Shape() : labels.shape();
        return Primitive.of("sparse_categorical_crossentropy", code, shape, logits.dataType(), logits, labels);
    }

    /**
     * The mean over n of {@code -sum(t · log(softmax(x)))}.
     *
     * @param yTrue {@code (n, classes)}
     * @param logits {@code (n, classes)}
     * @param labelSmoothing the share that the classes get in equal parts
     */
    public static Tensor crossEntropyLoss(Tensor yTrue, Tensor logits, double labelSmoothing) {
        String code = "torch.cross_entropy_loss({0}, {1}, None, 1, -100, " + Code.number(labelSmoothing) + ")";
        return Primitive.of("categorical_crossentropy", code, new Shape(), logits.dataType(), logits, yTrue);
    }

    /**
     * Connectionist temporal classification; label 0 is the blank, and fills sequences up.
     *
     * @param labels int64 {@code (batch, length)}
     * @param logProbabilities {@code (batch, steps, classes)}
     * @return {@code (batch)}
     */
    public static Tensor ctcLoss(Tensor labels, Tensor logProbabilities) {
        String steps = "torch.full([torch.size({0}, 0)], torch.size({0}, 1), dtype=4, device={device})";
        String lengths = "torch.sum(torch.ne({1}, 0), [-1])";
        String code = "torch.ctc_loss(torch.transpose({0}, 0, 1), {1}, " + steps + ", " + lengths + ", 0, 0, False)";
        Shape shape = new Shape(logProbabilities.shape().get(0));
        return Primitive.of("ctc", code, shape, logProbabilities.dataType(), logProbabilities, labels);
    }

    /** {@code start + weight · (end - start)}. */
    public static Tensor lerp(Tensor start, Tensor end, Tensor weight) {
        return Primitive.of("lerp", "torch.lerp({0}, {1}, {2})", start.shape(), start.dataType(), start, end, weight);
    }

    private static Tensor elementwise(String name, String code, Reduction reduction, Tensor yTrue, Tensor yPred) {
        Shape shape = reduction == Reduction.MEAN ? new Shape() : Shapes.broadcast(name, yTrue.shape(), yPred.shape());
        return Primitive.of(name, code, shape, yPred.dataType(), yPred, yTrue);
    }

    /** What a softmax over the axis made these probabilities of; empty when none did. */
    public static Optional<Tensor> logitsOfSoftmax(Tensor probabilities, int axis) {
        return inputOf(probabilities, "torch.softmax({0}, " + Shapes.axis(axis, probabilities.rank()) + ")");
    }

    /** What a sigmoid made these probabilities of; empty when none did. */
    public static Optional<Tensor> logitsOfSigmoid(Tensor probabilities) {
        return inputOf(probabilities, "torch.sigmoid({0})");
    }

    private static Optional<Tensor> inputOf(Tensor made, String code) {
        Tensor t = made;
        while (t.op() instanceof Primitive p && p.isAlias()) {
            t = p.inputs().get(0);
        }
        return t.op() instanceof Primitive p && p.code().equals(code)
                ? Optional.of(p.inputs().get(0))
                : Optional.empty();
    }
}
