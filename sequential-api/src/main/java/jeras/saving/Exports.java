package jeras.saving;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.ModelStateException;
import jeras.backend.Front;
import jeras.backend.TorchScriptFile;
import jeras.layers.HostLayer;
import jeras.layers.InputLayer;
import jeras.layers.Layer;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Recording;
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
        requireBuilt(model);
        refuseHostLayers(model);
        return afterFront(model);
    }

    /**
     * The model's pass from what the {@link #front} makes of its inputs; of a model without layers that compute in Java the same
     * as {@link #torchScript}.
     *
     * @throws ModelStateException if the model has no weights yet
     * @throws InvalidArgumentException if an output is a text, or no number comes in
     */
    public static TorchScriptFile afterFront(Model model) {
        requireBuilt(model);
        return TorchScriptFile.of(model.trainableWeights(), () -> {
            Front front = new Front(inputs(model));
            List<Tensor> outputs = outputs(model, front);
            return new TorchScriptFile.Traced(front.parameters(), outputs);
        });
    }

    /**
     * What the host computes of a batch before the pass of {@link #afterFront}.
     *
     * @throws ModelStateException if the model has no weights yet
     */
    public static Front front(Model model) {
        requireBuilt(model);
        Front front = new Front(inputs(model));
        Recording.of(false, () -> outputs(model, front));
        return front;
    }

    private static void requireBuilt(Model model) {
        if (!model.isBuilt()) {
            throw new ModelStateException(JerasException.message(
                    "The model cannot be exported.",
                    "a model that has weights",
                    "one whose input shape is not known yet",
                    "declare the input by Input.of(...), call buildFor(...), or train it first"));
        }
    }

    private static List<Placeholder> inputs(Model model) {
        List<Placeholder> inputs = new ArrayList<>();
        List<InputLayer> declared = model.inputLayers();
        List<Shape> shapes = declared.isEmpty()
                ? model.inputShapes()
                : declared.stream().map(InputLayer::batchShape).toList();
        for (int i = 0; i < shapes.size(); i++) {
            DataType type = wanted(declared, i);
            // Declared as another type than the wanted one, so that the text has a cast, which does nothing to the
            // right type.
            DataType other =
                    type == DataType.STRING ? type : type == DataType.FLOAT64 ? DataType.FLOAT32 : DataType.FLOAT64;
            Shape open = declared.isEmpty() ? Shapes.with(shapes.get(i), 0, -1) : shapes.get(i);
            inputs.add(new Placeholder(shapes.size() == 1 ? "x" : "x" + i, open, other));
        }
        return inputs;
    }

    private static DataType wanted(List<InputLayer> declared, int input) {
        return declared.isEmpty() ? DataType.FLOAT32 : declared.get(input).dataType();
    }

    private static List<Tensor> outputs(Model model, Front front) {
        List<InputLayer> declared = model.inputLayers();
        List<Tensor> in = new ArrayList<>();
        for (Placeholder input : front.inputs()) {
            DataType type = wanted(declared, in.size());
            Tensor cast = type == DataType.STRING ? input : Ops.cast(input, type);
            front.cast(cast, input);
            in.add(cast);
        }
        List<Tensor> outputs = new ArrayList<>(front.record(() -> model.applyAll(in)));
        if (outputs.stream().anyMatch(o -> o.dataType() == DataType.STRING)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The model cannot be exported.",
                    "outputs that are numbers",
                    "an output that is a text",
                    "export a model without that output"));
        }
        // DJL has no name for bfloat16.
        outputs.replaceAll(o -> o.dataType() == DataType.BFLOAT16 ? Ops.cast(o, DataType.FLOAT32) : o);
        return outputs;
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
