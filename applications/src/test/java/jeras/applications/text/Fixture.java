package jeras.applications.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.Model;
import jeras.saving.Safetensors;

/** A small model of transformers' in a folder, and what transformers makes of it. */
record Fixture(String name, Path folder, Safetensors expected) {
    static final double TOLERANCE = 1e-4;

    static Fixture of(String name) {
        try {
            Path folder = Path.of(Fixture.class.getResource(name).toURI());
            return new Fixture(name, folder, Safetensors.open(folder.resolve("expected.safetensors")));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The encoder without dropout, so that its training steps are those of the expected gradients. */
    TextEncoder encoder() {
        return TextEncoder.fromPretrained(folder)
                .config(c -> c.hiddenDropoutProb(0)
                        .attentionProbsDropoutProb(0)
                        .classifierDropout(0)
                        .qaDropout(0));
    }

    Map<String, Array> inputs() {
        Map<String, Array> inputs = new LinkedHashMap<>();
        for (String input : List.of("input_ids", "attention_mask", "token_type_ids")) {
            if (expected.names().contains(input)) {
                inputs.put(input, expected.read(input));
            }
        }
        return inputs;
    }

    Array array(String key) {
        return expected.read(key);
    }

    /** What the model's outputs should be: the names of tensors, in the order of the outputs. */
    void assertOutputs(Model model, String... keys) {
        List<Array> outputs = model.predictAll(inputs());
        for (int i = 0; i < keys.length; i++) {
            assertClose(keys[i], outputs.get(i), array(keys[i]));
        }
    }

    /** That the difference of two folders' weights, before and after a step of rate 1, is the gradient of every weight. */
    void assertGradients(Path after) {
        Safetensors trained = Safetensors.open(after.resolve("model.safetensors"));
        Safetensors untrained = Safetensors.open(folder.resolve("model.safetensors"));
        List<String> compared = new ArrayList<>();
        for (String name : untrained.names()) {
            Array change = untrained.read(name).subtract(trained.read(name));
            boolean reached = expected.names().contains("grad." + name);
            Array gradient = reached ? array("grad." + name) : change.multiply(0.0);
            assertClose("gradient of " + name, change, gradient);
            compared.add(name);
        }
        assertThat(compared).hasSizeGreaterThan(30);
        assertThat(trained.names()).containsExactlyInAnyOrderElementsOf(untrained.names());
    }

    static void assertClose(String what, Array actual, Array expected) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        float[] a = actual.toFloatArray();
        float[] e = expected.toFloatArray();
        for (int i = 0; i < a.length; i++) {
            assertThat((double) Math.abs(a[i] - e[i])).as(what + " at " + i).isLessThan(TOLERANCE);
        }
    }
}
