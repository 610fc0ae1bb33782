package jeras.saving;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.Sequential;
import jeras.graph.Graph;
import jeras.layers.InputLayer;
import jeras.layers.KerasLayer;
import jeras.layers.Layer;
import jeras.layers.LayerCall;
import jeras.ops.Op;
import jeras.ops.Tensor;
import jeras.utils.DataTypes;
import jeras.utils.Naming;

/**
 * Writes the Java that builds a model, and compiles it if it is compiled: one class with a method for the model and one for each
 * model inside it. It holds no weights.
 */
public final class JavaSource {
    /** The method that makes the whole model. */
    private static final String BUILD = "build";

    private final JavaValues values = new JavaValues();
    private final Map<Model, String> methods = new LinkedHashMap<>();
    private final List<String> bodies = new ArrayList<>();

    private JavaSource() {}

    /**
     * The source of a class whose {@code build()} makes an equal model.
     *
     * @throws InvalidArgumentException if the model has a part that is not Keras's, such as a layer of one's own
     */
    public static String of(Model model) {
        return new JavaSource().write(model);
    }

    private String write(Model model) {
        String own = className(model);
        methods.put(model, BUILD);
        String body = method(model, BUILD, true);
        String all = body + String.join("", bodies);
        StringBuilder source = new StringBuilder();
        values.imports().stream()
                .filter(i -> Pattern.compile("\\b" + i.substring(i.lastIndexOf('.') + 1) + "\\b")
                        .matcher(all)
                        .find())
                .forEach(i -> source.append("import ").append(i).append(";\n"));
        source.append("\n/** Builds the model \"")
                .append(LayerWriter.name(model))
                .append("\", with new weights. */\n");
        source.append("public final class ").append(own).append(" {\n");
        source.append("    private ").append(own).append("() {}\n\n");
        source.append(body);
        bodies.forEach(b -> source.append('\n').append(b));
        return source.append("}\n").toString();
    }

    /** A class's name that none of the imported classes has. */
    private static String className(Model model) {
        String name = Arrays.stream(LayerWriter.name(model).split("[^A-Za-z0-9]+"))
                .filter(w -> !w.isEmpty())
                .map(w -> Character.toUpperCase(w.charAt(0)) + w.substring(1))
                .collect(Collectors.joining());
        return (name.isEmpty() || Character.isDigit(name.charAt(0)) ? "My" : "") + name + "Model";
    }

    private String method(Model model, String name, boolean open) {
        String type = values.name(model instanceof Sequential ? Sequential.class : Model.class);
        List<String> lines = model instanceof Sequential stack ? sequential(stack) : functional(model);
        return "    " + (open ? "public" : "private") + " static " + type + " " + name + "() {\n"
                + lines.stream().map(l -> "        " + l + "\n").collect(Collectors.joining())
                + "    }\n";
    }

    /** The call that makes a model inside the model. */
    private String inner(Model model) {
        if (!methods.containsKey(model)) {
            String name = local(LayerWriter.name(model), new HashSet<>(methods.values()));
            methods.put(model, name);
            bodies.add(method(model, name, false));
        }
        return methods.get(model) + "()";
    }

    // ---- a stack ---------------------------------------------------------------------------------------------------

    private List<String> sequential(Sequential model) {
        List<String> parts = new ArrayList<>();
        model.inputLayers().forEach(input -> parts.add(input(input)));
        Map<String, Integer> counts = new HashMap<>();
        for (Layer layer : model.layers()) {
            String base = Naming.snakeCase(layer.className());
            int n = counts.merge(base, 1, Integer::sum) - 1;
            parts.add(layer(layer, n == 0 ? base : base + "_" + n));
        }
        List<String> lines = new ArrayList<>();
        String stack = values.name(Sequential.class);
        if (model.isNamed()) {
            lines.add(stack + " model = " + stack + ".named(" + JavaValues.quoted(model.name()) + ");");
            parts.forEach(p -> lines.add("model.add(" + p + ");"));
            lines.addAll(finish(model));
            lines.add("return model;");
            return lines;
        }
        lines.add(stack + ".of(" + (parts.isEmpty() ? ");" : ""));
        for (int i = 0; i < parts.size(); i++) {
            lines.add("        " + parts.get(i) + (i < parts.size() - 1 ? "," : ");"));
        }
        return finished(model, lines, stack);
    }

    /** The statements that return what an expression makes, after what is left to be done with it. */
    private List<String> finished(Model model, List<String> made, String type) {
        List<String> rest = finish(model);
        List<String> lines = new ArrayList<>(made);
        lines.set(0, (rest.isEmpty() ? "return " : type + " model = ") + made.get(0));
        lines.addAll(rest);
        if (!rest.isEmpty()) {
            lines.add("return model;");
        }
        return lines;
    }

    private List<String> finish(Model model) {
        List<String> lines = new ArrayList<>();
        if (!model.isTrainable()) {
            lines.add("model.setTrainable(false);");
        }
        // A model inside another one trains with it.
        if (model.isCompiled() && methods.get(model).equals(BUILD)) {
            lines.addAll(new JavaCompile(values)
                    .lines(model.trainer().options().told(), model.outputNames())
                    .orElseThrow(() -> refused("an optimizer, losses and metrics of Keras", "others in compile")));
        }
        return lines;
    }

    // ---- a graph ---------------------------------------------------------------------------------------------------

