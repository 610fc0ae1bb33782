package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jeras.JerasException;
import jeras.Model;
import jeras.UnsupportedPartException;
import jeras.layers.Layer;
import jeras.ops.Shapes;

/**
 * What is in a file of a model: its layers, those that Jeras has and those that it has not, and the shapes of their weights.
 *
 * @param writtenBy as {@code "Keras 3.15.1"}; empty where the file does not say
 * @param layers the layers in the file's order, those of nested models after them
 * @param missing what Jeras does not have, by name, of the model and of what compile was told; empty for a file that loads whole
 * @param problem why the model cannot be loaded; empty when it can
 */
public record Inspection(String writtenBy, List<Part> layers, List<String> missing, String problem) {
    /**
     * A layer in a file.
     *
     * @param name with the names of the models around it, {@code "encoder/dense"}
     * @param className as the file has it
     * @param known whether Jeras has such a layer, with the arguments that the file says
     * @param weights the weights with their shapes, as {@code "kernel (3, 4)"}; empty where the model cannot be made
     * @param problem why it cannot be read; empty when it can
     */
    public record Part(String name, String className, boolean known, List<String> weights, String problem) {
        public Part {
            weights = List.copyOf(weights);
        }
    }

    public Inspection {
        layers = List.copyOf(layers);
        missing = List.copyOf(missing);
    }

    /** True when the model can be loaded. */
    public boolean loads() {
        return problem.isEmpty();
    }

    /** Inspects a file. */
    public static Inspection of(Path file) {
        SavedModel saved = SavedModel.open(file);
        Where where = Where.in(saved.place());
        Set<String> missing = new LinkedHashSet<>();
        String problem = "";
        Model model = null;
        try {
            CodeGuard.refuseCode(saved.place(), saved.config(), Set.of());
            model = ModelReader.described(where, () -> {
                Model made = LayerReader.model(saved.config(), where);
                ModelReader.build(made, saved.config(), where);
                return made;
            });
        } catch (JerasException e) {
            problem = e.getMessage();
        }
        List<Part> parts = new ArrayList<>();
        collect(saved.config(), "", model, where, missing, parts);
        if (model != null) {
            Model described = model;
            saved.compile(model)
                    .filter(c -> c.has("optimizer"))
                    .ifPresent(c -> missing.addAll(
                            ModelReader.described(where, () -> CompileReader.read(described, c, where))));
        }
        return new Inspection(saved.writtenBy(), parts, List.copyOf(missing), problem);
    }

    private static void collect(
            JsonObject described, String path, Model model, Where where, Set<String> missing, List<Part> parts) {
        if (!(described.get("config") instanceof JsonObject config)
                || !(config.get("layers") instanceof JsonArray layers)) {
            return;
        }
        for (JsonElement json : layers) {
            if (json instanceof JsonObject layer) {
                part(layer, path, model, where, missing, parts);
            }
        }
    }

    private static void part(
            JsonObject layer, String path, Model model, Where where, Set<String> missing, List<Part> parts) {
        String className = JsonText.string(layer, "class_name");
        JsonObject config = layer.get("config") instanceof JsonObject told ? told : new JsonObject();
        String name = layer.has("name") ? JsonText.string(layer, "name") : JsonText.string(config, "name");
        Layer made = model == null ? null : find(model, name);
        String problem = "";
        boolean nested = config.get("layers") instanceof JsonArray;
        boolean input = className.equals(LayerReader.INPUT_LAYER);
        if (made == null && !nested && !input) {
            problem = problem(layer, className, where, missing);
        }
        List<String> weights = made == null || nested
                ? List.of()
                : made.weights().stream()
                        .map(v -> v.name() + " " + Shapes.text(v.shape()))
                        .toList();
        parts.add(new Part(path + name, className, problem.isEmpty(), weights, problem));
        if (nested) {
            collect(layer, path + name + "/", made instanceof Model inner ? inner : null, where, missing, parts);
        }
    }

    private static Layer find(Model model, String name) {
        return model.layers().stream()
                .filter(l -> name.equals(l.name()))
                .findFirst()
                .orElse(null);
    }

    /** Why a layer cannot be read by itself; empty when it can, also where only its place among the others is wrong. */
    private static String problem(JsonObject layer, String className, Where where, Set<String> missing) {
        try {
            if (JsonText.string(layer, "module").contains(".ops")) {
                Operations.find(className, where);
            } else {
                CodeGuard.refuseCode(where.place(), layer, Set.of());
                ModelReader.described(where, () -> LayerReader.layer(layer, where));
            }
            return "";
        } catch (UnsupportedPartException e) {
            missing.add(e.part());
            return e.getMessage();
        } catch (JerasException e) {
            missing.add(className);
            return e.getMessage();
        }
    }

    /** One line a layer: its name, class and weights, and what is missing. */
    @Override
    public String toString() {
        String lines = layers.stream()
                .map(p -> (p.known ? "  " : "! ") + p.name + " (" + p.className + ")"
                        + (p.weights.isEmpty() ? "" : " " + String.join(", ", p.weights)))
                .collect(Collectors.joining("\n"));
        return (writtenBy.isEmpty() ? "" : "written by " + writtenBy + "\n")
                + lines
                + (missing.isEmpty() ? "" : "\nJeras does not have: " + String.join(", ", missing));
    }
}
