package jeras.training;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.DTypePolicy;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.losses.Loss;
import jeras.metrics.Metric;
import jeras.metrics.Metrics;
import jeras.optimizers.LossScaleOptimizer;
import jeras.optimizers.Optimizer;

/** What {@code compile} is told. */
public final class CompileOptions {
    Optimizer optimizer = Optimizer.of("rmsprop");
    Loss loss;
    final Map<String, Loss> losses = new LinkedHashMap<>();
    final Map<String, Double> lossWeights = new LinkedHashMap<>();
    final List<Measure> metrics = new ArrayList<>();
    int stepsPerExecution;
    private boolean autoScaleLoss = true;

    /**
     * One metric that was asked for.
     *
     * @param output the name of the output that it measures; null for all
     * @param id Keras's id, or null when the metric is given itself
     * @param weighted whether it uses sample weights
     */
    public record Measure(String output, String id, Metric metric, boolean weighted) {}

    /**
     * What has been told so far.
     *
     * @param loss the loss of every output; null when there is none, or one for each output
     * @param losses the losses of single outputs by their names
     * @param stepsPerExecution 0 when it is found while training
     */
    public record Told(
            Optimizer optimizer,
            Loss loss,
            Map<String, Loss> losses,
            Map<String, Double> lossWeights,
            List<Measure> metrics,
            int stepsPerExecution) {}

    /** What has been told so far; for files. */
    public Told told() {
        return new Told(
                optimizer, loss, Map.copyOf(losses), Map.copyOf(lossWeights), List.copyOf(metrics), stepsPerExecution);
    }

    /** Refuses an unknown id at once; which metric {@code "accuracy"} is, the shapes decide later. */
    private static String known(String id) {
        Metrics.resolve(id, new Shape(-1, 1), new Shape(-1, 1));
        return id;
    }

    /**
     * Whether a model whose policy is {@code "mixed_float16"} trains with a {@link LossScaleOptimizer} around its optimizer; default:
     * true.
     */
    public CompileOptions autoScaleLoss(boolean scales) {
        autoScaleLoss = scales;
        return this;
    }

    /** Puts the optimizer into one that scales the loss where the model's policy asks for it. */
    void scaleLoss(DTypePolicy policy) {
        if (autoScaleLoss && policy.name().equals("mixed_float16") && !(optimizer instanceof LossScaleOptimizer)) {
            optimizer = LossScaleOptimizer.of(optimizer);
        }
    }

    /** Default: {@code rmsprop}. */
    public CompileOptions optimizer(String id) {
        return optimizer(Optimizer.of(id));
    }

    /** Default: {@code rmsprop}. */
    public CompileOptions optimizer(Optimizer value) {
        optimizer = value;
        return this;
    }

    /** The loss of every output. */
    public CompileOptions loss(String id) {
        return loss(Loss.of(id));
    }

    /** The loss of every output. */
    public CompileOptions loss(Loss value) {
        loss = value;
        return this;
    }

    /** The loss of one output of several, by the output's name. */
    public CompileOptions loss(String output, String id) {
        return loss(output, Loss.of(id));
    }

    /** The loss of one output of several, by the output's name. */
    public CompileOptions loss(String output, Loss value) {
        losses.put(output, value);
        return this;
    }

    /** The share of one output's loss in the whole; default: 1. */
    public CompileOptions lossWeight(String output, double weight) {
        lossWeights.put(output, weight);
        return this;
    }

    /**
     * How many steps of training or evaluation one native call runs. Callbacks are called around such a call, with the number of its
     * first and of its last batch, as in Keras. The weights become the same, whatever the number. Default: {@code "auto"}, see
     * {@link #stepsPerExecution(String)}.
     */
    public CompileOptions stepsPerExecution(int steps) {
        stepsPerExecution = FitOptions.positive("stepsPerExecution", steps);
        return this;
    }

    /**
     * With {@code "auto"} the number of steps of one native call is found while training: one, but as many as take some milliseconds
     * where a step is shorter than one and no callback looks at single batches
     * ({@link jeras.callbacks.Callback#watchesBatches}).
     */
    public CompileOptions stepsPerExecution(String how) {
        if (!how.equals("auto")) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option stepsPerExecution cannot be set.",
                    "a number, or \"auto\"",
                    how,
                    "give one of the two"));
        }
        stepsPerExecution = 0;
        return this;
    }

    /** What to measure, by Keras's ids; sample weights play no part. */
    public CompileOptions metrics(String... ids) {
        for (String id : ids) {
            metrics.add(new Measure(null, known(id), null, false));
        }
        return this;
    }

    /** What to measure; sample weights play no part. */
    public CompileOptions metrics(Metric... values) {
        for (Metric value : values) {
            metrics.add(new Measure(null, null, value, false));
        }
        return this;
    }

    /** What to measure on one output of several, by Keras's ids. */
    public CompileOptions metricsFor(String output, String... ids) {
        for (String id : ids) {
            metrics.add(new Measure(output, known(id), null, false));
        }
        return this;
    }

    /** What to measure on one output of several. */
    public CompileOptions metricsFor(String output, Metric... values) {
        for (Metric value : values) {
            metrics.add(new Measure(output, null, value, false));
        }
        return this;
    }

    /** What to measure with sample weights, by Keras's ids. */
    public CompileOptions weightedMetrics(String... ids) {
        for (String id : ids) {
            metrics.add(new Measure(null, known(id), null, true));
        }
        return this;
    }

    /** What to measure with sample weights. */
    public CompileOptions weightedMetrics(Metric... values) {
        for (Metric value : values) {
            metrics.add(new Measure(null, null, value, true));
        }
        return this;
    }

    /** What to measure with sample weights on one output of several, by Keras's ids. */
    public CompileOptions weightedMetricsFor(String output, String... ids) {
        for (String id : ids) {
            metrics.add(new Measure(output, id, null, true));
        }
        return this;
    }

    /** What to measure with sample weights on one output of several. */
    public CompileOptions weightedMetricsFor(String output, Metric... values) {
        for (Metric value : values) {
            metrics.add(new Measure(output, null, value, true));
        }
        return this;
    }
}
