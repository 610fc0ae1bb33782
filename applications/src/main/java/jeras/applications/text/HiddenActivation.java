package jeras.applications.text;

import java.util.LinkedHashMap;
import java.util.Map;
import jeras.InvalidArgumentException;
import jeras.activations.Activation;
import jeras.activations.Activations;
import jeras.utils.Suggestions;

/** The activations by the names that Hugging Face's configurations give them. */
final class HiddenActivation {
    private static final Map<String, Activation> ALL = new LinkedHashMap<>();

    static {
        ALL.put("gelu", Activation.of("gelu"));
        ALL.put("gelu_python", Activation.of("gelu"));
        ALL.put("gelu_new", Activations.approximateGelu());
        ALL.put("gelu_pytorch_tanh", Activations.approximateGelu());
        ALL.put("gelu_fast", Activations.approximateGelu());
        ALL.put("relu", Activation.of("relu"));
        ALL.put("silu", Activation.of("silu"));
        ALL.put("swish", Activation.of("silu"));
        ALL.put("tanh", Activation.of("tanh"));
        ALL.put("sigmoid", Activation.of("sigmoid"));
        ALL.put("linear", Activation.of("linear"));
    }

    private HiddenActivation() {}

    /** @throws InvalidArgumentException if it is none of these */
    static Activation of(String name) {
        Activation known = ALL.get(name);
        if (known == null) {
            throw new InvalidArgumentException(Suggestions.unknown("hidden activation", name, ALL.keySet()));
        }
        return known;
    }
}
