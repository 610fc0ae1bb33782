package jeras.metrics;

import ai.djl.ndarray.types.DataType;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.utils.Arguments;

/**
 * What {@link FBetaScore} and {@link F1Score} share.
 *
 * @param <M> the metric's own type
 * @param <C> its configuration
 */
public abstract class FScore<M extends FScore<M, C>, C extends Record> extends KerasMetric<M, C> {
    private static final double EPSILON = 1e-7;

    private final String average;
    private final double beta;
    private final Double threshold;
    private final Map<Cell, Variable> counts = new EnumMap<>(Cell.class);
    private Variable classWeights;

    FScore(String name, C config, String average, double beta, Double threshold, BiFunction<String, C, M> maker) {
        super(name, config, maker);
        this.average = average;
        this.beta = beta;
        this.threshold = threshold;
    }

    static void check(String metric, String average, double beta, Double threshold) {
        if (average != null) {
            Arguments.oneOf(metric, "average", average, "micro", "macro", "weighted");
        }
        Arguments.positive(metric, "beta", beta);
        if (threshold != null && !(threshold > 0 && threshold <= 1)) {
            throw new InvalidArgumentException(JerasException.message(
                    metric + " cannot be made.",
                    "threshold above 0 and at most 1",
                    threshold.toString(),
                    "give a probability, such as 0.5"));
        }
    }

    /**
     * One score for all: {@code "micro"}, of all classes' counts; {@code "macro"}, the mean of the classes'; {@code "weighted"}, that
     * mean weighted by how often they are true. Default: one score a class.
     */
    public final M average(String method) {
        return with("average", method);
    }

    /** Above which an output is positive; default: only the greatest of a sample is. */
    public final M threshold(double value) {
        return with("threshold", value);
    }

    @Override
    protected final void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        if (yTrue.rank() != 2 || yPred.rank() != 2 || yPred.size(1) < 0) {
            throw new ShapeMismatchException(JerasException.message(
                    "Metric \"" + name() + "\" cannot compare targets of shape " + Shapes.text(yTrue.shape())
                            + " with an output of shape " + Shapes.text(yPred.shape()) + ".",
                    "(batch, classes) for both",
                    Shapes.text(yTrue.shape()) + " and " + Shapes.text(yPred.shape()),
                    "make class numbers one-hot by Utils.toCategorical"));
        }
        make(yPred.size(1));
        Tensor t = Ops.cast(yTrue, DataType.FLOAT32);
        Tensor p = Ops.cast(positive(Ops.cast(yPred, DataType.FLOAT32)), DataType.FLOAT32);
        Tensor weight = sampleWeight == null ? null : Ops.expandDims(Ops.cast(sampleWeight, DataType.FLOAT32), 1);
        add(counts.get(Cell.TRUE_POSITIVES), p.multiply(t), weight);
        add(counts.get(Cell.FALSE_POSITIVES), p.multiply(Ops.subtract(1, t)), weight);
        add(counts.get(Cell.FALSE_NEGATIVES), Ops.subtract(1, p).multiply(t), weight);
        add(classWeights, t, weight);
    }

    private boolean isMicro() {
        return "micro".equals(average);
    }

    private void make(long classes) {
        if (classWeights == null) {
            long[] shape = isMicro() ? new long[0] : new long[] {classes};
            for (Cell cell : new Cell[] {Cell.TRUE_POSITIVES, Cell.FALSE_POSITIVES, Cell.FALSE_NEGATIVES}) {
                counts.put(cell, state(cell.stateName(), shape));
            }
            classWeights = state("intermediate_weights", shape);
        }
    }

    private Tensor positive(Tensor p) {
        if (threshold != null) {
            return Ops.greater(p, threshold);
        }
        // A sample whose outputs are all 0 has no greatest one.
        return Ops.logicalAnd(Ops.greaterEqual(p, Ops.max(p, true, -1)), Ops.greater(Ops.abs(p), 1e-9));
    }

    private void add(Variable sum, Tensor values, Tensor weight) {
        Tensor weighted = weight == null ? values : values.multiply(weight);
        sum.assign(sum.add(isMicro() ? Ops.sum(weighted) : Ops.sum(weighted, 0)));
    }

    @Override
    protected final Tensor result() {
        Tensor tp = counts.get(Cell.TRUE_POSITIVES);
        Tensor precision = tp.divide(tp.add(counts.get(Cell.FALSE_POSITIVES)).add(EPSILON));
        Tensor recall = tp.divide(tp.add(counts.get(Cell.FALSE_NEGATIVES)).add(EPSILON));
        double square = beta * beta;
        Tensor score = precision
                .multiply(recall)
                .divide(precision.multiply(square).add(recall).add(EPSILON))
                .multiply(1 + square);
        if (average == null) {
            return score;
        }
        return average.equals("weighted")
                ? Ops.sum(
                        score.multiply(classWeights.divide(Ops.sum(classWeights).add(EPSILON))))
                : Ops.mean(score);
    }

    @Override
    public final String direction() {
        return "max";
    }
}
