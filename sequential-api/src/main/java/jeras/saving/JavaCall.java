package jeras.saving;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jeras.layers.CallOptions;
import jeras.layers.LayerCall;
import jeras.ops.Tensor;
import jeras.utils.Naming;

/** Writes how a layer is called: {@code .applyWith(c -> c.useCausalMask(true), x, y)}. */
final class JavaCall {
    private JavaCall() {}

    /**
     * What follows the layer; empty when the call takes a tensor that no layer of the model makes.
     *
     * @param tensors the names of the tensors so far
     */
    static Optional<String> of(LayerCall call, Map<Tensor, String> tensors) {
        if (!tensors.keySet().containsAll(call.inputs())) {
            return Optional.empty();
        }
        String options = call.arguments().entrySet().stream()
                .map(e -> option(e.getKey(), e.getValue(), tensors))
                .collect(Collectors.joining());
        String method = (call.outputs().size() == 1 ? ".apply" : ".applyAll") + (options.isEmpty() ? "" : "With");
        String inputs = call.layerInputs().stream().map(tensors::get).collect(Collectors.joining(", "));
        return Optional.of(method + "(" + (options.isEmpty() ? "" : "c -> c" + options + ", ") + inputs + ")");
    }

    private static String option(String name, Object value, Map<Tensor, String> tensors) {
        if (value instanceof List<?> masks) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < masks.size(); i++) {
                if (masks.get(i) instanceof Tensor mask) {
                    all.append(i == 0 ? ".mask(" : ".mask(" + i + ", ")
                            .append(tensors.get(mask))
                            .append(')');
                }
            }
            return all.toString();
        }
        String text = value instanceof Tensor tensor ? tensors.get(tensor) : value.toString();
        String method = Naming.camelCase(name);
        boolean known = Arrays.stream(CallOptions.class.getMethods())
                .anyMatch(m -> m.getName().equals(method) && m.getParameterCount() == 1);
        return known ? "." + method + "(" + text + ")" : ".set(" + JavaValues.quoted(name) + ", " + text + ")";
    }
}
