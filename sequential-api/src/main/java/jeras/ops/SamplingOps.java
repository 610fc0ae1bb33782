package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** {@code keras.random}: the rarer distributions. */
abstract class SamplingOps extends CreationOps {
    SamplingOps() {}

    /** Uniform numbers from {@code [min, max)}, of the shape and data type of another tensor. */
    public static Tensor randomUniform(Tensor like, double min, double max) {
        return Primitive.constant("uniform", "torch.rand_like({0})", like.shape(), like.dataType(), like)
                .multiply(max - min)
                .add(min);
    }

    /** Normal numbers, of the shape and data type of another tensor. */
    public static Tensor randomNormal(Tensor like, double mean, double stddev) {
        return Primitive.constant("normal", "torch.randn_like({0})", like.shape(), like.dataType(), like)
                .multiply(stddev)
                .add(mean);
    }

    /** Whole numbers from {@code min} up to, without, {@code max}, each as likely. */
    public static Tensor randint(Shape shape, long min, long max, DataType type) {
        String code = "torch.randint(" + min + ", " + max + ", " + Code.ints(shape.getShape()) + ", dtype="
                + Code.type(type) + ", device={device})";
        return Primitive.constant("randint", code, shape, type);
    }

    /**
     * Classes drawn by the softmax of their logits.
     *
     * @param logits {@code (batch, classes)}
     * @param count how many draws for each row
     * @return int32 {@code (batch, count)}
     */
    public static Tensor categorical(Tensor logits, int count) {
        String code = "torch.to(torch.multinomial(torch.softmax({0}, -1), " + count + ", True), 3)";
        return Primitive.constant("categorical", code, new Shape(logits.size(0), count), DataType.INT32, logits);
    }

    /** The slices along an axis in an order drawn anew each time. */
    public static Tensor shuffle(Tensor x, int axis) {
        int a = Shapes.axis(axis, x.rank());
        String code = "torch.index_select({0}, " + a + ", torch.randperm(torch.size({0}, " + a
                + "), dtype=4, device={device}))";
        return Primitive.of("shuffle", code, x.shape(), x.dataType(), x);
    }

    /** Numbers of the gamma distribution of this shape parameter and scale 1. */
    public static Tensor randomGamma(Shape shape, double alpha, DataType type) {
        return gamma(full(shape, alpha, type));
    }

    private static Tensor gamma(Tensor alpha) {
        return Primitive.constant("gamma", "torch._standard_gamma({0})", alpha.shape(), alpha.dataType(), alpha);
    }

    /** Numbers of the beta distribution. */
    public static Tensor randomBeta(Shape shape, double alpha, double beta, DataType type) {
        Tensor a = randomGamma(shape, alpha, type);
        return a.divide(a.add(randomGamma(shape, beta, type)));
    }

    /** How many of {@code count} draws succeed, each with the given probability. */
    public static Tensor randomBinomial(Shape shape, double count, double probability, DataType type) {
        Tensor counts = full(shape, count, type);
        Tensor probabilities = full(shape, probability, type);
        return Primitive.constant("binomial", "torch.binomial({0}, {1})", shape, type, counts, probabilities);
    }
}
