package jeras.plots;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jeras.activations.Activation;
import jeras.graph.Diagram;
import jeras.layers.InputLayer;
import jeras.layers.KerasLayer;
import jeras.layers.Layer;
import jeras.ops.Shapes;
import jeras.utils.Records;

/**
 * What the box of a layer says, as in Keras: a heading, perhaps an activation below it, and cells side by side below that.
 *
 * @param name empty unless it is to be shown
 * @param activation empty if there is none to be shown
 */
record BoxText(String name, String className, String activation, List<Cell> cells) {
    /** A cell: what is said, and of what; only the first of these is heavy. */
    record Cell(String label, String value, Colour colour) {}

    enum Colour {
        WHITE,
        GREEN,
        RED
    }

    static BoxText of(Diagram.Node node, ModelPlotOptions options) {
        Layer layer = node.layer();
        List<Cell> cells = new ArrayList<>();
        if (options.showShapes) {
            if (!(layer instanceof InputLayer)) {
                cells.add(new Cell("Input shape: ", shapes(node.inputs()), Colour.WHITE));
            }
            cells.add(new Cell("Output shape: ", shapes(node.outputs()), Colour.WHITE));
        }
        if (options.showDtype) {
            cells.add(new Cell("Output dtype: ", type(node.outputType()), Colour.WHITE));
        }
        if (options.showTrainable && layer != null && !layer.weights().isEmpty()) {
            cells.add(
                    layer.isTrainable()
                            ? new Cell("", "Trainable", Colour.GREEN)
                            : new Cell("", "Non-trainable", Colour.RED));
        }
        return new BoxText(
                options.showLayerNames ? node.name() : "",
                node.className(),
                options.showLayerActivations ? activation(layer).orElse("") : "",
                List.copyOf(cells));
    }

    private static String type(DataType type) {
        return type == null ? "?" : type.name().toLowerCase(Locale.ROOT);
    }

    private static String shapes(List<Shape> shapes) {
        if (shapes.isEmpty()) {
            return "?";
        }
        List<String> texts = shapes.stream().map(s -> Shapes.text(s, "None")).toList();
        return texts.size() == 1 ? texts.get(0) : texts.toString();
    }

    private static Optional<String> activation(Layer layer) {
        if (!(layer instanceof KerasLayer<?, ?> keras)) {
            return Optional.empty();
        }
        return Arrays.stream(keras.config().getClass().getRecordComponents())
                .filter(c -> c.getName().equals("activation"))
                .map((RecordComponent c) -> Records.get(keras.config(), c))
                .filter(Activation.class::isInstance)
                .map(Object::toString)
                .findFirst();
    }
}
