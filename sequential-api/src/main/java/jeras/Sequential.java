package jeras;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jeras.layers.Call;
import jeras.layers.InputLayer;
import jeras.layers.KerasLayer;
import jeras.layers.Layer;
import jeras.layers.Names;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * Layers one after the other.
 *
 * <pre>{@code
 * var model = Sequential.of(Input.of(784), Dense.of(512).activation("relu"), Dense.of(10).activation("softmax"));
 * }</pre>
 *
 * <p>The input's shape comes from {@link Input}, from the first layer's {@code inputShape}, or from the first data.
 *
 * @see <a href="https://keras.io/api/models/sequential/">keras.Sequential</a>
 */
public final class Sequential extends Model {
    private final List<Layer> layers = new ArrayList<>();
    /** What goes into the first layer and comes out of each, once asked for; empty before. */
    private final List<List<Tensor>> chain = new ArrayList<>();

    private InputLayer input;
    private Input declaredInput;
    private String inputOrigin = "";

    private Sequential() {}

    private Sequential(String name) {
        super(name);
    }

    /** A stack of layers; {@link #add} takes more. */
    public static Sequential of(Layer... layers) {
        Sequential model = new Sequential();
        for (Layer layer : layers) {
            model.add(layer);
        }
        return model;
    }

    /** A stack of layers over a declared input. */
    public static Sequential of(Input input, Layer... layers) {
        Sequential model = new Sequential();
        model.add(input);
        for (Layer layer : layers) {
            model.add(layer);
        }
        return model;
    }

    /** An empty stack with a name. */
    public static Sequential named(String name) {
        return new Sequential(name);
    }

    /** Declares the input; before any layer. */
    public Sequential add(Input declared) {
        if (input != null || !layers.isEmpty()) {
            throw new ModelStateException(JerasException.message(
                    "A Sequential takes its input first.",
                    "Input before all layers, once",
                    layers.size() + " layers" + (input == null ? "" : " and an input"),
                    "begin with Sequential.of(Input.of(...), ...)"));
        }
        input = declared.layer();
        declaredInput = declared;
        inputOrigin = "from Input.of";
        Names.assign(List.of(input));
        return this;
    }

    /** Puts a layer on top. */
    public Sequential add(Layer layer) {
        if (layers.contains(layer)) {
            throw new InvalidArgumentException(JerasException.message(
                    "A Sequential cannot hold a layer twice.",
                    "different layers",
                    layer + " again",
                    "use a copy(), or a functional model to share weights"));
        }
        if (input == null
                && layers.isEmpty()
                && layer instanceof KerasLayer<?, ?> first
                && first.inputShape() != null) {
            declaredInput = Input.ofBatch(first.inputShape(), first.inputType());
            input = declaredInput.layer();
            inputOrigin =
                    "from inputShape" + Shapes.text(first.inputShape().slice(1)).replace(",)", ")");
            Names.assign(List.of(input));
        }
        layers.add(layer);
        try {
            changed();
        } catch (JerasException e) {
            // A layer that does not fit is not part of the model.
            layers.remove(layers.size() - 1);
            throw e;
        }
        return this;
    }

    /** Takes the top layer off and returns it. */
    public Layer pop() {
        if (layers.isEmpty()) {
            throw new ModelStateException(JerasException.message(
                    "A Sequential without layers has none to pop.", "at least one layer", "none", "add one first"));
        }
        Layer top = layers.remove(layers.size() - 1);
        changed();
        return top;
    }

    private void changed() {
        chain.clear();
        Names.assign(layers);
        for (int i = 0; i < layers.size(); i++) {
            int place = i;
            layers.get(i).connectedBy(() -> chain().get(place + 1));
            layers.get(i).assignPlace("layer " + (i + 1) + " of " + layers.size() + ", ");
        }
        if (input != null && !layers.isEmpty()) {
            rebuild(List.of(input.batchShape()));
        }
        trainer().forget();
    }

    /** With a declared input each layer is built, and so checked, as soon as it is added. */
    private void rebuild(List<Shape> inputs) {
        computeOutputShape(inputs);
    }

    @Override
    DataType inputType(int index) {
        boolean declared = input != null || layers.isEmpty();
        if (!declared && layers.get(0) instanceof KerasLayer<?, ?> first) {
            return first.inputType();
        }
        return !declared && layers.get(0) instanceof Model first ? first.inputType(index) : super.inputType(index);
    }

    /** {@inheritDoc} Here, that of the model. */
    @Override
    public List<Tensor> inputs() {
        return chain().get(0);
    }

    /** {@inheritDoc} Here, those of the top layer. */
    @Override
    public List<Tensor> outputs() {
        return chain().get(layers.size());
    }

    private List<List<Tensor>> chain() {
        if (declaredInput == null || layers.isEmpty()) {
            throw new ModelStateException(JerasException.message(
                    title() + " has no symbolic input and output.",
                    "a Sequential with a declared input and layers",
                    layers.size() + " layers and " + (declaredInput == null ? "no" : "an") + " input",
                    "begin with Sequential.of(Input.of(...), ...)"));
        }
        if (chain.isEmpty()) {
            chain.add(List.of(declaredInput));
            for (Layer layer : layers) {
                chain.add(layer.applyAll(chain.get(chain.size() - 1)));
            }
        }
        return chain;
    }

    @Override
    public List<Layer> layers() {
        return Collections.unmodifiableList(layers);
    }

    @Override
    protected List<Layer> sublayers() {
        return layers == null ? List.of() : List.copyOf(layers);
    }

    @Override
    public List<InputLayer> inputLayers() {
        return input == null ? List.of() : List.of(input);
    }

    @Override
    public List<String> outputNames() {
        return layers.isEmpty()
                ? List.of()
                : List.of(layers.get(layers.size() - 1).name());
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        if (layers.isEmpty()) {
            throw new ModelStateException(JerasException.message(
                    "A Sequential without layers computes nothing.", "at least one layer", "none", "add one first"));
        }
        List<Tensor> x = input == null ? inputs : List.of(input.declared(inputs.get(0)));
        for (Layer layer : layers) {
            x = layer.applyAll(x);
        }
        return x;
    }

    @Override
    public ShapeMismatchException refuseInput(int index, Shape received) {
        if (layers.isEmpty()) {
            return super.refuseInput(index, received);
        }
        String first = layers.get(0).className() + " \"" + layers.get(0).name() + "\"";
        Shape declared = input.batchShape();
        boolean lastAxis = declared.dimension() == received.dimension();
        int last = declared.dimension() - 1;
        String shape = Shapes.text(received);
        return new ShapeMismatchException(JerasException.message(
                "layer 1 of " + layers.size() + ", " + first + ", cannot take an input of shape " + shape + ".",
                (lastAxis ? "last axis = " + declared.get(last) : Shapes.text(declared)) + "   (" + inputOrigin + ")",
                lastAxis ? Long.toString(received.get(last)) : shape,
                received.dimension() == 1
                        ? "give one row a sample: data of shape " + Shapes.text(declared)
                        : "declare Input.of" + Shapes.text(received.slice(1)).replace(",)", ")")
                                + ", or give the model inputs "
                                + (lastAxis ? "with " + declared.get(last) + " features" : "of that shape")));
    }
}
