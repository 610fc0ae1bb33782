package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import jeras.layers.Bidirectional;
import jeras.layers.CallOptions;
import jeras.layers.Layer;
import jeras.layers.RecurrentLayer;
import jeras.ops.Tensor;

/** What a file says of one call of a layer: its inputs, given by place or by name, and its other arguments. */
final class LayerArguments {
    /** Keras's layers do not agree on the name of their first parameter. */
    private static final Set<String> FIRST = Set.of("inputs", "x", "sequences", "sequence");

    private final Layer layer;
    private final Where where;
    private final Iterator<Tensor> next;
    /** The inputs by the place of their parameter. */
    private final Map<Integer, List<Tensor>> given = new TreeMap<>();

    private final List<Consumer<CallOptions>> told = new ArrayList<>();

    private LayerArguments(Layer layer, Iterator<Tensor> tensors, Where where) {
        this.layer = layer;
        this.next = tensors;
        this.where = where;
    }

    /** Calls the layer as the file says; the tensors are those of the node, in its order. */
    static List<Tensor> call(Layer layer, CallNode node, List<Tensor> tensors, Where where) {
        LayerArguments arguments = new LayerArguments(layer, tensors.iterator(), where);
        arguments.read(node);
        List<Tensor> inputs =
                arguments.given.values().stream().flatMap(List::stream).toList();
        return layer.applyAllWith(options -> arguments.told.forEach(t -> t.accept(options)), inputs);
    }

    private void read(CallNode node) {
        List<String> parameters = layer.parameterNames();
        List<String> others = layer.acceptedArguments();
        List<JsonElement> args =
                node.args().isJsonArray() ? node.args().getAsJsonArray().asList() : List.of(node.args());
        for (int i = 0; i < args.size(); i++) {
            int other = i - parameters.size();
            if (other < 0) {
                given.put(i, input(args.get(i)));
            } else {
                tell(other < others.size() ? others.get(other) : "number " + (i + 1), args.get(i));
            }
        }
        node.kwargs().asMap().forEach((name, value) -> {
            int place = parameters.contains(name) ? parameters.indexOf(name) : FIRST.contains(name) ? 0 : -1;
            if (place >= 0) {
                given.put(place, input(value));
            } else {
                tell(name, value);
            }
        });
    }

    /** The tensors of one parameter; none where the file says None. */
    private List<Tensor> input(JsonElement json) {
        refuseConstants(json);
        List<Tensor> found = new ArrayList<>();
        CallNode.walk(json, t -> found.add(next.next()));
        return found;
    }

    private void tell(String name, JsonElement json) {
        List<Tensor> tensors = new ArrayList<>();
        CallNode.walk(json, t -> tensors.add(next.next()));
        boolean off = json.isJsonNull() || json.equals(new JsonPrimitive(false));
        boolean known = layer.acceptedArguments().contains(name);
        if (json.isJsonNull() || (off && !known)) {
            return;
        }
        if (known && json.isJsonPrimitive() && json.getAsJsonPrimitive().isBoolean()) {
            told.add(options -> options.set(name, json.getAsBoolean()));
        } else if (name.equals("mask") && CallNode.isTensor(json) && walks() && !(given.size() == 1 && bringsMask())) {
            // After the first states, whatever these are.
            given.put(Integer.MAX_VALUE, tensors);
        } else if (known && CallNode.isTensor(json)) {
            told.add(options -> options.set(name, tensors.get(0)));
        } else if (known && name.equals("mask") && json.isJsonArray()) {
            masks(json.getAsJsonArray(), tensors.iterator());
        } else if (!(name.equals("mask") && bringsMask())) {
            throw where.unsupported(
                    layer.className() + "." + name,
                    "the argument " + name + " in a call of " + layer.className(),
                    "call the layer without it, and save the model again");
        }
    }

    /** A mask for each input, null where it has none. */
    private void masks(JsonArray masks, Iterator<Tensor> tensors) {
        for (int i = 0; i < masks.size(); i++) {
            if (CallNode.isTensor(masks.get(i))) {
                int input = i;
                Tensor mask = tensors.next();
                told.add(options -> options.mask(input, mask));
            }
        }
    }

    /** True for layers that take a mask of their own as their last input. */
    private boolean walks() {
        return layer instanceof RecurrentLayer<?, ?> || layer instanceof Bidirectional;
    }

    /** True when the mask that Keras writes down is the one that the input brings along by itself. */
    private boolean bringsMask() {
        return given.values().stream().flatMap(List::stream).anyMatch(x -> x.mask() != null);
    }

    private void refuseConstants(JsonElement args) {
        if (CallNode.isTensor(args) || args.isJsonNull()) {
            return;
        }
        if (args.isJsonArray()) {
            args.getAsJsonArray().forEach(this::refuseConstants);
        } else if (args.isJsonObject() && !args.getAsJsonObject().has("class_name")) {
            args.getAsJsonObject().asMap().values().forEach(this::refuseConstants);
        } else {
            throw where.unsupported(
                    "constants as inputs of " + layer.className(),
                    "the constant " + Where.brief(args) + " as an input of " + layer.className(),
                    "make it a weight or an input, and save the model again");
        }
    }
}
