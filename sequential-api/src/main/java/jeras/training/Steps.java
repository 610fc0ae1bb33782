package jeras.training;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.backend.Feed;
import jeras.backend.Front;
import jeras.backend.Program;
import jeras.data.Batch;
import jeras.layers.InputLayer;
import jeras.losses.Loss;
import jeras.losses.TargetRange;
import jeras.metrics.Metric;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.Optimizer;
import jeras.optimizers.UpdateNumbers;
import jeras.utils.Measured;
import jeras.utils.Warnings;

/** The program of one signature: a step of training or evaluation, the logs' values and their restart. */
final class Steps {
    private final Program program;
    private final Compiled compiled;
    private final Front front;
    private final Recorded recorded;
    private Batch checked;

    private Steps(Program program, Compiled compiled, Front front, Recorded recorded) {
        this.program = program;
        this.compiled = compiled;
        this.front = front;
        this.recorded = recorded;
    }

    /** What records a step: a model's own, or Keras's. */
    @FunctionalInterface
    interface Recorder {
        StepLogs record(StepData data);
    }

    /** What the recording of a step has told. */
    private static final class Recorded {
        final UpdateNumbers numbers;
        final List<Integer> sizes = new ArrayList<>();
        StepLogs logs;
        List<Shape> outputShapes;

        Recorded(UpdateNumbers numbers) {
            this.numbers = numbers;
        }
    }

    /** Forward, loss, gradients, update and measures in one function. */
    static Steps training(Model model, Compiled compiled, Signature signature, Device device, Recorder step) {
        return build(model, compiled, signature, device, true, step);
    }

    /** Forward, loss and measures. */
    static Steps evaluation(Model model, Compiled compiled, Signature signature, Device device, Recorder step) {
        return build(model, compiled, signature, device, false, step);
    }

    private static Steps build(
            Model model, Compiled compiled, Signature signature, Device device, boolean training, Recorder recorder) {
        List<Placeholder> x = Signature.placeholders("x", signature.x());
        List<Placeholder> y = Signature.placeholders("y", signature.y());
        List<Placeholder> w = Signature.placeholders("sample_weight", signature.sampleWeight());
        Front front = new Front(x);
        // Two numbers for each optimizer, on the CPU, whatever the device.
        Placeholder hyper = new Placeholder("hyper", new Shape(-1), DataType.FLOAT64);
        Recorded recorded = new Recorded(new UpdateNumbers(hyper));
        Supplier<List<Placeholder>> parameters = () -> {
            List<Placeholder> told = new ArrayList<>(front.parameters());
            told.addAll(y);
            told.addAll(w);
            if (training) {
                told.add(hyper);
            }
            return told;
        };
        Supplier<List<Tensor>> step = () -> {
            StepData data = new StepData(inputs(model, x, front), List.copyOf(y), List.copyOf(w));
            recorded.logs = front.record(() -> recorded.numbers.record(() -> recorder.record(data)));
            recorded.outputShapes = compiled.outputShapes();
            return List.of();
        };
        Program program = Program.builder(device)
                .function("step", training, step, parameters)
                .repeated("steps", "step", training)
                .function("finish", List.of(), () -> {
                    if (training) {
                        recorded.numbers.optimizers().forEach(o -> o.recordFinish(model.trainableWeights()));
                    }
                    return List.of();
                })
                .function("results", List.of(), () -> recorded.logs.results(recorded.sizes))
                .function("reset", List.of(), () -> reset(model, recorded.logs))
                .build();
        return new Steps(program, compiled, front, recorded);
    }

    /** Records the restart of all running means. */
    private static List<Tensor> reset(Model model, StepLogs logs) {
        Set<Metric> all = new LinkedHashSet<>(logs.metrics());
        all.addAll(model.metrics());
        for (Metric metric : all) {
            for (Variable v : metric.variables()) {
                v.assign(v.initial());
            }
        }
        return List.of();
    }

    /** The model's outputs for inputs that are first brought to the declared data types. */
    static List<Tensor> outputs(Model model, List<Placeholder> x, Front front) {
        List<Tensor> in = inputs(model, x, front);
        return front.record(() -> model.applyAll(in));
    }

