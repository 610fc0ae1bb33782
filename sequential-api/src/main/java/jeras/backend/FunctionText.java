package jeras.backend;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jeras.ops.Op;
import jeras.ops.Placeholder;
import jeras.ops.Recording;
import jeras.ops.Script;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/** Writes one recording as the text of a TorchScript method, leaving out what nobody needs. */
final class FunctionText implements Script {
    private static final Set<String> RESERVED = Set.of(
            "torch",
            "self",
            "ops",
            "v",
            "float",
            "int",
            "bool",
            "range",
            "annotate",
            "inf",
            "nan",
            "and",
            "or",
            "not",
            "in",
            "is",
            "if",
            "else",
            "elif",
            "for",
            "while",
            "return",
            "def",
            "class",
            "lambda",
            "pass",
            "break",
            "continue",
            "None",
            "True",
            "False",
            "global",
            "import",
            "from",
            "as",
            "with",
            "print",
            "len",
            "del",
            "assert",
            "raise",
            "try",
            "except",
            "finally",
            "yield",
            "nonlocal",
            "tensor",
            "device",
            "str",
            "list");

    private final Surroundings surroundings;
    private final List<String> lines = new ArrayList<>();
    private final List<String> scopes = new ArrayList<>();
    private final Map<Tensor, String> names = new HashMap<>();
    private final Map<String, Integer> used = new HashMap<>();
    private final Set<Tensor> needed = new HashSet<>();
    private boolean gradients;
    private boolean recordsGradients = true;
    private long gradientsLeft;
    private int depth = 2;
    private String scope = "";
    private String device;

    private FunctionText(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.device = surroundings.device();
        RESERVED.forEach(r -> used.put(r, 0));
    }

    /**
     * What a method's text refers to outside itself.
     *
     * @param variables the expression of each variable, {@code v[3]} say
     * @param prelude a first line of a method that reads variables; empty for none
     * @param device the expression of the device
     * @param detached whether a caller may be recording for gradients, of which no state may become part
     */
    record Surroundings(Map<Variable, String> variables, String prelude, String device, boolean detached) {}

    /** The expression of a device. */
    static String expression(Device device) {
        return device.isGpu() ? "torch.device(\"cuda:" + device.getDeviceId() + "\")" : "torch.device(\"cpu\")";
    }

    /** A written method, line by line, each with the layer that it belongs to. */
    record Method(List<String> lines, List<String> scopes, boolean hasGradients) {}

    static Method write(
            String name,
            List<Placeholder> parameters,
            Recording recording,
            List<Tensor> outputs,
            Surroundings surroundings) {
        FunctionText text = new FunctionText(surroundings);
        text.method(name, parameters, recording, outputs);
        return new Method(text.lines, text.scopes, text.gradients);
    }

    /** The variables that a recording reads or changes. */
    static Collection<Variable> variables(Recording recording, List<Tensor> outputs) {
        Map<Variable, Boolean> found = new LinkedHashMap<>();
        for (Op op : recording.ops()) {
            for (Tensor t : op.dependencies()) {
                if (t instanceof Variable v) {
                    found.put(v, true);
                }
            }
        }
        recording.assigned().keySet().forEach(v -> found.put(v, true));
        for (Tensor t : outputs) {
            if (t instanceof Variable v) {
                found.put(v, true);
            }
        }
        return found.keySet();
    }

