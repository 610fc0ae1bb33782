package jeras.metrics;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Arguments;

/**
 * The area under a curve that the threshold runs along: the true positive rate over the false positive rate (ROC), or precision
 * over recall (PR, PRGAIN). Counted at a number of thresholds, so that it needs no sorting of all outputs.
 *
 * <pre>{@code AUC.of().curve("PR").numThresholds(500)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/#auc-class">keras.metrics.AUC</a>
 * @see <a href="https://papers.nips.cc/paper/5867-precision-recall-gain-curves-pr-analysis-done-right">Flach, Kull: PR-Gain curves</a>
 */
public final class AUC extends KerasMetric<AUC, AUC.Config> {
    private final ConfusionMatrix matrix;
    private final int steps;

    /** Keras's arguments; null for what was not told. */
    record Config(
            int numThresholds,
            String curve,
            String summationMethod,
            List<Double> thresholds,
            boolean multiLabel,
            Integer numLabels,
            List<Double> labelWeights,
            boolean fromLogits) {
        static final Config DEFAULT = new Config(200, "ROC", "interpolation", null, false, null, null, false);

        Config {
            curve = curve.equals(curve.toLowerCase(Locale.ROOT)) ? curve.toUpperCase(Locale.ROOT) : curve;
            summationMethod = summationMethod.toLowerCase(Locale.ROOT);
            Arguments.oneOf("AUC", "curve", curve, "ROC", "PR", "PRGAIN");
            Arguments.oneOf("AUC", "summationMethod", summationMethod, "interpolation", "majoring", "minoring");
            thresholds = thresholds == null || thresholds.isEmpty()
                    ? thresholds
                    : Thresholds.checked(thresholds.stream().sorted().toList());
            if (thresholds != null) {
                numThresholds = thresholds.size() + 2;
            }
            if (numThresholds <= 1) {
                throw refused("numThresholds above 1", Integer.toString(numThresholds), "give more, such as 200");
            }
            if (numLabels != null && !multiLabel) {
                throw refused(
                        "numLabels only with multiLabel(true)",
                        "numLabels(" + numLabels + ") without it",
                        "call multiLabel(true) first, or leave numLabels");
            }
        }

        private static InvalidArgumentException refused(String expected, String received, String fix) {
            return new InvalidArgumentException(JerasException.message("AUC cannot be made.", expected, received, fix));
        }

        Thresholds all() {
            return Thresholds.enclosing(
                    thresholds != null
                            ? thresholds.stream().mapToDouble(d -> d).toArray()
                            : IntStream.range(1, numThresholds - 1)
                                    .mapToDouble(i -> i / (numThresholds - 1.0))
                                    .toArray());
        }

        double[] weights() {
            return labelWeights == null
                    ? null
                    : labelWeights.stream().mapToDouble(d -> d).toArray();
        }
    }

    private AUC(String name, Config config) {
        super(name, config, AUC::new);
        steps = config.numThresholds - 1;
        matrix = config.multiLabel
                ? ConfusionMatrix.byLabel(EnumSet.allOf(Cell.class), config.all(), this::state)
                : new ConfusionMatrix(EnumSet.allOf(Cell.class), config.all(), this::state)
                        .labelWeights(config.weights());
    }

    public static AUC of() {
        return new AUC("auc", Config.DEFAULT);
    }

    /** How many thresholds are tried, 2 or more; default: 200. */
    public AUC numThresholds(int count) {
        return with("numThresholds", count);
    }

    /** {@code "ROC"}, {@code "PR"} or {@code "PRGAIN"}; default: ROC. */
    public AUC curve(String curve) {
        return with("curve", curve);
    }

    /**
     * How heights are taken between thresholds: {@code "interpolation"}, the mean (for PR: as Davis and Goadrich),
     * {@code "minoring"}, the lower, or {@code "majoring"}, the higher one. Default: interpolation.
     */
    public AUC summationMethod(String method) {
        return with("summationMethod", method);
    }

    /** The thresholds to try, from 0 to 1, besides one below and one above all outputs; default: evenly spread ones. */
    public AUC thresholds(double... thresholds) {
        return with("thresholds", Thresholds.list(thresholds));
    }

    /** Whether each label, {@code (batch, labels)}, has an area of its own, of which the mean is taken; default: false. */
    public AUC multiLabel(boolean multiLabel) {
        return with("multiLabel", multiLabel);
    }

    /** The number of labels, which the first batch tells otherwise. */
    public AUC numLabels(int labels) {
        return with("numLabels", labels);
    }

    /** A weight for each label: of its area, or, without multiLabel, of its samples. Default: none. */
    public AUC labelWeights(double... weights) {
        return with("labelWeights", Thresholds.list(weights));
    }

