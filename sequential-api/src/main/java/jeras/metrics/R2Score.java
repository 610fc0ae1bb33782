package jeras.metrics;

import ai.djl.ndarray.types.DataType;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.losses.SameRank;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.utils.Arguments;

/**
 * The share of the targets' variance that the outputs explain, {@code 1 - sum((yTrue - yPred)²) / sum((yTrue - mean)²)}: 1 at
 * best, 0 for the mean of the targets. Targets and outputs {@code (batch, values)}.
 *
 * <pre>{@code R2Score.of().classAggregation("variance_weighted_average").numRegressors(3)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/regression_metrics/#r2score-class">keras.metrics.R2Score</a>
 */
public final class R2Score extends KerasMetric<R2Score, R2Score.Config> {
    private final Variable samples = state("num_samples");
    private Variable squares;
    private Variable sum;
    private Variable residual;
    private Variable count;

    /** Keras's arguments; null for one score a value. */
    record Config(String classAggregation, int numRegressors) {
        Config {
            if (classAggregation != null) {
                Arguments.oneOf(
                        "R2Score",
                        "classAggregation",
                        classAggregation,
                        "uniform_average",
                        "variance_weighted_average");
            }
            if (numRegressors < 0) {
                throw new InvalidArgumentException(JerasException.message(
                        "R2Score cannot be made.",
                        "numRegressors of at least 0",
                        Integer.toString(numRegressors),
                        "give the number of the model's inputs, or leave it"));
            }
        }
    }

    private R2Score(String name, Config config) {
        super(name, config, R2Score::new);
    }

    public static R2Score of() {
        return new R2Score("r2_score", new Config("uniform_average", 0));
    }

    /**
     * How the values' scores become one: {@code "uniform_average"}, the default, or {@code "variance_weighted_average"}.
     */
    public R2Score classAggregation(String method) {
        return with("classAggregation", method);
    }

    /** One score for each of the values. */
    public R2Score withoutClassAggregation() {
        return with("classAggregation", null);
    }

    /** Adjusts the score for this number of a model's inputs; default: 0, none. */
    public R2Score numRegressors(int inputs) {
        return with("numRegressors", inputs);
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        SameRank pair = SameRank.of(Ops.cast(yTrue, DataType.FLOAT32), Ops.cast(yPred, DataType.FLOAT32));
        Tensor t = pair.first();
        Tensor p = pair.second();
        if (t.rank() != 2 || p.rank() != 2 || p.size(1) < 0) {
            throw new ShapeMismatchException(JerasException.message(
                    "Metric \"" + name() + "\" cannot compare targets of shape " + Shapes.text(yTrue.shape())
                            + " with an output of shape " + Shapes.text(yPred.shape()) + ".",
                    "(batch, values) for both",
                    Shapes.text(yTrue.shape()) + " and " + Shapes.text(yPred.shape()),
                    "reshape the targets"));
        }
        if (count == null) {
            squares = state("squared_sum", p.size(1));
            sum = state("sum", p.size(1));
            residual = state("residual", p.size(1));
            count = state("count", p.size(1));
        }
        Tensor weight = Ops.onesLike(t);
        if (sampleWeight != null) {
            Tensor w = Ops.cast(sampleWeight, DataType.FLOAT32);
            weight = weight.multiply(w.rank() == 1 ? Ops.expandDims(w, 1) : w);
        }
        Tensor weighted = t.multiply(weight);
        sum.assign(sum.add(Ops.sum(weighted, 0)));
        squares.assign(squares.add(Ops.sum(t.multiply(weighted), 0)));
        residual.assign(residual.add(Ops.sum(Ops.square(t.subtract(p)).multiply(weight), 0)));
        count.assign(count.add(Ops.sum(weight, 0)));
        samples.assign(samples.add(Ops.count(t)));
    }

    @Override
    protected Tensor result() {
        Tensor total = squares.subtract(sum.multiply(sum.divide(count)));
        Tensor raw = Ops.subtract(1, residual.divide(total));
        Tensor infinite = Ops.equal(Ops.abs(raw), Double.POSITIVE_INFINITY);
        Tensor scores = Ops.where(infinite, 0, raw);
        Tensor score = scores;
        if (config.classAggregation != null) {
            score = config.classAggregation.equals("uniform_average")
                    ? Ops.mean(scores)
                    : Ops.sum(total.multiply(scores)).divide(Ops.sum(total));
        }
        return config.numRegressors == 0 ? score : adjusted(score);
    }

    /** For the number of inputs, when there are more samples than these. */
    private Tensor adjusted(Tensor score) {
        Tensor free = samples.subtract(1 + config.numRegressors);
        Tensor unexplained = Ops.subtract(1, score).multiply(samples.subtract(1));
        return Ops.where(Ops.greater(free, 0), Ops.subtract(1, unexplained.divide(free)), score);
    }

    @Override
    public String direction() {
        return "max";
    }
}
