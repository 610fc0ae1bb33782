package jeras.saving;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.ModelStateException;
import jeras.backend.TorchScriptFile;
import jeras.layers.HostLayer;
import jeras.layers.InputLayer;
import jeras.layers.Layer;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/** Records a model's forward pass for use outside Jeras. */
public final class Exports {
    private Exports() {}

    /**
     * The model's pass from its inputs, whatever their data type, to its outputs.
     *
     * @throws ModelStateException if the model has no weights yet
     * @throws InvalidArgumentException if a layer computes in Java, before the program
     */
    public static TorchScriptFile torchScript(Model model) {
        if (!model.isBuilt()) {
            throw new ModelStateException(JerasException.message(
                    "The model cannot be exported.",
                    "a model that has weights",
                    "one whose input shape is not known yet",
                    "declare the input by Input.of(...), call buildFor(...), or train it first"));
        }
        refuseHostLayers(model);
        List<Placeholder> inputs = new ArrayList<>();
        List<DataType> wanted = new ArrayList<>();
        List<InputLayer> declared = model.inputLayers();
        List<Shape> shapes = declared.isEmpty()
                ? model.inputShapes()
                : declared.stream().map(InputLayer::batchShape).toList();
        for (int i = 0; i < shapes.size(); i++) {
            DataType type =
                    declared.isEmpty() ? DataType.FLOAT32 : declared.get(i).dataType();
            wanted.add(type);
            // Declared as another type than the wanted one, so that the text has a cast, which does nothing to the
            // right type.
            DataType other = type == DataType.FLOAT64 ? DataType.FLOAT32 : DataType.FLOAT64;
            Shape open = declared.isEmpty() ? Shapes.with(shapes.get(i), 0, -1) : shapes.get(i);
            inputs.add(new Placeholder(shapes.size() == 1 ? "x" : "x" + i, open, other));
        }
        return TorchScriptFile.of(inputs, model.trainableWeights(), () -> {
            List<Tensor> in = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                in.add(Ops.cast(inputs.get(i), wanted.get(i)));
            }
            return model.applyAll(in);
        });
    }

    private static void refuseHostLayers(Model model) {
        for (Layer layer : model.layers()) {
            if (layer instanceof HostLayer<?, ?>) {
                throw new InvalidArgumentException(JerasException.message(
                        "The model cannot be exported.",
                        "layers that the compiled program computes",
                        layer.className() + " \"" + layer.name() + "\", which computes in Java",
                        "export a model of the layers after it, and apply it to the data before"));
            } else if (layer instanceof Model inner) {
                refuseHostLayers(inner);
            }
        }
    }
}
