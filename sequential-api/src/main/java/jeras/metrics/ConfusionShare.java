package jeras.metrics;

import java.util.EnumSet;
import java.util.List;
import java.util.function.BiFunction;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Tensor;

/**
 * What {@link Precision} and {@link Recall} share.
 *
 * @param <M> the metric's own type
 */
public abstract class ConfusionShare<M extends ConfusionShare<M>> extends KerasMetric<M, ConfusionShare.Config> {
    /** Below all that Keras takes for scores. */
    private static final double ANY = -1e10;

    private final Cell other;
    private final ConfusionMatrix matrix;

    /** Keras's arguments; null for what was not told. */
    record Config(List<Double> thresholds, Integer topK, Integer classId) {
        static final Config DEFAULT = new Config(null, null, null);

        Config {
            thresholds = Thresholds.checked(thresholds);
            least("topK", topK, 1);
            least("classId", classId, 0);
        }

        private static void least(String option, Integer value, int least) {
            if (value != null && value < least) {
                throw new InvalidArgumentException(JerasException.message(
                        "The metric cannot be made.",
                        option + " of at least " + least,
                        value.toString(),
                        "give a whole number, or leave it"));
            }
        }
    }

    ConfusionShare(String name, Config config, Cell other, BiFunction<String, Config, M> maker) {
        super(name, config, maker);
        this.other = other;
        Thresholds thresholds = Thresholds.of(config.thresholds, config.topK == null ? 0.5 : ANY);
        this.matrix = new ConfusionMatrix(EnumSet.of(Cell.TRUE_POSITIVES, other), thresholds, this::state)
                .topK(config.topK)
                .classId(config.classId);
    }

    /** Above which an output is positive, from 0 to 1; several give as many results. Default: 0.5, with topK none. */
    public final M thresholds(double... thresholds) {
        return with("thresholds", Thresholds.list(thresholds));
    }

    /** Makes the k greatest outputs of a sample the only ones that can be positive; default: all can. */
    public final M topK(int k) {
        return with("topK", k);
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
        return matrix.result(matrix.share(Cell.TRUE_POSITIVES, other));
    }

    @Override
    public final String direction() {
        return "max";
    }
}
