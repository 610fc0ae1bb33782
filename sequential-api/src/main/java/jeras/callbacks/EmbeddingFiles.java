package jeras.callbacks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.Model;
import jeras.layers.Embedding;
import jeras.layers.Layer;
import jeras.saving.AtomicFile;

/** The tables of embeddings as TensorBoard's projector reads them: one file of tab-separated numbers each, and a list of them. */
final class EmbeddingFiles {
    private static final String LIST = "projector_config.pbtxt";

    private EmbeddingFiles() {}

    /**
     * Writes the tables that a model's embeddings have now, in the place of earlier ones.
     *
     * @param metadata files with a line for each row, such as its word, by the names of layers
     */
    static void write(Path folder, Model model, Map<String, Path> metadata) {
        Map<String, Embedding> layers = new LinkedHashMap<>();
        collect(model, "", layers);
        List<String> entries = new ArrayList<>();
        layers.forEach((name, layer) -> {
            String file = name.replaceAll("[^A-Za-z0-9_.-]", "_") + ".tsv";
            Array table = layer.getWeights().get(0);
            AtomicFile.write(folder.resolve(file), out -> rows(table, out));
            String labels = metadata.containsKey(name)
                    ? "  metadata_path: "
                            + quoted(metadata.get(name).toAbsolutePath().toString()) + "\n"
                    : "";
            entries.add("embeddings {\n  tensor_name: " + quoted(name) + "\n  tensor_path: " + quoted(file) + "\n"
                    + labels + "}\n");
        });
        if (!entries.isEmpty()) {
            byte[] list = String.join("", entries).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(folder.resolve(LIST), out -> out.write(list));
        }
    }

    private static void collect(Model model, String path, Map<String, Embedding> found) {
        for (Layer layer : model.layers()) {
            if (layer instanceof Embedding embedding) {
                found.put(path + layer.name(), embedding);
            } else if (layer instanceof Model inner) {
                collect(inner, path + layer.name() + "/", found);
            }
        }
    }

    private static void rows(Array table, OutputStream out) throws IOException {
        float[] values = table.toFloatArray();
        int width = (int) table.shape().get(1);
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            row.append(values[i]).append((i + 1) % width == 0 ? '\n' : '\t');
            if ((i + 1) % width == 0) {
                out.write(row.toString().getBytes(StandardCharsets.US_ASCII));
                row.setLength(0);
            }
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
