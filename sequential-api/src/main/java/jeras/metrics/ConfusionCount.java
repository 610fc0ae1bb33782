package jeras.metrics;

import java.util.EnumSet;
import java.util.List;
import java.util.function.BiFunction;
import jeras.ops.Tensor;

/**
 * One cell of the matrix of right and wrong answers.
 *
 * @param <M> the metric's own type
 */
public abstract class ConfusionCount<M extends ConfusionCount<M>> extends KerasMetric<M, ConfusionCount.Config> {
    private final Cell cell;
    private final ConfusionMatrix matrix;

    /** Keras's arguments; no thresholds stand for one of 0.5. */
    record Config(List<Double> thresholds) {
        static final Config DEFAULT = new Config(null);

        Config {
            thresholds = Thresholds.checked(thresholds);
        }
    }

    ConfusionCount(String name, Config config, Cell cell, BiFunction<String, Config, M> maker) {
        super(name, config, maker);
        this.cell = cell;
        this.matrix = new ConfusionMatrix(
                EnumSet.of(cell), Thresholds.of(config.thresholds, 0.5), (n, shape) -> state("accumulator", shape));
    }

    /** Above which an output means 1, from 0 to 1; several give as many results. Default: 0.5. */
    public final M thresholds(double... thresholds) {
        return with("thresholds", Thresholds.list(thresholds));
    }

    @Override
    protected final void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        matrix.update(yTrue, yPred, sampleWeight);
    }

    @Override
    protected final Tensor result() {
        return matrix.result(matrix.count(cell));
    }
}
