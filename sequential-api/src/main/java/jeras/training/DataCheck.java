package jeras.training;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.ShapeMismatchException;
import jeras.data.Batch;
import jeras.data.Inputs;
import jeras.layers.InputLayer;
import jeras.ops.Shapes;

/** Holds data against what the model declares, before anything runs. */
final class DataCheck {
    private DataCheck() {}

    static void inputs(Model model, Batch data) {
        if (data.x().isEmpty() || Inputs.samples(data) == 0) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is no data.", "at least one sample", "none", "give arrays with at least one row"));
        }
        List<InputLayer> declared = model.inputLayers();
        if (declared.isEmpty()) {
            return;
        }
        if (declared.size() != data.x().size()) {
            throw new ShapeMismatchException(JerasException.message(
                    "The model has " + declared.size() + " inputs.",
                    declared.size() + " arrays, for "
                            + declared.stream().map(InputLayer::name).toList(),
                    data.x().size() + " arrays",
                    "give a list, or a map by input name"));
        }
        for (int i = 0; i < declared.size(); i++) {
            input(model, i, declared.get(i).batchShape(), data.x().get(i));
        }
    }

    private static void input(Model model, int i, Shape declared, Array array) {
        Shape received = Shapes.with(array.shape(), 0, -1);
        if (!Shapes.compatible(Shapes.with(declared, 0, -1), received)) {
            throw model.refuseInput(i, received);
        }
        if (declared.get(0) > 0 && array.shape().get(0) % declared.get(0) != 0) {
            throw new ShapeMismatchException(JerasException.message(
                    "The model takes batches of exactly " + declared.get(0) + " samples.",
                    "a number of samples that this divides",
                    Long.toString(array.shape().get(0)),
                    "leave the last samples out, or declare the input without batchSize"));
        }
    }
}
