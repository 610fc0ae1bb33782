package jeras;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import jeras.layers.InputLayer;
import jeras.ops.Placeholder;
import jeras.ops.Recording;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/** The shapes that go into a model and come out of it. */
final class ModelShapes {
    private ModelShapes() {}

    /** The shapes of the outputs for inputs of these shapes and data types; a model without weights makes them. */
    static List<Shape> outputs(Model model, List<Shape> inputs, List<DataType> types) {
        List<Shape> shapes = new ArrayList<>();
        Recording.of(false, () -> {
            List<Tensor> placeholders = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                placeholders.add(new Placeholder("x", inputs.get(i), types.get(i)));
            }
            model.applyAll(placeholders).forEach(t -> shapes.add(t.shape()));
        });
        return shapes;
    }

    /** The data types that the model declares, and these where it declares none. */
    static List<DataType> declared(Model model, List<DataType> types) {
        List<DataType> all = new ArrayList<>(types);
        for (int i = 0; i < Math.min(all.size(), model.inputLayers().size()); i++) {
            all.set(i, model.inputType(i));
        }
        return all;
    }

    /** The refusal of data whose shape is not the declared one. */
    static ShapeMismatchException refusal(InputLayer declared, Shape received) {
        String name = "Input \"" + declared.name() + "\"";
        return new ShapeMismatchException(JerasException.message(
                name + " of the model cannot take data of shape " + Shapes.text(received) + ".",
                Shapes.text(declared.batchShape()),
                Shapes.text(received),
                "reshape the data, or declare Input.of"
                        + Shapes.text(Shapes.withoutBatch(received)).replace(",)", ")")));
    }
}
