package jeras.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import jeras.Array;
import jeras.InputBatch;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Shapes;
import jeras.utils.DataTypes;
import jeras.utils.Suggestions;

/**
 * One batch, or one sample: the model's inputs, the targets, and the weights of the samples, each list empty when there are none.
 *
 * @param x one array an input
 * @param y one array an output
 * @param sampleWeight one array an output
 * @param inputs the names of the inputs; empty when their order says which is which
 * @param outputs the names of the outputs; empty when their order says which is which
 */
public record Batch(List<Array> x, List<Array> y, List<Array> sampleWeight, List<String> inputs, List<String> outputs)
        implements InputBatch {
    public Batch {
        x = List.copyOf(x);
        y = List.copyOf(y);
        sampleWeight = List.copyOf(sampleWeight);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        named("inputs", inputs, x);
        named("targets", outputs, y);
    }

    /** Inputs, targets and weights whose order says which is which. */
    public Batch(List<Array> x, List<Array> y, List<Array> sampleWeight) {
        this(x, y, sampleWeight, List.of(), List.of());
    }

    private static void named(String what, List<String> names, List<Array> arrays) {
        if (!names.isEmpty() && names.size() != arrays.size()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The " + what + " of a batch need a name each, or none.",
                    arrays.size() + " names",
                    names.toString(),
                    "name all of them"));
        }
    }

    /** Inputs and targets: one array each, or a list or a map by name of several. */
    public static Batch of(Object x, Object y) {
        Inputs.Named in = Inputs.named(x);
        Inputs.Named out = Inputs.named(y);
        return new Batch(in.arrays(), out.arrays(), List.of(), in.names(), out.names());
    }

    /** Inputs, targets and the weights of the samples. */
    public static Batch of(Object x, Object y, Object sampleWeight) {
        Batch data = of(x, y);
        return new Batch(data.x, data.y, Inputs.several(sampleWeight), data.inputs, data.outputs);
    }

    /** Inputs alone: one array, or a list or a map by name of several. */
    public static Batch of(Object x) {
        Inputs.Named in = Inputs.named(x);
        return new Batch(in.arrays(), List.of(), List.of(), in.names(), List.of());
    }

    /** Names, shapes and types of the arrays, without their values. */
    String text() {
        List<String> all = new ArrayList<>();
        describe("x", x, inputs, all);
        describe("y", y, outputs, all);
        describe("sampleWeight", sampleWeight, List.of(), all);
        return String.join(", ", all);
    }

    private static void describe(String what, List<Array> arrays, List<String> names, List<String> into) {
        for (int i = 0; i < arrays.size(); i++) {
            String name = names.isEmpty() ? what + (arrays.size() > 1 ? "[" + i + "]" : "") : names.get(i);
            Array array = arrays.get(i);
            into.add(name + " " + Shapes.text(array.shape()) + " " + DataTypes.name(array.dataType()));
        }
    }

    /** The input of this name. */
    public Array x(String name) {
        int at = inputs.indexOf(name);
        if (at < 0) {
            throw new InvalidArgumentException(Suggestions.unknown("input", name, inputs));
        }
        return x.get(at);
    }

    /** The inputs by name, in their order; empty when they have none. */
    public Map<String, Array> xByName() {
        Map<String, Array> byName = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            byName.put(inputs.get(i), x.get(i));
        }
        return byName;
    }

    /** The same with each input changed: {@code data.map(b -> b.mapX(x -> x.divide(255)))}. */
    public Batch mapX(UnaryOperator<Array> function) {
        return new Batch(x.stream().map(function).toList(), y, sampleWeight, inputs, outputs);
    }

    /** The same with each target changed. */
    public Batch mapY(UnaryOperator<Array> function) {
        return new Batch(x, y.stream().map(function).toList(), sampleWeight, inputs, outputs);
    }

    /** The same with each array changed, whatever it is for. */
    Batch mapAll(UnaryOperator<Array> function) {
        return new Batch(
                x.stream().map(function).toList(),
                y.stream().map(function).toList(),
                sampleWeight.stream().map(function).toList(),
                inputs,
                outputs);
    }

    /** Inputs, targets and weights, one list after the other. */
    List<Array> all() {
        List<Array> all = new ArrayList<>(x);
        all.addAll(y);
        all.addAll(sampleWeight);
        return all;
    }

    /** Other arrays in the places of {@link #all}. */
    Batch withAll(List<Array> arrays) {
        int n = x.size();
        int m = n + y.size();
        return new Batch(arrays.subList(0, n), arrays.subList(n, m), arrays.subList(m, arrays.size()), inputs, outputs);
    }

    /** The number of samples, when this is a batch. */
    public int size() {
        return (int) x.get(0).shape().get(0);
    }
}
