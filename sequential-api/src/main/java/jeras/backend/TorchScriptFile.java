package jeras.backend;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jeras.ExecutionException;
import jeras.ops.Placeholder;
import jeras.ops.Recording;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * A forward pass with its weights as a TorchScript file, which DJL without Jeras, DJL Serving, Python's torch and C++ open.
 *
 * <p>The module's {@code forward} takes one tensor for each input and returns a tensor, or a tuple of them. It holds two forms
 * of the pass: the one for inference, which runs after loading, and the one for training, which runs in the module's training
 * mode. Weights are its parameters, moving averages its buffers. Constants are made on the device of the first input, so the
 * module can be moved to another device.
 */
public final class TorchScriptFile {
    private static final String INFERENCE = "inference";
    private static final String TRAINING = "in_training";

    private final String text;
    private final Map<Variable, String> names;
    private final Set<Variable> trainable;

    /** What a pass takes and makes; the inputs may be known only once it is recorded. */
    public record Traced(List<Placeholder> inputs, List<Tensor> outputs) {}

    private record Pass(Recording recording, Traced traced) {}

    private TorchScriptFile(String text, Map<Variable, String> names, Set<Variable> trainable) {
        this.text = text;
        this.names = names;
        this.trainable = trainable;
    }

    /**
     * Records the pass twice, for inference and for training.
     *
     * @param trainable the variables that ask for gradients
     * @param body records the pass, which takes at least one input, the same ones each time
     */
    public static TorchScriptFile of(Collection<Variable> trainable, Supplier<Traced> body) {
        Map<String, Pass> passes = new LinkedHashMap<>();
        passes.put(INFERENCE, record(false, body));
        passes.put(TRAINING, record(true, body));
        Map<Variable, String> names = new LinkedHashMap<>();
        Set<String> used = new LinkedHashSet<>(Set.of("training", "forward", INFERENCE, TRAINING));
        for (Pass pass : passes.values()) {
            for (Variable v : FunctionText.variables(pass.recording, pass.traced.outputs)) {
                names.computeIfAbsent(v, x -> unique(x.path(), used));
            }
        }
        Map<Variable, String> expressions = new LinkedHashMap<>();
        names.forEach((v, name) -> expressions.put(v, "self." + name));
        List<String> lines = new ArrayList<>();
        lines.add("class M(Module):");
        lines.add("  __parameters__ = " + list(names, true));
        lines.add("  __buffers__ = " + list(names, false));
        lines.add("  training : bool");
        names.values().forEach(n -> lines.add("  " + n + " : Tensor"));
        Traced inference = passes.get(INFERENCE).traced;
        List<String> parameters =
                inference.inputs.stream().map(Placeholder::name).toList();
        FunctionText.Surroundings surroundings =
                new FunctionText.Surroundings(expressions, "", "ops.prim.device(" + parameters.get(0) + ")", true);
        lines.addAll(forward(parameters, inference.outputs.size()));
        passes.forEach((name, pass) -> lines.addAll(
                FunctionText.write(name, pass.traced.inputs, pass.recording, pass.traced.outputs, surroundings)
                        .lines()));
        return new TorchScriptFile(String.join("\n", lines) + "\n", names, Set.copyOf(trainable));
    }

    private static Pass record(boolean training, Supplier<Traced> body) {
        List<Traced> traced = new ArrayList<>();
        Recording recording = Recording.of(training, () -> traced.add(body.get()));
        return new Pass(recording, traced.get(0));
    }

    private static List<String> forward(List<String> parameters, int outputs) {
        String call = "(" + String.join(", ", parameters) + ", )";
        String type =
                outputs == 1 ? "Tensor" : "Tuple[" + String.join(", ", Collections.nCopies(outputs, "Tensor")) + "]";
        List<String> items = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            items.add("outputs[" + i + "]");
        }
        return List.of(
                "  def forward(self: __torch__.M, "
                        + parameters.stream().map(p -> p + ": Tensor").collect(Collectors.joining(", ")) + ") -> "
                        + type
                        + ":",
                "    if self.training:",
                "      outputs = (self)." + TRAINING + call,
                "    else:",
                "      outputs = (self)." + INFERENCE + call,
                "    return " + (outputs == 1 ? items.get(0) : "(" + String.join(", ", items) + ")"));
    }

    /** An attribute's name from a path: {@code dense_kernel}. */
    private static String unique(String path, Set<String> used) {
        String base = path.replaceAll("[^A-Za-z0-9_]", "_");
        if (base.isEmpty() || Character.isDigit(base.charAt(0))) {
            base = "weight_" + base;
        }
        String name = base;
        for (int n = 1; !used.add(name); n++) {
            name = base + "_" + n;
        }
        return name;
    }

    private static String list(Map<Variable, String> names, boolean parameters) {
        return names.entrySet().stream()
                .filter(e -> e.getKey().trainable() == parameters)
                .map(e -> "\"" + e.getValue() + "\", ")
                .collect(Collectors.joining("", "[", "]"));
    }

    /** Writes the file with the weights as they are now. */
    public void writeTo(OutputStream out) throws IOException {
        Pickle object = new Pickle("M").flag("training", false);
        int key = 0;
        for (Map.Entry<Variable, String> e : names.entrySet()) {
            Variable v = e.getKey();
            object.tensor(e.getValue(), v.shape(), v.dataType(), String.valueOf(key++), trainable.contains(v));
        }
        Archive archive = new Archive(out, text, object.end());
        key = 0;
        for (Variable v : names.keySet()) {
            archive.data(String.valueOf(key++), Values.read(v).bytes());
        }
        archive.finish();
    }

    /**
     * The module as a model of DJL, with weights of its own. The caller closes it.
     *
     * @param device where it runs
     * @param trainable whether DJL's training may change the weights
     */
    public Model load(String name, Device device, boolean trainable) {
        Backend.engine();
        Model model = Model.newInstance(name, device, "PyTorch");
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            writeTo(bytes);
            InputStream in = new ByteArrayInputStream(bytes.toByteArray());
            // The last argument says whether the stream begins with its size; with a wrong one the engine never
            // returns.
            PtSymbolBlock block = JniUtils.loadModule((PtNDManager) model.getNDManager(), in, false, false);
            block.freezeParameters(!trainable);
            model.setBlock(block);
            return model;
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            model.close();
            throw new ExecutionException("The program could not be compiled: " + e.getMessage() + "\n" + text, e);
        }
    }

    /** The module's TorchScript text. */
    public String text() {
        return text;
    }
}
