package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jeras.Array;
import jeras.DTypePolicy;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ModelStateException;
import jeras.ShapeMismatchException;
import jeras.backend.Values;
import jeras.initializers.Initializer;
import jeras.metrics.Metric;
import jeras.ops.Ops;
import jeras.ops.Recording;
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
    private final OwnWeights own = new OwnWeights();
    private final Connection connection = new Connection();
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
    private DTypePolicy policy = DTypePolicy.current();

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

    /** A new weight that training changes, of the data type {@link #variableDtype}. */
    protected final Variable weight(String weightName, Shape shape, Initializer initializer) {
        return weight(weightName, shape, variableDtype(), true, initializer);
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
        own.add(v, isTrainable);
        if (isTrainable) {
            v.trainable(trainable);
        }
        return v;
    }

    /** Counts a weight of a layer inside among its own too, as Keras does when a layer keeps it in an attribute. */
    final void alsoOwns(Variable shared) {
        own.add(shared, true);
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
        connection.made(made);
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
        return connection.inputs(outputs());
    }

    /**
     * What the layer gave for {@link #inputs()}, for models that begin or end here.
     *
     * @throws ModelStateException if it was not applied to any
     */
    public List<Tensor> outputs() {
        return connection.outputs(this);
    }

    /** Says how the layer gets its outputs when somebody asks for them; for the model that the layer becomes part of. */
    public final void connectedBy(Supplier<List<Tensor>> newConnecting) {
        connection.by(newConnecting);
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
        return Calling.of(this, inputs, in -> compute(in, arguments, penalty));
    }

    final void adopt(Layer child) {
        if (adopted.add(child) && child.name == null) {
            Names.assign(sublayers());
        }
    }

    /** True for models. */
    protected boolean isModel() {
        return false;
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

    private List<Tensor> compute(List<Tensor> given, CallArguments arguments, Regularizer penalty) {
        refuseStrings(given);
        boolean casts = castsInputs() && castsWeights() && policy.computeDtype().isFloating();
        List<Tensor> inputs = casts ? Precision.cast(given, policy.computeDtype()) : given;
        ensureBuilt(inputs.stream().map(Tensor::shape).toList());
        return Precision.compute(policy, castsWeights(), () -> computed(inputs, arguments, penalty));
    }

    private List<Tensor> computed(List<Tensor> inputs, CallArguments arguments, Regularizer penalty) {
        Call call = new Call(Recording.training(), inputs, arguments);
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
            policy.during(() -> {
                build(inputs);
                return null;
            });
            inputShapes = List.copyOf(inputs);
            built = true;
            assignPaths();
        }
    }

    // ---- precision -------------------------------------------------------------------------------------------------

    /** The data types that the layer computes in and keeps its weights in: those of {@code Keras.dtypePolicy()} when it was made. */
    public final DTypePolicy dtypePolicy() {
        return policy;
    }

    /**
     * Chooses the data types of this layer, for a class of one's own; layers of Keras have the option {@code dtype}. Layers that it
     * holds keep theirs, and weights that exist stay as they are.
     *
     * @see <a href="https://keras.io/api/layers/base_layer/">Keras: Layer.dtype_policy</a>
     */
    public final void setDtypePolicy(DTypePolicy newPolicy) {
        policy = newPolicy;
    }

    /** The data type that the layer computes in, to which it casts floats that come in. */
    public final DataType computeDtype() {
        return policy.computeDtype();
    }

    /** The data type of the layer's weights. */
    public final DataType variableDtype() {
        return policy.variableDtype();
    }

    /** False for layers that take floats as they come. */
    boolean castsInputs() {
        return true;
    }

    /** False for layers that Keras makes with {@code autocast=False}: neither inputs nor weights are cast for them. */
    boolean castsWeights() {
        return true;
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
        return own.list();
    }

    /**
     * The weight of this layer itself with this name, such as {@code "kernel"}.
     *
     * @throws InvalidArgumentException if it has none; before its first call a layer has no weights
     */
    public final Variable weight(String weightName) {
        return own.named(weightName, this);
    }

    /** The weights that training changes; none when this layer is not trainable. */
    public final List<Variable> trainableWeights() {
        if (!trainable) {
            return List.of();
        }
        Set<Variable> all = new LinkedHashSet<>(own.learned());
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
        OwnWeights.set(this, values);
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
        own.trainable(value);
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

    final void assignPaths() {
        if (isModel()) {
            own.paths("");
            sublayers().forEach(l -> l.assignPaths(""));
        } else {
            assignPaths("");
        }
    }

    private void assignPaths(String prefix) {
        String here = prefix + displayName() + "/";
        own.paths(here);
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
