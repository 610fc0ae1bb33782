package jeras.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.Model;
import jeras.backend.Backend;
import jeras.backend.Program;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/** The gradients of {@code L = sum(y * c)}, outside training, for a model's float inputs and its trainable weights. */
final class ModelGradients {
    private final Model model;
    private final List<Placeholder> inputs;
    private final List<Placeholder> probes;
    private final List<String> names = new ArrayList<>();

    private ModelGradients(Model model, List<Placeholder> inputs, List<Placeholder> probes) {
        this.model = model;
        this.inputs = inputs;
        this.probes = probes;
    }

    /** By {@code "dx0"}, ... and {@code "dw/<weight path>"}; those that the outputs depend on. */
    static Map<String, Array> of(Model model, List<Array> x, List<Array> c) {
        return new ModelGradients(model, placeholders("x", x), placeholders("c", c)).run(x, c);
    }

    private static List<Placeholder> placeholders(String name, List<Array> arrays) {
        return arrays.stream()
                .map(a -> new Placeholder(name, a.shape(), a.dataType()))
                .toList();
    }

    private Map<String, Array> run(List<Array> x, List<Array> c) {
        List<Placeholder> parameters = new ArrayList<>(inputs);
        parameters.addAll(probes);
        Program program = Program.builder(Backend.device())
                .function("gradients", parameters, this::record)
                .build();
        Map<String, Array> gradients = new LinkedHashMap<>();
        try (NDManager scope = Backend.scope()) {
            List<NDArray> given = new ArrayList<>();
            x.forEach(a -> given.add(a.toNDArray(scope).toDevice(Backend.device(), false)));
            c.forEach(a -> given.add(a.toNDArray(scope).toDevice(Backend.device(), false)));
            try (NDList made = program.call("gradients", given, false)) {
                for (int i = 0; i < names.size(); i++) {
                    gradients.put(names.get(i), Array.of(made.get(i)));
                }
            }
        }
        return gradients;
    }

    private List<Tensor> record() {
        Map<Tensor, String> sources = new LinkedHashMap<>();
        List<Tensor> leaves = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor leaf = inputs.get(i).dataType().isFloating() ? Ops.leaf(inputs.get(i)) : inputs.get(i);
            leaves.add(leaf);
            if (leaf != inputs.get(i)) {
                sources.put(leaf, "dx" + i);
            }
        }
        List<Tensor> outputs = model.applyAll(leaves);
        Map<Variable, String> paths = KerasPaths.of(model);
        for (Variable weight : model.trainableWeights()) {
            sources.put(weight, "dw/" + paths.getOrDefault(weight, weight.path()));
        }
        Tensor sum = null;
        for (int i = 0; i < outputs.size(); i++) {
            Tensor part = Ops.sum(outputs.get(i).multiply(probes.get(i)));
            sum = sum == null ? part : sum.add(part);
        }
        List<Tensor> reached = Ops.differentiable(sum, List.copyOf(sources.keySet()));
        reached.forEach(t -> names.add(sources.get(t)));
        return reached.isEmpty() ? List.of() : Ops.gradients(sum, reached);
    }
}
