package jeras.zoo.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.Model;
import jeras.applications.text.TextTokenizer;

/** A classifier of texts for DJL's translator of Hugging Face's models. */
public final class ServedEncoder {
    private static final String FACTORY = "ai.djl.huggingface.translator.TextClassificationTranslatorFactory";

    private ServedEncoder() {}

    /**
     * Writes the folder.
     *
     * @param from the folder of the encoder, with {@code config.json} and {@code tokenizer.json}
     */
    public static void write(Path into, Path from, Model classifier, TextTokenizer tokenizer) throws IOException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("includeTokenTypes", classifier.inputNames().contains("token_type_ids"));
        arguments.put("truncation", true);
        if (tokenizer.maxLength().isPresent()) {
            arguments.put("maxLength", tokenizer.maxLength().getAsInt());
            arguments.put("modelMaxLength", tokenizer.maxLength().getAsInt());
        }
        ServingFolder.write(into, classifier, FACTORY, arguments);
        for (String file : List.of("config.json", "tokenizer.json")) {
            Files.copy(from.resolve(file), into.resolve(file));
        }
    }
}
