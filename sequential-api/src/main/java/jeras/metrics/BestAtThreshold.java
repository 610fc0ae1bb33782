package jeras.metrics;

import java.util.EnumSet;
import java.util.function.BiFunction;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The best of one measure at those thresholds where another is good enough.
 *
 * @param <M> the metric's own type
 * @param <C> its configuration
 */
public abstract class BestAtThreshold<M extends BestAtThreshold<M, C>, C extends Record> extends KerasMetric<M, C> {
    private final ConfusionMatrix matrix;

    BestAtThreshold(String name, C config, int numThresholds, Integer classId, BiFunction<String, C, M> maker) {
        super(name, config, maker);
        matrix = new ConfusionMatrix(EnumSet.allOf(Cell.class), Thresholds.spread(numThresholds), this::state)
                .classId(classId);
    }

    static void check(String metric, String option, double value, int numThresholds) {
        if (!(value >= 0 && value <= 1)) {
            throw refused(metric, option + " from 0 to 1", Double.toString(value), "give a share, such as 0.8");
        }
        if (numThresholds < 1) {
            throw refused(
                    metric,
                    "numThresholds of at least 1",
                    Integer.toString(numThresholds),
                    "give a whole number, such as 200");
        }
    }

    private static InvalidArgumentException refused(String metric, String expected, String received, String fix) {
        return new InvalidArgumentException(
                JerasException.message(metric + " cannot be made.", expected, received, fix));
    }

    /** How many thresholds are tried; default: 200. */
    public final M numThresholds(int count) {
        return with("numThresholds", count);
    }

    /** Looks at one class alone; default: at all. */
    public final M classId(int id) {
        return with("classId", id);
    }

    @Override
    protected final void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        matrix.update(yTrue, yPred, sampleWeight);
    }

    @Override
    protected final Tensor result() {
        return result(matrix);
    }

    abstract Tensor result(ConfusionMatrix counts);

    static Tensor best(Tensor reached, double least, Tensor measure) {
        return Ops.max(Ops.where(Ops.greaterEqual(reached, least), measure, 0));
    }

    @Override
    public final String direction() {
        return "max";
    }
}