    /** Whether the output has not gone through a sigmoid; default: false. */
    public AUC fromLogits(boolean fromLogits) {
        return with("fromLogits", fromLogits);
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        if (config.numLabels != null && yPred.rank() == 2 && yPred.size(1) != config.numLabels) {
            throw new InvalidArgumentException(JerasException.message(
                    "AUC \"" + name() + "\" cannot measure this output.",
                    "numLabels(" + config.numLabels + ") labels",
                    Long.toString(yPred.size(1)),
                    "leave numLabels, or give the output as many"));
        }
        matrix.update(yTrue, config.fromLogits ? Ops.sigmoid(yPred) : yPred, sampleWeight);
    }

    @Override
    protected Tensor result() {
        boolean davis = config.curve.equals("PR") && config.summationMethod.equals("interpolation");
        Tensor parts = davis ? interpolated() : rectangles();
        if (!config.multiLabel) {
            return Ops.sum(parts);
        }
        Tensor areas = Ops.sum(parts, 0);
        if (config.labelWeights == null) {
            return Ops.mean(areas);
        }
        double all = Arrays.stream(config.weights()).sum();
        Tensor weighted = Ops.sum(areas.multiply(Ops.vector(DataType.FLOAT32, config.weights())));
        return all == 0 ? weighted.multiply(0) : weighted.divide(all);
    }

    private Tensor upper(Tensor x) {
        return x.get(":" + steps);
    }

    private static Tensor lower(Tensor x) {
        return x.get("1:");
    }

    private Tensor step(Tensor x) {
        return upper(x).subtract(lower(x));
    }

    private Tensor rectangles() {
        Tensor tp = matrix.count(Cell.TRUE_POSITIVES);
        Tensor recall = matrix.share(Cell.TRUE_POSITIVES, Cell.FALSE_NEGATIVES);
        return switch (config.curve) {
            case "ROC" ->
                step(matrix.share(Cell.FALSE_POSITIVES, Cell.TRUE_NEGATIVES)).multiply(heights(recall));
            case "PR" -> step(recall).multiply(heights(matrix.share(Cell.TRUE_POSITIVES, Cell.FALSE_POSITIVES)));
            default -> {
                Tensor none = Ops.equal(tp, 0);
                Tensor recallGain = Ops.where(none, 0, gain(Cell.FALSE_NEGATIVES));
                Tensor precisionGain = Ops.where(none, 1, gain(Cell.FALSE_POSITIVES));
                yield step(Ops.maximum(recallGain, 0)).multiply(heights(precisionGain));
            }
        };
    }

    /** {@code 1 - P / N · errors / TP}. */
    private Tensor gain(Cell errors) {
        Tensor p = matrix.count(Cell.TRUE_POSITIVES).add(matrix.count(Cell.FALSE_NEGATIVES));
        Tensor n = matrix.count(Cell.TRUE_NEGATIVES).add(matrix.count(Cell.FALSE_POSITIVES));
        Tensor share = Ops.divideNoNan(matrix.count(errors), matrix.count(Cell.TRUE_POSITIVES));
        return Ops.subtract(1, Ops.divideNoNan(p, n).multiply(share));
    }

    private Tensor heights(Tensor y) {
        return switch (config.summationMethod) {
            case "interpolation" -> upper(y).add(lower(y)).divide(2);
            case "minoring" -> Ops.minimum(upper(y), lower(y));
            default -> Ops.maximum(upper(y), lower(y));
        };
    }

    /** Between two thresholds true positives grow in proportion to all positives, which makes a logarithm of the area. */
    private Tensor interpolated() {
        Tensor tp = matrix.count(Cell.TRUE_POSITIVES);
        Tensor positives = tp.add(matrix.count(Cell.FALSE_POSITIVES));
        Tensor slope = Ops.divideNoNan(step(tp), Ops.maximum(step(positives), 0));
        Tensor intercept = lower(tp).subtract(slope.multiply(lower(positives)));
        Tensor both = Ops.logicalAnd(Ops.greater(upper(positives), 0), Ops.greater(lower(positives), 0));
        Tensor ratio = Ops.where(both, Ops.divideNoNan(upper(positives), Ops.maximum(lower(positives), 0)), 1);
        Tensor all = lower(tp).add(lower(matrix.count(Cell.FALSE_NEGATIVES)));
        return Ops.divideNoNan(slope.multiply(step(tp).add(intercept.multiply(Ops.log(ratio)))), Ops.maximum(all, 0));
    }

    @Override
    public String direction() {
        return "max";
    }
}
