package jeras.metrics;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.losses.SameRank;
import jeras.ops.MetricKernels;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * Right and wrong answers at each of some thresholds, counted with their weights: positive is what lies above a threshold.
 *
 * <ul>
 *   <li>outputs and targets of any one shape, counts {@code (thresholds)}
 *   <li>label by label: outputs and targets {@code (batch, labels)}, counts {@code (thresholds, labels)}
 * </ul>
 */
final class ConfusionMatrix {
    /** What a score is brought to that is not among the best. */
    private static final double NOT_AMONG_BEST = -1e10;

    private final Map<Cell, Variable> counts = new EnumMap<>(Cell.class);
    private final Set<Cell> cells;
    private final Thresholds thresholds;
    private final States states;
    private Integer topK;
    private Integer classId;
    private double[] labelWeights;
    private boolean byLabel;

    /** Makes a metric's state. */
    @FunctionalInterface
    interface States {
        Variable make(String name, long... shape);
    }

    ConfusionMatrix(Set<Cell> cells, Thresholds thresholds, States states) {
        this.cells = cells;
        this.thresholds = thresholds;
        this.states = states;
        make(new long[] {thresholds.count()});
    }

    private ConfusionMatrix(Set<Cell> cells, Thresholds thresholds, States states, boolean byLabel) {
        this.cells = cells;
        this.thresholds = thresholds;
        this.states = states;
        this.byLabel = byLabel;
    }

    /** One that counts each label for itself; how many there are it learns from the first batch. */
    static ConfusionMatrix byLabel(Set<Cell> cells, Thresholds thresholds, States states) {
        return new ConfusionMatrix(cells, thresholds, states, true);
    }

    private void make(long[] shape) {
        cells.forEach(cell -> counts.put(cell, states.make(cell.stateName(), shape)));
    }

    /** Only the k greatest outputs of a sample can be positive; null for all. */
    ConfusionMatrix topK(Integer k) {
        topK = k;
        return this;
    }

    /** Only this class counts; null for all. */
    ConfusionMatrix classId(Integer id) {
        classId = id;
        return this;
    }

    /** A weight for each label; null for none. */
    ConfusionMatrix labelWeights(double[] weights) {
        labelWeights = weights;
        return this;
    }

    Variable count(Cell cell) {
        return counts.get(cell);
    }

    /** {@code a / (a + b)}, 0 where both are 0. */
    Tensor share(Cell a, Cell b) {
        return Ops.divideNoNan(count(a), count(a).add(count(b)));
    }

    /** One number a threshold, or the number of the only threshold. */
    Tensor result(Tensor perThreshold) {
        return thresholds.count() == 1 ? Ops.reshape(perThreshold, new Shape()) : perThreshold;
    }