    private List<String> functional(Model model) {
        Graph graph = model.graph()
                .orElseThrow(() -> refused(
                        "a Sequential or functional model",
                        "the class " + model.getClass().getSimpleName()));
        List<String> lines = new ArrayList<>();
        Set<String> taken = new HashSet<>(Set.of("model", "c"));
        Map<Tensor, String> tensors = new HashMap<>();
        String type = values.name(Tensor.class);
        for (int i = 0; i < graph.inputs().size(); i++) {
            InputLayer input = model.inputLayers().get(i);
            String name = local(LayerWriter.name(input), taken);
            tensors.put(graph.inputs().get(i), name);
            lines.add(type + " " + name + " = " + input(input) + ";");
        }
        Map<Layer, String> shared = new HashMap<>();
        for (Graph.Node node : graph.nodes()) {
            if (node.layer() != null
                    && !(node.layer() instanceof InputLayer)
                    && node.calls().size() > 1) {
                String name = local(LayerWriter.name(node.layer()) + "_layer", taken);
                shared.put(node.layer(), name);
                lines.add(values.name(declared(node.layer())) + " " + name + " = " + layer(node.layer(), null) + ";");
            }
        }
        for (Op op : graph.order()) {
            String call = call(op, shared, tensors);
            String hint = op instanceof LayerCall of ? LayerWriter.name(of.layer()) : op.name();
            String name = local(hint, taken);
            if (op.outputs().size() == 1) {
                tensors.put(op.outputs().get(0), name);
                lines.add(type + " " + name + " = " + call + ";");
            } else {
                lines.add(values.name(List.class) + "<" + type + "> " + name + " = " + call + ";");
                for (int i = 0; i < op.outputs().size(); i++) {
                    tensors.put(op.outputs().get(i), name + ".get(" + i + ")");
                }
            }
        }
        String ends = (model.isNamed() ? JavaValues.quoted(model.name()) + ", " : "")
                + ends(graph.inputs(), tensors, model.isNamed())
                + ", "
                + ends(graph.outputs(), tensors, model.isNamed());
        String made = values.name(Model.class) + ".of(" + ends + ")";
        lines.addAll(finished(model, List.of(made + ";"), values.name(Model.class)));
        return lines;
    }

    private static Class<?> declared(Layer layer) {
        return layer instanceof Sequential ? Sequential.class : layer instanceof Model ? Model.class : layer.getClass();
    }

    private String call(Op op, Map<Layer, String> shared, Map<Tensor, String> tensors) {
        if (op instanceof LayerCall call) {
            String on = shared.get(call.layer());
            return (on == null ? layer(call.layer(), null) : on)
                    + JavaCall.of(call, tensors)
                            .orElseThrow(() -> refused(
                                    "layers called on what other layers of the model make",
                                    "a weight or a constant as an input between the layers"));
        }
        throw refused("layers", "the operation \"" + op.name() + "\" between layers");
    }

    private String ends(List<Tensor> ends, Map<Tensor, String> tensors, boolean asList) {
        String names = ends.stream().map(tensors::get).collect(Collectors.joining(", "));
        return ends.size() == 1 && !asList ? names : values.name(List.class) + ".of(" + names + ")";
    }

    // ---- parts -----------------------------------------------------------------------------------------------------

    /** An expression of a layer with its name, unless its model gives it that name by itself. */
    private String layer(Layer layer, String givenName) {
        if (layer instanceof Model model) {
            return inner(model);
        } else if (!(layer instanceof KerasLayer<?, ?>)) {
            throw refused("layers of Keras", layer.className() + ", a class of one's own");
        }
        String text = values.expression(layer)
                .map(JavaValues.Expression::text)
                .orElseThrow(() -> refused("arguments that Java can name", layer.toString()));
        String name = layer.name();
        boolean byItself =
                name == null || name.equals(givenName == null ? Naming.snakeCase(layer.className()) : givenName);
        return text
                + (byItself ? "" : ".name(" + JavaValues.quoted(name) + ")")
                + (layer.isTrainable() || layer.weights().isEmpty() ? "" : ".trainable(false)")
                + JavaValues.dtype(layer);
    }

    private String input(InputLayer input) {
        Shape shape = input.batchShape();
        String axes = Arrays.stream(shape.slice(1).getShape())
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", "));
        String type = DataTypes.name(input.dataType());
        return values.name(Input.class) + ".of(" + axes + ")"
                + (shape.get(0) < 0 ? "" : ".batchSize(" + shape.get(0) + ")")
                + (type.equals("float32") ? "" : ".dtype(" + JavaValues.quoted(type) + ")")
                + (input.isNamed() ? ".name(" + JavaValues.quoted(input.name()) + ")" : "");
    }

    /** A name for a local variable or method that none has yet. */
    private static String local(String hint, Set<String> taken) {
        String base = Naming.camelCase(hint.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+|_+$", ""));
        // Else a layer named as a class would hide it.
        base = base.isEmpty() ? base : Character.toLowerCase(base.charAt(0)) + base.substring(1);
        if (!SourceVersion.isIdentifier(base)) {
            base = "t" + base;
        }
        String name = base;
        for (int n = 1; SourceVersion.isKeyword(name) || !taken.add(name); n++) {
            name = base + n;
        }
        return name;
    }

    private static InvalidArgumentException refused(String expected, String received) {
        return new InvalidArgumentException(JerasException.message(
                "The model cannot be written as Java.", expected, received, "write this part by hand"));
    }
}
