package jeras.training;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.losses.Loss;
import jeras.metrics.Metric;
import jeras.metrics.Metrics;
import jeras.ops.MetricKernels;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.Optimizer;

/**
 * A model's losses and metrics: recorded into its programs, with the running means that logs are made of.
 *
 * <p>Which metric {@code "accuracy"} stands for depends on the shapes, so metrics are settled with the first program.
 */
final class Compiled {
    private final CompileOptions options;
    private final List<String> outputNames;
    private final Map<String, Metric> logs = new LinkedHashMap<>();
    private final Mean total = new Mean("loss");
    private final List<Mean> parts = new ArrayList<>();
    private List<Resolved> metrics;
    /** The outputs' losses in the step that is being recorded, null for an output without, and the outputs' shapes. */
    private List<Tensor> each = List.of();

    private List<Shape> shapes = List.of();

    private record Resolved(int output, Metric metric, boolean weighted) {}

    /** A running mean of scalars, each weighted by the size of its batch. */
    private static final class Mean extends Metric {
        private final Variable sum = state("sum");
        private final Variable count = state("count");

        Mean(String name) {
            super(name);
        }

        /** Takes in a scalar that counts as often as the batch has samples. */
        void addFor(Tensor batch, Tensor scalar) {
            MetricKernels.addTimesLength(sum, scalar, batch);
            MetricKernels.addLength(count, batch);
        }

        /** Takes in a scalar that counts once. */
        void add(Tensor scalar) {
            MetricKernels.addSum(sum, scalar, 1);
            MetricKernels.addLength(count, scalar);
        }

        @Override
        protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
            throw new IllegalStateException("a mean of losses is fed by add");
        }

        @Override
        protected Tensor result() {
            return Ops.divideNoNan(sum, count);
        }

        @Override
        public String direction() {
            return "min";
        }
    }

    Compiled(CompileOptions options, List<String> outputNames) {
        this.options = options;
        this.outputNames = outputNames;
        for (String named : options.losses.keySet()) {
            check(named);
        }
        options.lossWeights.keySet().forEach(this::check);
        options.metrics.stream()
                .map(CompileOptions.Measure::output)
                .filter(o -> o != null)
                .forEach(this::check);
    }

    private void check(String output) {
        if (!outputNames.isEmpty() && !outputNames.contains(output)) {
            throw new InvalidArgumentException(jeras.utils.Suggestions.unknown("output", output, outputNames));
        }
    }

    Optimizer optimizer() {
        return options.optimizer;
    }

    CompileOptions options() {
        return options;
    }

    /** The loss of an output; null when it has none. */
    Loss loss(int output) {
        if (options.loss != null) {
            return options.loss;
        }
        return outputNames.size() > output ? options.losses.get(outputNames.get(output)) : null;
    }

    private double weight(int output) {
        return outputNames.size() > output ? options.lossWeights.getOrDefault(outputNames.get(output), 1.0) : 1.0;
    }

    /**
     * The losses of all outputs and more as one scalar.
     *
     * @param added scalars, what layers and regularizers add
     */
    Tensor loss(StepData data, List<Tensor> yPred, List<Tensor> added) {
        List<Tensor> yTrue = data.targets();
        List<Tensor> weights = data.sampleWeights();
        Tensor sum = null;
        shapes = yPred.stream().map(Tensor::shape).toList();
        each = new ArrayList<>();
        for (int i = 0; i < yPred.size(); i++) {
            Loss loss = loss(i);
            if (loss == null) {
                each.add(null);
                continue;
            }
            if (i >= yTrue.size()) {
                throw new InvalidArgumentException(JerasException.message(
                        "Output " + (i + 1) + " of the model has a loss but no targets.",
                        yPred.size() + " arrays of targets",
                        yTrue.size() + "",
                        "give y one array for each output"));
            }
            Tensor value = loss.apply(yTrue.get(i), yPred.get(i), i < weights.size() ? weights.get(i) : null);
            each.add(value);
            double weight = weight(i);
            Tensor weighted = weight == 1 ? value : value.multiply(weight);
            sum = sum == null ? weighted : sum.add(weighted);
        }
        for (Tensor t : added) {
            sum = sum == null ? t : sum.add(t);
        }
        if (sum == null) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is nothing to minimize.",
                    "a loss, or a layer that adds one",
                    "none",
                    "name one: model.compile(\"adam\", \"mse\")"));
        }
        return sum;
    }

    /** Records the updates of all running means with a batch; the logs are their results. */
    StepLogs update(StepData data, List<Tensor> yPred, Tensor loss) {
        settle(data.targets(), yPred);
        total.addFor(yPred.get(0), loss);
        // As in Keras on TensorFlow, batches count equally here, whatever their sizes: it does not know these as it
        // compiles.
        for (int i = 0; i < Math.min(parts.size(), each.size()); i++) {
            if (each.get(i) != null) {
                parts.get(i).add(each.get(i));
            }
        }
        List<Tensor> weights = data.sampleWeights();
        for (Resolved m : metrics) {
            Tensor weight = m.weighted && m.output < weights.size() ? weights.get(m.output) : null;
            m.metric.record(data.targets().get(m.output), yPred.get(m.output), weight);
        }
        return StepLogs.of(logs);
    }

    private void settle(List<Tensor> yTrue, List<Tensor> yPred) {
        if (metrics != null) {
            return;
        }
        logs.put("loss", total);
        boolean several = yPred.size() > 1;
        long losses =
                IntStream.range(0, yPred.size()).filter(i -> loss(i) != null).count();
        metrics = new ArrayList<>();
        for (int i = 0; several && i < yPred.size(); i++) {
            Mean part = new Mean(outputName(i) + "_loss");
            parts.add(part);
            if (loss(i) != null && losses > 1) {
                logs.put(part.name(), part);
            }
        }
        Set<String> named = new LinkedHashSet<>();
        for (CompileOptions.Measure measure : options.metrics) {
            for (int i = 0; i < yPred.size(); i++) {
                boolean other = measure.output() != null && !measure.output().equals(outputName(i));
                if (other || i >= yTrue.size()) {
                    continue;
                }
                Metric metric = measure.metric() != null
                        ? measure.metric()
                        : Metrics.resolve(
                                measure.id(), yTrue.get(i).shape(), yPred.get(i).shape());
                String plain = measure.id() != null ? measure.id() : metric.name();
                String output = several ? outputName(i) + "_" : "";
                boolean again = !named.add(output + plain);
                logs.put(unique(output + (again && measure.weighted() ? "weighted_" : "") + plain), metric);
                metrics.add(new Resolved(i, metric, measure.weighted()));
            }
        }
    }

    private String unique(String name) {
        String candidate = name;
        for (int n = 1; logs.containsKey(candidate); n++) {
            candidate = name + "_" + n;
        }
        return candidate;
    }

    private String outputName(int i) {
        return i < outputNames.size() ? outputNames.get(i) : "output_" + (i + 1);
    }

    /** The shapes of the outputs that {@link #loss} was last recorded for. */
    List<Shape> outputShapes() {
        return shapes;
    }

    /** The running means of losses and the metrics, once a program has settled them. */
    Collection<Metric> metrics() {
        return logs.values();
    }
}