    private void method(String name, List<Placeholder> parameters, Recording recording, List<Tensor> outputs) {
        StringBuilder head = new StringBuilder("  def " + name + "(self: __torch__.M");
        for (Placeholder p : parameters) {
            String parameter = unique(p.name());
            names.put(p, parameter);
            head.append(", ").append(parameter).append(": Tensor");
        }
        raw(head + ") -> List[Tensor]:");
        for (Placeholder p : parameters) {
            if (p.dataType() == DataType.BFLOAT16) {
                // It comes in wide, because DJL cannot make it.
                String wide = names.get(p);
                line(declare(p, p.name()) + " = torch.to(" + wide + ", 15)");
            }
        }
        List<Tensor> roots = new ArrayList<>(outputs);
        roots.addAll(recording.assigned().values());
        mark(recording, roots);
        Collection<Variable> variables = variables(recording, outputs).stream()
                .filter(v -> needed.contains(v) || recording.assigned().containsKey(v))
                .toList();
        if (!variables.isEmpty() && !surroundings.prelude().isEmpty()) {
            line(surroundings.prelude());
        }
        for (Variable v : variables) {
            String local = unique(v.path());
            names.put(v, local);
            line(local + " = " + surroundings.variables().get(v) + "  # " + Shapes.text(v.shape()) + " "
                    + type(v.dataType()) + (v.trainable() ? "" : ", state"));
        }
        gradientsLeft = recording.ops().stream().filter(this::takesGradients).count();
        recordsGradients = gradientsLeft > 0;
        recording.ops().forEach(this::write);
        scope("");
        recording.assigned().forEach((variable, value) -> {
            if (value != variable) {
                String now = surroundings.detached() ? "torch.detach(" + ref(value) + ")" : ref(value);
                line(unique("_") + " = torch.copy_(" + names.get(variable) + ", " + now + ")");
            }
        });
        line("return "
                + (outputs.isEmpty()
                        ? "annotate(List[Tensor], [])"
                        : outputs.stream().map(this::ref).collect(Collectors.joining(", ", "[", "]"))));
    }

    /** Marks what the roots and the effects need, from the end backwards. */
    private void mark(Recording recording, Collection<Tensor> roots) {
        needed.addAll(roots);
        List<Op> ops = recording.ops();
        for (int i = ops.size() - 1; i >= 0; i--) {
            Op op = ops.get(i);
            if (isWritten(op)) {
                needed.addAll(op.dependencies());
            }
        }
    }

    private boolean takesGradients(Op op) {
        return op.takesGradients() && isWritten(op);
    }

    private boolean isWritten(Op op) {
        return op.isEffect() || op.outputs().stream().anyMatch(needed::contains);
    }

    private void write(Op op) {
        if (isWritten(op)) {
            scope(op.scope());
            op.write(this);
        }
    }

    private void scope(String now) {
        if (!now.equals(scope)) {
            scope = now;
            if (!now.isEmpty()) {
                line("# " + now);
            }
        }
    }

    @Override
    public String ref(Tensor tensor) {
        String name = names.get(tensor);
        if (name == null) {
            throw new IllegalStateException("a tensor of another recording is used: " + tensor
                    + (tensor.op() == null ? "" : " made by " + tensor.op().name()));
        }
        return name;
    }

    @Override
    public String declare(Tensor tensor, String hint) {
        String name = unique(hint);
        names.put(tensor, name);
        return name;
    }

    @Override
    public boolean needs(Tensor tensor) {
        return needed.contains(tensor);
    }

    @Override
    public void alias(Tensor tensor, Tensor same) {
        names.put(tensor, ref(same));
    }

    @Override
    public String temporary(String hint) {
        return unique(hint);
    }

    @Override
    public void line(String text) {
        raw("  ".repeat(depth) + text);
    }

    private void raw(String text) {
        lines.add(text);
        scopes.add(scope);
    }

    @Override
    public void body(Runnable before, Recording recording, List<Tensor> results, Runnable after) {
        mark(recording, results);
        depth++;
        before.run();
        recording.ops().forEach(this::write);
        after.run();
        depth--;
    }

    @Override
    public boolean gradientsFollow() {
        gradients = true;
        gradientsLeft--;
        return gradientsLeft > 0;
    }

    @Override
    public void recordGradients(boolean wanted) {
        boolean now = wanted && gradientsLeft > 0;
        if (now != recordsGradients) {
            recordsGradients = now;
            line("torch.set_grad_enabled(" + (now ? "True" : "False") + ")");
        }
    }

    @Override
    public void computeOn(Device where) {
        device = where == null ? surroundings.device() : expression(where);
    }

    @Override
    public String device() {
        return device;
    }

    private String unique(String hint) {
        String base = hint.replaceAll("[^A-Za-z0-9_]", "_");
        if (base.isEmpty() || Character.isDigit(base.charAt(0))) {
            base = "t" + base;
        }
        int n = used.merge(base, 1, Integer::sum) - 1;
        if (n == 0 && !RESERVED.contains(base)) {
            return base;
        }
        String name = base + "_" + n;
        return used.putIfAbsent(name, 1) == null ? name : unique(base);
    }

    private static String type(DataType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
