package jeras.metrics;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.MetricKernels;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * {@code TP / (TP + FP + FN)} of a class, the mean over some classes; classes that neither targets nor outputs have are left out.
 *
 * <p>Counts are whole numbers, as in Keras, unless {@link #dtype} says otherwise: sample weights lose their fractions.
 *
 * @param <M> the metric's own type
 * @param <C> its configuration
 */
public abstract class IntersectionOverUnion<M extends IntersectionOverUnion<M, C>, C extends Record>
        extends KerasMetric<M, C> {
    private final Setting setting;
    private final DataType type;
    private final Variable matrix;

    /** What the metrics of this kind differ in. */
    record Setting(
            int numClasses,
            List<Integer> targets,
            Integer ignoreClass,
            boolean sparseTrue,
            boolean sparsePred,
            int axis,
            String dtype) {}

    IntersectionOverUnion(String name, C config, Setting setting, BiFunction<String, C, M> maker) {
        super(name, config, maker);
        this.setting = setting;
        this.type = setting.dtype.startsWith("int") ? DataType.INT64 : DataType.FLOAT32;
        this.matrix = state(type, "total_confusion_matrix", setting.numClasses, setting.numClasses);
    }

    static List<Integer> all(int numClasses) {
        return IntStream.range(0, numClasses).boxed().toList();
    }

    static void check(String metric, int numClasses, List<Integer> targets) {
        if (numClasses < 1 || targets.isEmpty() || !targets.stream().allMatch(t -> t >= 0 && t < numClasses)) {
            throw new InvalidArgumentException(JerasException.message(
                    metric + " cannot be made.",
                    "classes from 0 to " + (numClasses - 1) + ", one at least",
                    targets.toString(),
                    "give numClasses their number, and classes below it"));
        }
    }

    /** {@code "int"}, the default, or {@code "float32"}, which keeps the fractions of sample weights. */
    public final M dtype(String type) {
        return with("dtype", type);
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Tensor t = labels(setting.sparseTrue ? yTrue : Ops.argmax(yTrue, setting.axis));
        Tensor p = labels(setting.sparsePred ? yPred : Ops.argmax(yPred, setting.axis));
        Tensor inside = Ops.logicalAnd(inside(t), inside(p));
        if (setting.ignoreClass != null) {
            inside = Ops.logicalAnd(inside, Ops.notEqual(t, setting.ignoreClass));
        }
        Tensor kept = Ops.cast(inside, type);
        if (sampleWeight != null) {
            kept = Ops.reshape(Ops.cast(sampleWeight, type), -1).multiply(kept);
        }
        Tensor zero = Ops.zerosLike(t);
        Tensor batch = MetricKernels.pairSums(
                Ops.where(inside, t, zero), Ops.where(inside, p, zero), kept, setting.numClasses);
        matrix.assign(matrix.add(batch));
    }

    private static Tensor labels(Tensor x) {
        return Ops.reshape(Ops.cast(x, DataType.INT64), -1);
    }

    private Tensor inside(Tensor labels) {
        return Ops.logicalAnd(Ops.greaterEqual(labels, 0), Ops.less(labels, setting.numClasses));
    }

    @Override
    protected final Tensor result() {
        Tensor counts = Ops.cast(matrix, DataType.FLOAT32);
        Tensor right = Ops.diagonal(counts);
        Tensor either = Ops.sum(counts, 0).add(Ops.sum(counts, 1)).subtract(right);
        double[] places = setting.targets.stream().mapToDouble(i -> i).toArray();
        Tensor targets = Ops.vector(DataType.INT64, places);
        right = Ops.take(right, targets, 0);
        either = Ops.take(either, targets, 0);
        Tensor valid = Ops.greater(either, 1e-9);
        Tensor iou = Ops.where(valid, right.divide(either.add(Thresholds.EPSILON)), 0);
        return Ops.sum(iou).divide(Ops.sum(Ops.cast(valid, DataType.FLOAT32)).add(Thresholds.EPSILON));
    }

    @Override
    public final String direction() {
        return "max";
    }
}
