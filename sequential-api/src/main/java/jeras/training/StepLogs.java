package jeras.training;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.metrics.Metric;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.utils.Measured;

/**
 * What a step of training or evaluation tells the progress bar, the callbacks and the history: results of metrics by name. They are
 * computed when somebody looks, not in each step.
 *
 * <pre>{@code
 * return StepLogs.of(generatorLoss, discriminatorLoss);               // metrics that the model holds in fields
 * return computeMetrics(data, yPred, loss).and("penalty", penalty); // besides what compile chose
 * }</pre>
 */
public final class StepLogs {
    private final Map<String, Metric> metrics;

    /** The number that a tensor had in the last step. */
    private static final class Last extends Metric {
        private final Variable value = state("value");

        Last(String name, Tensor scalar) {
            super(name);
            value.assign(Ops.cast(Ops.stopGradient(scalar), DataType.FLOAT32));
        }

        @Override
        protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
            throw new IllegalStateException("the value of a step is assigned by it");
        }

        @Override
        protected Tensor result() {
            return value;
        }
    }

    private StepLogs(Map<String, Metric> metrics) {
        this.metrics = Collections.unmodifiableMap(metrics);
    }

    /** The results of metrics under their own names. */
    public static StepLogs of(Metric... metrics) {
        StepLogs logs = new StepLogs(Map.of());
        for (Metric metric : metrics) {
            logs = logs.and(metric);
        }
        return logs;
    }

    /** The results of metrics under other names. */
    static StepLogs of(Map<String, Metric> metrics) {
        return new StepLogs(new LinkedHashMap<>(metrics));
    }

    /** These logs and the result of one metric more. */
    public StepLogs and(Metric metric) {
        return and(metric.name(), metric);
    }

    /**
     * These logs and the value that a scalar has in the last step.
     *
     * @throws InvalidArgumentException if it is not a scalar
     */
    public StepLogs and(String name, Tensor scalar) {
        if (scalar.shape().dimension() != 0) {
            throw new InvalidArgumentException(JerasException.message(
                    "The log \"" + name + "\" cannot be written.",
                    "a scalar",
                    "a tensor of shape " + Shapes.text(scalar.shape()),
                    "take its mean, or use a metric"));
        }
        return and(name, new Last(name, scalar));
    }

    private StepLogs and(String name, Metric metric) {
        Map<String, Metric> more = new LinkedHashMap<>(metrics);
        more.put(name, metric);
        return new StepLogs(more);
    }

    Collection<Metric> metrics() {
        return metrics.values();
    }

    /** Whether less ({@code "min"}) or more ({@code "max"}) of a log is better; empty when that is not known. */
    String direction(String log) {
        return metrics.containsKey(log) ? metrics.get(log).direction() : "";
    }

    /**
     * Records all results as one vector: the numbers of the first, then those of the second ...
     *
     * @param sizes takes how many numbers each has
     */
    List<Tensor> results(List<Integer> sizes) {
        List<Tensor> values = new ArrayList<>();
        for (Metric metric : metrics.values()) {
            Tensor value = Ops.reshape(Ops.cast(metric.recordResult(), DataType.FLOAT32), -1);
            sizes.add((int) value.size(0));
            values.add(value);
        }
        return List.of(values.isEmpty() ? Ops.zeros(new Shape(0), DataType.FLOAT32) : Ops.concatenate(values, 0));
    }

    /** The results by name, in alphabetical order as in Keras. */
    Measured measured(Array results, List<Integer> sizes) {
        Map<String, double[]> logs = new TreeMap<>();
        double[] values = results.toDoubleArray();
        int at = 0;
        int i = 0;
        for (String name : metrics.keySet()) {
            int size = sizes.get(i++);
            logs.put(name, Arrays.copyOfRange(values, at, at + size));
            at += size;
        }
        return Measured.ofAll(logs);
    }
}
