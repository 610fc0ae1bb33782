package jeras.training;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import jeras.ops.Lookup;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.Gradients;
import jeras.optimizers.Optimizer;
import jeras.utils.Measured;
import jeras.utils.Warnings;

/** The program of one signature: a step of training or evaluation, the logs' values and their restart. */
final class Steps {
    private final Program program;
    private final Compiled compiled;
    private final Front front;
    private final int inputs;
    private final List<Shape> outputShapes;
    private Batch checked;

    private Steps(Program program, Compiled compiled, Front front, int inputs, List<Shape> outputShapes) {
        this.program = program;
        this.compiled = compiled;
        this.front = front;
        this.inputs = inputs;
        this.outputShapes = outputShapes;
    }

    /** Forward, loss, gradients, update and measures in one function. */
    static Steps training(Model model, Compiled compiled, Signature signature, Device device) {
        return build(model, compiled, signature, device, true);
    }

    /** Forward, loss and measures. */
    static Steps evaluation(Model model, Compiled compiled, Signature signature, Device device) {
        return build(model, compiled, signature, device, false);
    }

    private static Steps build(Model model, Compiled compiled, Signature signature, Device device, boolean training) {
        List<Placeholder> x = Signature.placeholders("x", signature.x());
        List<Placeholder> y = Signature.placeholders("y", signature.y());
        List<Placeholder> w = Signature.placeholders("sample_weight", signature.sampleWeight());
        Front front = new Front(x);
        // The learning rate and the number of the step, from 1: on the CPU, whatever the device.
        Placeholder hyper = new Placeholder("hyper", new Shape(2), DataType.FLOAT64);
        List<Placeholder> all = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        Supplier<List<Placeholder>> parameters = () -> {
            all.addAll(front.parameters());
            all.addAll(y);
            all.addAll(w);
            List<Placeholder> told = new ArrayList<>(all);
            if (training) {
                told.add(hyper);
            }
            return told;
        };
        Supplier<List<Tensor>> step = () -> {
            List<Tensor> outputs = outputs(model, x, front);
            outputs.forEach(t -> shapes.add(t.shape()));
            List<Variable> trainable = model.trainableWeights();
            List<Tensor> targets = List.copyOf(y);
            List<Tensor> weights = List.copyOf(w);
            Compiled.Objective objective = compiled.objective(targets, outputs, weights, trainable);
            if (training) {
                update(compiled, objective, trainable, hyper);
            }
            compiled.update(objective, targets, outputs, weights);
            return List.of();
        };
        Program program = Program.builder(device)
                .function("step", training, step, parameters)
                .function("finish", List.of(), () -> {
                    if (training) {
                        compiled.optimizer().recordFinish(model.trainableWeights());
                    }
                    return List.of();
                })
                .function("results", List.of(), compiled::results)
                .function("reset", List.of(), compiled::reset)
                .build();
        return new Steps(program, compiled, front, all.size(), List.copyOf(shapes));
    }

    private static void update(
            Compiled compiled, Compiled.Objective objective, List<Variable> trainable, Placeholder hyper) {
        List<Variable> reached = Ops.differentiable(objective.total(), trainable);
        List<String> missing = trainable.stream()
                .filter(v -> !reached.contains(v))
                .map(Variable::path)
                .toList();
        if (!missing.isEmpty()) {
            Warnings.warn("Gradients do not exist for the variables " + missing
                    + " when minimizing the loss, so they will not change.");
        }
        if (reached.isEmpty()) {
            return;
        }
        Optimizer optimizer = compiled.optimizer();
        List<Lookup> lookups = optimizer.wantsRows() ? Lookup.of(reached) : List.of();
        List<Tensor> sources = new ArrayList<>(reached);
        lookups.forEach(l -> sources.add(l.rows()));
        List<Tensor> gradients = Ops.gradients(optimizer.scaled(objective.total()), sources);
        int n = reached.size();
        optimizer.record(
                trainable,
                Gradients.of(reached, gradients.subList(0, n), lookups, gradients.subList(n, gradients.size())),
                hyper.get("0"),
                hyper.get("1"));
    }

    /** The model's outputs for inputs that are first brought to the declared data types. */
    static List<Tensor> outputs(Model model, List<Placeholder> x, Front front) {
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
        return front.record(() -> model.applyAll(in));
    }

    /** Puts a batch into the feed, after what the host has to do. */
    void fill(Feed feed, Source.Step step) {
        int slot = fill(feed, step, front, front.isEmpty() ? List.of() : front.values(step.x()));
        for (List<Array> part : List.of(step.data().y(), step.data().sampleWeight())) {
            for (Array array : part) {
                step.put(feed, slot++, array);
            }
        }
    }

    /**
     * Puts the inputs of a batch into the feed.
     *
     * @param values what the host has made of them
     * @return how many slots they take
     */
    static int fill(Feed feed, Source.Step step, Front front, List<Array> values) {
        int slot = 0;
        if (front.isEmpty()) {
            for (Array array : step.data().x()) {
                step.put(feed, slot++, array);
            }
        } else {
            for (Array array : front.arguments(values)) {
                feed.put(slot++, array);
            }
        }
        return slot;
    }

    /** Holds the targets against what the losses can take; the arrays of an epoch are looked at once. */
    @SuppressWarnings("ReferenceEquality") // equal by value would compare all numbers
    void check(Batch data) {
        if (checked == data) {
            return;
        }
        for (int i = 0; i < Math.min(outputShapes.size(), data.y().size()); i++) {
            Loss loss = compiled.loss(i);
            if (loss != null) {
                Optional<TargetRange> range = loss.targetRange(outputShapes.get(i));
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

    /** One step over what lies in the feed's first slots. */
    void step(Feed feed) {
        program.run("step", feed, inputs);
    }

    /** One step of training. */
    void step(Feed feed, double learningRate, long number) {
        feed.scalars(inputs, learningRate, (double) number);
        program.run("step", feed, inputs + 1);
    }

    /** The measures by name, in alphabetical order as in Keras. */
    Measured logs() {
        Map<String, double[]> logs = new TreeMap<>();
        List<String> names = compiled.logNames();
        List<Integer> sizes = compiled.logSizes();
        double[] values = program.ask("results").get(0).toDoubleArray();
        int at = 0;
        for (int i = 0; i < names.size(); i++) {
            logs.put(names.get(i), Arrays.copyOfRange(values, at, at + sizes.get(i)));
            at += sizes.get(i);
        }
        return Measured.ofAll(logs);
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