    private static List<Tensor> inputs(Model model, List<Placeholder> x, Front front) {
        List<InputLayer> declared = model.inputLayers();
        List<Tensor> in = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            Placeholder t = x.get(i);
            DataType wanted = i < declared.size()
                    ? declared.get(i).dataType()
                    : t.dataType() == DataType.FLOAT64 ? DataType.FLOAT32 : t.dataType();
            Tensor cast = t.dataType() == DataType.STRING ? t : Ops.cast(t, wanted);
            front.cast(cast, t);
            in.add(cast);
        }
        return in;
    }

    /** How many batches one call can take at most: one where the host prepares inputs. */
    int most(int wanted) {
        return front.isEmpty() ? wanted : 1;
    }

    /** Puts a step's batches into the feed, after what the host has to do. */
    private int fill(Feed feed, Source.Step step) {
        int slot = fill(feed, step, front, front.isEmpty() ? List.of() : front.values(step.x()));
        for (int i = 0; i < step.data().y().size(); i++) {
            int at = i;
            step.put(feed, slot++, batch -> batch.y().get(at));
        }
        for (int i = 0; i < step.data().sampleWeight().size(); i++) {
            int at = i;
            step.put(feed, slot++, batch -> batch.sampleWeight().get(at));
        }
        return slot;
    }

    /**
     * Puts the inputs of a step into the feed.
     *
     * @param values what the host has made of them
     * @return how many slots they take
     */
    static int fill(Feed feed, Source.Step step, Front front, List<Array> values) {
        int slot = 0;
        if (front.isEmpty()) {
            for (int i = 0; i < step.data().x().size(); i++) {
                int at = i;
                step.put(feed, slot++, batch -> batch.x().get(at));
            }
        } else {
            for (Array array : front.arguments(values)) {
                feed.put(slot++, array);
            }
        }
        return slot;
    }

    /** Holds the targets against what the losses can take; the arrays of an epoch are looked at once. */
    void check(Source.Step step) {
        step.all().forEach(this::check);
    }

    @SuppressWarnings("ReferenceEquality") // equal by value would compare all numbers
    private void check(Batch data) {
        if (checked == data) {
            return;
        }
        for (int i = 0; i < Math.min(recorded.outputShapes.size(), data.y().size()); i++) {
            Loss loss = compiled.loss(i);
            if (loss != null) {
                Optional<TargetRange> range = loss.targetRange(recorded.outputShapes.get(i));
                Array targets = data.y().get(i);
                range.ifPresent(r -> check(loss, r, targets));
            }
        }
        checked = data;
    }

    private static void check(Loss loss, TargetRange range, Array targets) {
        for (double value : targets.toDoubleArray()) {
            if (!range.contains(value)) {
                String message = range.message(loss.name(), value);
                if (range.fatal()) {
                    throw new InvalidArgumentException(message);
                }
                Warnings.warn(message);
                return;
            }
        }
    }

    /** Evaluates the batches of a step in one call. */
    void evaluate(Feed feed, Source.Step step) {
        int slots = fill(feed, step);
        if (step.batches() == 1) {
            program.run("step", feed, slots);
        } else {
            feed.scalars(slots, new double[step.batches()][1]);
            program.run("steps", feed, slots + 1);
        }
    }

    /** Trains on the batches of a step, one after the other, in one call. */
    void train(Feed feed, Source.Step step) {
        int slots = fill(feed, step);
        double[][] numbers = recorded.numbers.values(step.batches());
        if (step.batches() == 1) {
            feed.scalars(slots, numbers[0]);
            program.run("step", feed, slots + 1);
        } else {
            feed.scalars(slots, numbers);
            program.run("steps", feed, slots + 1);
        }
        recorded.numbers.advance(step.batches());
    }

    /** The measures by name. */
    Measured logs() {
        return recorded.logs.measured(program.ask("results").get(0), recorded.sizes);
    }

    /** Whether less ({@code "min"}) or more ({@code "max"}) of a log is better; empty when that is not known. */
    String direction(String log) {
        return recorded.logs.direction(log);
    }

    /** True when {@link #finish} does something. */
    boolean finishes() {
        return recorded.numbers.optimizers().stream().anyMatch(Optimizer::finishes);
    }

    /** What follows the last epoch of training. */
    void finish() {
        program.ask("finish");
    }

    void reset() {
        program.ask("reset");
    }

    String text() {
        return program.text();
    }
}
