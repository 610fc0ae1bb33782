package jeras.zoo.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import jeras.Model;

/**
 * What DJL looks for in the folder of a model: {@code model.pt}, and {@code serving.properties}, which says how it is to be asked.
 *
 * @see <a href="https://docs.djl.ai/master/docs/serving/serving/docs/modes.html">DJL Serving: modes</a>
 */
public final class ServingFolder {
    /** Found by DJL whatever the folder is called. */
    private static final String MODEL = "model.pt";

    private ServingFolder() {}

    /**
     * Writes both files.
     *
     * @param translatorFactory the class of DJL that knows inputs and outputs
     * @param arguments for it, in their order
     */
    public static void write(Path into, Model model, String translatorFactory, Map<String, ?> arguments)
            throws IOException {
        model.export(into.resolve(MODEL));
        String lines = arguments.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                .collect(Collectors.joining());
        Files.writeString(
                into.resolve("serving.properties"),
                "engine=PyTorch\ntranslatorFactory=" + translatorFactory + "\n" + lines,
                StandardCharsets.UTF_8);
    }
}
