package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ModelStateException;
import jeras.ShapeMismatchException;
import jeras.backend.Values;
import jeras.initializers.Initializer;
import jeras.metrics.Metric;
import jeras.ops.Ops;
import jeras.ops.Recording;
import jeras.ops.Replicas;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.regularizers.Regularizer;
import jeras.utils.Naming;

/**
 * A function with weights: tensors in, tensors out.
 *
 * <p>A user's own layer makes its weights in {@link #build} and computes in {@link #call(Tensor)}:
 *
 * <pre>{@code
 * class Scale extends Layer {
 *     Variable factor;
 *
 *     protected void build(Shape input) {
 *         factor = weight("factor", new Shape(input.get(input.dimension() - 1)), Initializer.of("ones"));
 *     }
 *
 *     protected Tensor call(Tensor x) {
 *         return x.multiply(factor);
 *     }
 * }
 * }</pre>
 *
 * <p>Applied to symbolic tensors outside a layer it adds a node to a functional model; inside, it computes. Its weights are
 * made at the first application and shared by the later ones.
 *
 * @see <a href="https://keras.io/api/layers/base_layer/">keras.layers.Layer</a>
 */
public abstract class Layer {
    /** The layers whose {@code call} this thread is in, innermost last, and where a message says they stand. */
    private static final ThreadLocal<Deque<Layer>> CALLING = ThreadLocal.withInitial(ArrayDeque::new);

    private final List<Variable> own = new ArrayList<>();
    /** Those of {@link #own} that train when the layer does. */
    private final Set<Variable> learned = new LinkedHashSet<>();

    private final Set<Layer> adopted = new LinkedHashSet<>();
    private final EagerCall eager = new EagerCall(this);
    private String name;
    private boolean named;
    private boolean trainable = true;
    private boolean built;
    private Regularizer activityRegularizer;
    private String place = "";
    private List<Shape> inputShapes = List.of();
    private List<Shape> outputShapes = List.of();
    private LayerCall firstCall;
    private Supplier<List<Tensor>> connecting = List::of;

    protected Layer() {}

    /** A layer whose name no model changes; null for one that its model names. */
    protected Layer(String name) {
        this.name = name;
        this.named = name != null;
    }

    // ---- what a layer is -------------------------------------------------------------------------------------------

    /** Makes the weights for one input; called once, before the first call. */
    protected void build(Shape input) {}

    /** Makes the weights; called once, before the first call. */
    protected void build(List<Shape> inputs) {
        build(inputs.get(0));
    }

    /** Computes, from one tensor one tensor. */
    protected Tensor call(Tensor x) {
        throw new ModelStateException(JerasException.message(
                className() + " does not say what it computes.",
                "an override of call(Tensor), call(Tensor, Call) or call(List, Call)",
                "none",
                "override one of them"));
    }

    /** Computes, from one tensor one tensor, knowing about training and mask. */
    protected Tensor call(Tensor x, Call call) {
        return call(x);
    }