    void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        SameRank pair = SameRank.of(Ops.cast(yPred, DataType.FLOAT32), Ops.cast(yTrue, DataType.FLOAT32));
        Tensor p = pair.first();
        Tensor t = pair.second();
        if (!Shapes.compatible(p.shape(), t.shape())) {
            throw new ShapeMismatchException(JerasException.message(
                    "The metric cannot compare targets of shape " + Shapes.text(yTrue.shape())
                            + " with an output of shape " + Shapes.text(yPred.shape()) + ".",
                    "targets of the output's shape " + Shapes.text(yPred.shape()),
                    Shapes.text(yTrue.shape()),
                    "for class numbers make them one-hot by Utils.toCategorical"));
        }
        Tensor weight = sampleWeight == null ? null : weight(t, Ops.cast(sampleWeight, DataType.FLOAT32));
        if (topK != null) {
            p = among(p);
        }
        if (classId != null) {
            p = oneClass(p);
            t = oneClass(t);
        }
        if (weight != null) {
            weight = weight.multiply(Ops.onesLike(p));
        }
        if (labelWeights != null) {
            Tensor each = Ops.vector(DataType.FLOAT32, labelWeights).multiply(Ops.onesLike(p));
            weight = weight == null ? each : weight.multiply(each);
        }
        if (byLabel) {
            labels(p);
        } else {
            p = Ops.reshape(p, -1, 1);
            t = Ops.reshape(t, -1, 1);
            weight = weight == null ? null : Ops.reshape(weight, -1, 1);
        }
        count(t, p, weight);
    }

    private void labels(Tensor p) {
        if (p.rank() != 2) {
            throw new ShapeMismatchException(JerasException.message(
                    "The metric cannot look at each label.",
                    "outputs of shape (batch, labels)",
                    Shapes.text(p.shape()),
                    "leave multiLabel, or reshape the output"));
        }
        if (counts.isEmpty()) {
            make(new long[] {thresholds.count(), p.size(1)});
        }
    }

    /** A weight a sample, or a value, with as many axes as the targets. */
    private static Tensor weight(Tensor t, Tensor weight) {
        return weight.rank() == t.rank() ? weight : Ops.expandDims(weight, -1);
    }

    private Tensor among(Tensor p) {
        if (p.size(-1) >= 0 && p.size(-1) < topK) {
            throw new ShapeMismatchException(JerasException.message(
                    "The metric cannot find the " + topK + " greatest outputs of a sample.",
                    topK + " outputs a sample or more",
                    Shapes.text(p.shape()),
                    "give a smaller topK"));
        }
        Tensor best = MetricKernels.amongTopK(p, topK);
        return p.multiply(best).add(Ops.subtract(1, best).multiply(NOT_AMONG_BEST));
    }

    private Tensor oneClass(Tensor x) {
        if (x.rank() < 2 || (x.size(-1) >= 0 && x.size(-1) <= classId)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The metric cannot look at class " + classId + " alone.",
                    "outputs of shape (batch, classes) with more than " + classId + " classes",
                    Shapes.text(x.shape()),
                    "leave classId, or give one of the classes"));
        }
        return x.get("..., " + classId + ":" + (classId + 1));
    }

    /** @param t {@code (n, labels)}, as are the others */
    private void count(Tensor t, Tensor p, Tensor weight) {
        Tensor isTrue = Ops.cast(Ops.notEqual(t, 0), DataType.FLOAT32);
        Tensor trues = weight == null ? isTrue : isTrue.multiply(weight);
        Tensor falses = weight == null
                ? Ops.subtract(1, isTrue)
                : Ops.subtract(1, isTrue).multiply(weight);
        boolean ofTrue = needs(Cell.TRUE_POSITIVES, Cell.FALSE_NEGATIVES);
        boolean ofFalse = needs(Cell.FALSE_POSITIVES, Cell.TRUE_NEGATIVES);
        if (ofTrue) {
            Tensor above = above(p, trues);
            add(Cell.TRUE_POSITIVES, above);
            add(Cell.FALSE_NEGATIVES, rest(trues, above));
        }
        if (ofFalse) {
            Tensor above = above(p, falses);
            add(Cell.FALSE_POSITIVES, above);
            add(Cell.TRUE_NEGATIVES, rest(falses, above));
        }
    }

    private boolean needs(Cell a, Cell b) {
        return cells.contains(a) || cells.contains(b);
    }

    private static Tensor rest(Tensor weights, Tensor above) {
        return Ops.sum(weights, 0).subtract(above);
    }

    private void add(Cell cell, Tensor batch) {
        Variable count = counts.get(cell);
        if (count != null) {
            count.assign(count.add(Ops.reshape(batch, count.shape())));
        }
    }

    /** The weights of the outputs above each threshold: {@code (thresholds, labels)}. */
    private Tensor above(Tensor p, Tensor weights) {
        if (thresholds.even()) {
            return MetricKernels.sumsAbove(p, weights, thresholds.count(), thresholds.encloses());
        }
        Tensor limits = Ops.reshape(Ops.vector(DataType.FLOAT32, thresholds.values()), -1, 1, 1);
        Tensor positive = Ops.cast(Ops.greater(Ops.expandDims(p, 0), limits), DataType.FLOAT32);
        return Ops.sum(positive.multiply(Ops.expandDims(weights, 0)), 1);
    }
}
