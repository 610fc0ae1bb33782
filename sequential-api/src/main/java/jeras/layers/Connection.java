package jeras.layers;

import java.util.List;
import java.util.function.Supplier;
import jeras.JerasException;
import jeras.ModelStateException;
import jeras.ops.Tensor;

/** The symbolic inputs and outputs that a layer has got by its first call outside a program. */
final class Connection {
    private LayerCall first;
    private Supplier<List<Tensor>> connecting = List::of;

    void made(LayerCall call) {
        first = first == null ? call : first;
    }

    /** @param newConnecting how the layer gets its outputs when somebody asks for them before a call */
    void by(Supplier<List<Tensor>> newConnecting) {
        connecting = newConnecting;
    }

    List<Tensor> inputs(List<Tensor> outputs) {
        return first == null ? outputs : first.layerInputs();
    }

    List<Tensor> outputs(Layer layer) {
        List<Tensor> made = first == null ? connecting.get() : first.outputs();
        if (made.isEmpty()) {
            throw new ModelStateException(JerasException.message(
                    layer.title() + " has no symbolic input and output.",
                    "a layer of a functional model, or of a Sequential with a declared input",
                    "one that was not applied to a symbolic tensor",
                    "apply it to Input.of(...), or begin the Sequential with one"));
        }
        return made;
    }
}