    /** Computes, from any number of tensors any number of tensors. */
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        if (inputs.size() != 1) {
            throw new ShapeMismatchException(JerasException.message(
                    title() + " cannot take several inputs.",
                    "one tensor",
                    inputs.size() + " tensors",
                    "apply it to one tensor"));
        }
        return List.of(call(inputs.get(0), call));
    }

    /**
     * The mask of an output of one call. By default what {@link #computeMask(List, int)} says, whatever the call was told.
     *
     * @param output which output
     */
    protected Tensor computeMask(List<Tensor> inputs, int output, Call call) {
        return computeMask(inputs, output);
    }

    /**
     * The mask of an output. By default that of the first input when the layer {@link #supportsMasking}, else none.
     *
     * @param output which output
     */
    protected Tensor computeMask(List<Tensor> inputs, int output) {
        return supportsMasking() ? inputs.get(0).mask() : null;
    }

    /** True when the layer hands its input's mask on. */
    protected boolean supportsMasking() {
        return false;
    }

    /**
     * True when what it makes of a sample depends on that sample alone, so that steps of sequences may stand in one batch. Of a
     * class of the user's own nobody knows.
     */
    boolean treatsSamplesAlone(boolean training) {
        return isModel() && sublayers().stream().allMatch(l -> l.treatsSamplesAlone(training));
    }

    /** The layers inside this one, in the order of their weights. By default the fields that hold layers. */
    protected List<Layer> sublayers() {
        return Sublayers.of(this, adopted);
    }

    /** The metrics that this layer and those in it hold in fields. */
    protected final Set<Metric> heldMetrics() {
        return Sublayers.metrics(this);
    }

    /**
     * The layers inside this one by the place that Keras's weight files give them below this layer's own: {@code layers/}
     * and the class's name in snake case, made unique. Layers whose Keras counterpart holds them in attributes say which; for
     * a class of one's own these are its fields, in Python's spelling.
     */
    public Map<String, Layer> savedParts() {
        if (Sublayers.isOwn(this)) {
            return Sublayers.attributes(this, adopted, isModel());
        }
        return savedIn("layers", sublayers());
    }

    /** Layers by the places that Keras gives to those of one list. */
    static Map<String, Layer> savedIn(String list, List<Layer> layers) {
        Map<String, Layer> parts = new LinkedHashMap<>();
        for (Layer layer : layers) {
            String base = list + "/" + layer.snakeName();
            String place = base;
            for (int n = 1; parts.containsKey(place); n++) {
                place = base + "_" + n;
            }
            parts.put(place, layer);
        }
        return parts;
    }

    /** The inputs as the arguments of Keras's {@code call}: tensors and lists of tensors. By default one tensor, or all in one list. */
    public List<Object> callArguments(List<Tensor> inputs) {
        return inputs.size() == 1 ? List.copyOf(inputs) : List.of(List.copyOf(inputs));
    }

    /** Those inputs that files give to Keras's {@code call} by name; the others are {@link #callArguments}. By default none. */
    public Map<String, Tensor> callKeywords(List<Tensor> inputs) {
        return Map.of();
    }

    /**
     * The names of the parameters of Keras's {@code call} that stand for the inputs, in order. By default one, whose value is a
     * tensor or a list of all.
     */
    public List<String> parameterNames() {
        return List.of("inputs");
    }

    /**
     * The names of the other arguments that the layer may be called with, in the order of Keras's {@code call}; see
     * {@link CallOptions}. By default {@code training} and {@code mask}.
     */
    public List<String> acceptedArguments() {
        return List.of(CallOptions.TRAINING, CallOptions.MASK);
    }

    /** A new weight that training changes. */
    protected final Variable weight(String weightName, Shape shape, Initializer initializer) {
        return weight(weightName, shape, DataType.FLOAT32, true, initializer);
    }

    /** A new weight; one that is not trainable is state that the layer updates by {@link Variable#assign}. */
    protected final Variable weight(
            String weightName, Shape shape, DataType type, boolean isTrainable, Initializer initializer) {
        if (!Shapes.known(shape)) {
            throw new ShapeMismatchException(JerasException.message(
                    title() + " cannot make its weight \"" + weightName + "\".",
                    "an input whose lengths are known where the weight needs them",
                    "a weight of shape " + Shapes.text(shape),
                    "declare the input's shape in full"));
        }
        Variable v = new Variable(weightName, shape, type, isTrainable, () -> initializer.apply(shape, type));
        own.add(v);
        if (isTrainable) {
            learned.add(v);
            v.trainable(trainable);
        }
        return v;
    }

    /** Counts a weight of a layer inside among its own too, as Keras does when a layer keeps it in an attribute. */
    final void alsoOwns(Variable shared) {
        own.add(shared);
        learned.add(shared);
    }

    /** Adds a scalar to what training minimizes, from within {@code call}. */
    protected final void addLoss(Tensor scalar) {
        Recording.addLoss(this, scalar);
    }

    /**
     * What this layer, and those in it, add to what training minimizes: scalars that {@link #addLoss} was given in the step that is
     * being recorded, and the penalties on weights. For a step or a loss of one's own:
     *
     * <pre>{@code
     * protected Tensor computeLoss(StepData data, List<Tensor> yPred) {
     *     Tensor loss = Ops.mean(Ops.square(yPred.get(0).subtract(data.y())));
     *     for (Tensor added : losses()) {
     *         loss = loss.add(added);
     *     }
     *     return loss;
     * }
     * }</pre>
     *
     * @see <a href="https://keras.io/api/layers/base_layer/">Keras: Layer.losses</a>
     */
    public final List<Tensor> losses() {
        Set<Layer> owners = new LinkedHashSet<>();
        addWithParts(owners);
        List<Tensor> all = new ArrayList<>();
        Recording.losses().stream().filter(l -> owners.contains(l.owner())).forEach(l -> all.add(l.scalar()));
        for (Variable v : trainableWeights()) {
            if (v.regularizer() != null) {
                all.add(v.regularizer().apply(v));
            }
        }
        return all;
    }

    private void addWithParts(Set<Layer> found) {
        if (found.add(this)) {
            sublayers().forEach(part -> part.addWithParts(found));
        }
    }

    // ---- applying --------------------------------------------------------------------------------------------------

    /** The layer's output for its inputs; the first output when it has several. */
    public final Tensor apply(Tensor... inputs) {
        return applyAll(List.of(inputs)).get(0);
    }

    /** The layer's output for values, at once; the first output when it has several. */
    public final Array apply(Array... inputs) {
        return computeNow(List.of(inputs)).get(0);
    }

    /** Computes outside a model, as at prediction. */
    List<Array> computeNow(List<Array> inputs) {
        return eager.call(inputs);
    }

    /** All outputs for the inputs. */
    public final List<Tensor> applyAll(Tensor... inputs) {
        return applyAll(List.of(inputs));
    }

    /** All outputs for the inputs. */
    public final List<Tensor> applyAll(List<Tensor> inputs) {
        return applyAll(inputs, CallArguments.NONE);
    }

    /**
     * The output of a call that is told more than its inputs: {@code base.applyWith(c -> c.training(false), x)}.
     *
     * @throws InvalidArgumentException if the layer does not know one of the arguments
     */
    public final Tensor applyWith(Consumer<CallOptions> told, Tensor... inputs) {
        return applyAllWith(told, inputs).get(0);
    }

    /** As {@link #applyWith}, all outputs. */
    public final List<Tensor> applyAllWith(Consumer<CallOptions> told, Tensor... inputs) {
        return applyAllWith(told, List.of(inputs));
    }

    /** As {@link #applyWith}, all outputs. */
    public final List<Tensor> applyAllWith(Consumer<CallOptions> told, List<Tensor> inputs) {
        CallArguments arguments = CallArguments.of(told);
        for (String argument : arguments.values().keySet()) {
            if (!acceptedArguments().contains(argument)) {
                throw new InvalidArgumentException(JerasException.message(
                        title() + " cannot be called with the argument " + argument + ".",
                        "arguments among " + String.join(", ", acceptedArguments()),
                        argument,
                        "leave it out"));
            }
        }
        return applyAll(inputs, arguments);
    }

    final List<Tensor> applyAll(List<Tensor> inputs, CallArguments arguments) {
        if (Recording.active()) {
            return invoke(inputs, arguments, activityRegularizer);
        }
        List<Tensor> outputs = new ArrayList<>();
        Recording.of(false, () -> outputs.addAll(invoke(inputs, arguments, activityRegularizer)));
        LayerCall made = new LayerCall(this, inputs, arguments, outputs);
        firstCall = firstCall == null ? made : firstCall;
        return made.outputs();
    }

    /** The first of {@link #inputs()}. */
    public final Tensor input() {
        return inputs().get(0);
    }

    /** The first of {@link #outputs()}: {@code Model.of(model.input(), model.layer("features").output())}. */
    public final Tensor output() {
        return outputs().get(0);
    }

    /**
     * The symbolic inputs that the layer was first applied to, in a functional model or a Sequential of declared input.
     *
     * @throws ModelStateException if it was not applied to any
     */
    public List<Tensor> inputs() {
        List<Tensor> made = outputs();
        return firstCall == null ? made : firstCall.layerInputs();
    }

    /**
     * What the layer gave for {@link #inputs()}, for models that begin or end here.
     *
     * @throws ModelStateException if it was not applied to any
     */
    public List<Tensor> outputs() {
        List<Tensor> made = firstCall == null ? connecting.get() : firstCall.outputs();
        if (made.isEmpty()) {
            throw new ModelStateException(JerasException.message(
                    title() + " has no symbolic input and output.",
                    "a layer of a functional model, or of a Sequential with a declared input",
                    "one that was not applied to a symbolic tensor",
                    "apply it to Input.of(...), or begin the Sequential with one"));
        }
        return made;
    }

    /** Says how the layer gets its outputs when somebody asks for them; for the model that the layer becomes part of. */
    public final void connectedBy(Supplier<List<Tensor>> newConnecting) {
        connecting = newConnecting;
    }

    /** All outputs for the inputs, on which there is no penalty; for layers that call another one as Keras calls it there. */
    final List<Tensor> applyUnpenalized(List<Tensor> inputs) {
        return invoke(inputs, CallArguments.NONE, null);
    }

    private List<Tensor> invoke(List<Tensor> given, CallArguments arguments, Regularizer penalty) {
        List<Tensor> inputs = arguments.masked(given);
        return arguments.has(CallOptions.TRAINING)
                ? Recording.training(arguments.flag(CallOptions.TRAINING), () -> entered(inputs, arguments, penalty))
                : entered(inputs, arguments, penalty);
    }

    private List<Tensor> entered(List<Tensor> inputs, CallArguments arguments, Regularizer penalty) {
        Deque<Layer> calling = CALLING.get();
        boolean root = calling.isEmpty();
        if (!root) {
            calling.peekLast().adopt(this);
        }
        calling.addLast(this);
        try {
            // The model itself is not named in its own program and weights, the models inside it are.
            List<Tensor> outputs = root && isModel()
                    ? Replicas.of(inputs, in -> compute(in, arguments, penalty))
                    : Recording.scoped(displayName(), () -> compute(inputs, arguments, penalty));
            Taps.tell(calling, outputs);
            return outputs;
        } catch (ShapeMismatchException e) {
            boolean told = isModel() && e.getMessage().contains(" cannot take an input of shape ");
            throw told || e.getMessage().contains(title()) ? e : located(e, inputs);
        } finally {
            calling.removeLast();
            if (root) {
                assignPaths();
            }
        }
    }

    private void adopt(Layer child) {
        if (adopted.add(child) && child.name == null) {
            Names.assign(sublayers());
        }
    }

    /** True for models. */
    protected boolean isModel() {
        return false;
    }

    /** What an operation inside the layer had to say, with the layer before it. */
    private ShapeMismatchException located(ShapeMismatchException e, List<Tensor> inputs) {
        List<String> shapes = inputs.stream().map(t -> Shapes.text(t.shape())).toList();
        return new ShapeMismatchException(
                titleAndPlace() + " cannot take an input of shape " + String.join(", ", shapes) + ".\n"
                        + e.getMessage(),
                e);
    }

    /** True when strings may come in; of Keras's layers only those that make numbers of them. */
    protected boolean takesStrings() {
        return true;
    }

    private void refuseStrings(List<Tensor> inputs) {
        if (!takesStrings() && inputs.stream().anyMatch(t -> t.dataType() == DataType.STRING)) {
            throw new InvalidArgumentException(JerasException.message(
                    titleAndPlace() + " cannot take strings.",
                    "numbers",
                    "strings",
                    "put TextVectorization, StringLookup or Hashing before it"));
        }
    }

    private List<Tensor> compute(List<Tensor> inputs, CallArguments arguments, Regularizer penalty) {
        refuseStrings(inputs);
        ensureBuilt(inputs.stream().map(Tensor::shape).toList());
        boolean training = Recording.training();
        Call call = new Call(training, inputs, arguments);
        List<Tensor> outputs = call(inputs, call);
        outputShapes = outputs.stream().map(Tensor::shape).toList();
        List<Tensor> masked = new ArrayList<>(outputs.size());
        for (int i = 0; i < outputs.size(); i++) {
            // The output of a model carries the mask that its last layer gave it.
            Tensor mask = isModel() ? outputs.get(i).mask() : computeMask(inputs, i, call);
            masked.add(outputs.get(i).withMask(mask));
            if (penalty != null) {
                Tensor batch = Ops.length(outputs.get(i), 0);
                addLoss(penalty.apply(outputs.get(i)).divide(batch));
            }
        }
        return masked;
    }

    /** Makes the weights for inputs of these shapes, unless they exist. */
    public final void ensureBuilt(List<Shape> inputs) {
        if (!built) {
            Names.assign(sublayers());
            build(inputs);
            inputShapes = List.copyOf(inputs);
            built = true;
            assignPaths();
        }
    }

    /** The shapes of the inputs that the weights were made for; empty before. */
    public final List<Shape> inputShapes() {
        return inputShapes;
    }

    /** The shapes of the outputs of the last call; empty before the first. */
    public final List<Shape> outputShapes() {
        return outputShapes;
    }

    /** True once the weights exist. */
    public final boolean isBuilt() {
        return built;
    }

    // ---- weights ---------------------------------------------------------------------------------------------------

    /** All weights in Keras's order: the layer's own, those that train first, then those of the layers inside. */
    public final List<Variable> weights() {
        Set<Variable> all = new LinkedHashSet<>(ownWeights());
        sublayers().forEach(l -> all.addAll(l.weights()));
        return List.copyOf(all);
    }

    /** The weights of this layer itself, without those of the layers inside; those that train come first. */
    public final List<Variable> ownWeights() {
        Set<Variable> all = new LinkedHashSet<>(learned);
        all.addAll(own);
        return List.copyOf(all);
    }

    /**
     * The weight of this layer itself with this name, such as {@code "kernel"}.
     *
     * @throws InvalidArgumentException if it has none; before its first call a layer has no weights
     */
    public final Variable weight(String weightName) {
        return ownWeights().stream()
                .filter(v -> v.name().equals(weightName))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(JerasException.message(
                        title() + " has no weight \"" + weightName + "\".",
                        "one of " + ownWeights().stream().map(Variable::name).toList(),
                        weightName,
                        built ? "choose one of them" : "build the layer first: weights are made with the first call")));
    }

    /** The weights that training changes; none when this layer is not trainable. */
    public final List<Variable> trainableWeights() {
        if (!trainable) {
            return List.of();
        }
        Set<Variable> all = new LinkedHashSet<>();
        all.addAll(learned);
        sublayers().forEach(l -> all.addAll(l.trainableWeights()));
        return List.copyOf(all);
    }

    /** The weights that training leaves alone. */
    public final List<Variable> nonTrainableWeights() {
        List<Variable> rest = new ArrayList<>(weights());
        rest.removeAll(trainableWeights());
        return rest;
    }

    /** Copies of all weights, in the order of {@link #weights()}. */
    public final List<Array> getWeights() {
        return weights().stream().map(Values::read).toList();
    }

    /** Sets all weights, in the order of {@link #weights()}. */
    public final void setWeights(List<Array> values) {
        List<Variable> variables = weights();
        if (values.size() != variables.size()) {
            throw new ShapeMismatchException(JerasException.message(
                    title() + " cannot take these weights.",
                    variables.size() + " arrays",
                    values.size() + " arrays" + (built ? "" : " (it is not built yet, so it has no weights)"),
                    "give one array for each of weights()"));
        }
        for (int i = 0; i < values.size(); i++) {
            Variable v = variables.get(i);
            if (!v.shape().equals(values.get(i).shape())) {
                throw new ShapeMismatchException(JerasException.message(
                        title() + " cannot take array " + i + " as its weight \"" + v.path() + "\".",
                        Shapes.text(v.shape()),
                        Shapes.text(values.get(i).shape()),
                        "give the arrays in the order of weights()"));
            }
        }
        for (int i = 0; i < values.size(); i++) {
            Values.write(variables.get(i), values.get(i).cast(variables.get(i).dataType()));
        }
    }

    /** The number of single numbers in all weights. */
    public final long countParams() {
        return weights().stream().mapToLong(v -> v.shape().size()).sum();
    }

    /** Whether training changes this layer's weights. */
    public final boolean isTrainable() {
        return trainable;
    }

    /** Freezes this layer and all layers inside it, or sets them free; the next training sees it. */
    public final void setTrainable(boolean value) {
        trainable = value;
        own.forEach(v -> v.trainable(value && learned.contains(v)));
        sublayers().forEach(l -> l.setTrainable(value));
    }

    // ---- names -----------------------------------------------------------------------------------------------------

    /** The class's name as Keras spells it. */
    public String className() {
        String simple = getClass().getSimpleName();
        return simple.isEmpty() ? "Layer" : simple;
    }

    /**
     * What the names of its weights' places in files and its own default name are made from: the class's name in snake case,
     * except where Keras's class has another name than it goes by.
     */
    public String snakeName() {
        return Naming.snakeCase(className());
    }

    /** The name in its model; null before it is part of one, unless it was given one. */
    public final String name() {
        return name;
    }

    /** True when the user chose the name. */
    public final boolean isNamed() {
        return named;
    }

    /** Called by the model that the layer becomes part of. */
    final void assignName(String newName) {
        name = newName;
        assignPaths();
    }

    private void assignPaths() {
        if (isModel()) {
            own.forEach(v -> v.path(v.name()));
            sublayers().forEach(l -> l.assignPaths(""));
        } else {
            assignPaths("");
        }
    }

    private void assignPaths(String prefix) {
        String here = prefix + displayName() + "/";
        own.forEach(v -> v.path(here + v.name()));
        sublayers().forEach(l -> l.assignPaths(here));
    }

    /** Where messages say that the layer stands, such as {@code "layer 2 of 5, "}; set by its model. */
    public final void assignPlace(String newPlace) {
        place = newPlace;
    }

    /** Layers that hand the penalty on to layers inside them override this. */
    void penalizeActivity(Regularizer penalty) {
        activityRegularizer = penalty;
    }

    final void chooseName(String chosen) {
        name = chosen;
        named = true;
    }

    /** The name, or the class's name in snake case before there is one. */
    protected final String displayName() {
        return name != null ? name : snakeName();
    }

    final String titleAndPlace() {
        return place + title();
    }

    /** How messages call the layer: {@code Dense "dense"}. */
    protected final String title() {
        return className() + (name == null ? "" : " \"" + name + "\"");
    }
}
