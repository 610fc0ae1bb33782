package jeras.training;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
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
import jeras.utils.DataTypes;

/** Holds data against what the model declares, before anything runs. */
final class DataCheck {
    private DataCheck() {}

    /** As {@link #fitting}, held against what the model declares. */
    static Batch checked(Model model, Batch data) {
        Batch fitting = fitting(model, data);
        inputs(model, fitting);
        return fitting;
    }

    /**
     * The batch, with what has names in the model's order, and with an axis of length 1 added to inputs or taken away from them
     * where the model declares it so, as Keras does.
     */
    @SuppressWarnings("ReferenceEquality") // equal by value would compare all numbers
    static Batch fitting(Model model, Batch given) {
        Batch data = Inputs.ordered(given, model.inputNames(), model.outputNames());
        List<InputLayer> declared = model.inputLayers();
        if (declared.size() != data.x().size()) {
            return data;
        }
        List<Array> x = new ArrayList<>();
        boolean changed = false;
        for (int i = 0; i < declared.size(); i++) {
            Array array = data.x().get(i);
            Array fitting = fitting(declared.get(i).batchShape(), array);
            changed |= fitting != array;
            x.add(fitting);
        }
        return changed ? new Batch(x, data.y(), data.sampleWeight()) : data;
    }

    private static Array fitting(Shape declared, Array array) {
        int rank = declared.dimension();
        if (array.rank() == rank - 1 && array.rank() > 0 && declared.get(rank - 1) == 1) {
            return array.expandDims(-1);
        }
        boolean column = array.rank() == rank + 1 && array.shape().get(rank) == 1;
        return column ? array.reshape(array.shape().slice(0, rank).getShape()) : array;
    }

    private static void inputs(Model model, Batch data) {
        if (data.x().isEmpty() || Inputs.samples(data) == 0) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is no data.", "at least one sample", "none", "give arrays with at least one row"));
        }
        for (Array target : data.y()) {
            if (target.isText()) {
                throw new InvalidArgumentException(JerasException.message(
                        "A model cannot learn strings.",
                        "targets that are numbers",
                        "strings, such as \"" + target.flatten().getString(0) + "\"",
                        "give each class a number, for instance by StringLookup"));
            }
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
            kind(declared.get(i), data.x().get(i));
            input(model, i, declared.get(i).batchShape(), data.x().get(i));
        }
    }

    private static void kind(InputLayer declared, Array array) {
        boolean text = declared.dataType() == DataType.STRING;
        if (text != array.isText()) {
            throw new InvalidArgumentException(
                    JerasException.message(
                            "Input \"" + declared.name() + "\" of the model cannot take this data.",
                            text ? "strings" : "numbers",
                            text ? "numbers, of type " + DataTypes.name(array.dataType()) : "strings",
                            text
                                    ? "give strings, or declare the input without dtype(\"string\")"
                                    : "declare it with dtype(\"string\"), and begin with TextVectorization, StringLookup or Hashing"));
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
