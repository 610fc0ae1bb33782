package jeras.applications.text;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.FileFormatException;
import jeras.JerasException;
import jeras.saving.Safetensors;

/** The weights of a folder: one file of safetensors, or several with an index. */
final class Checkpoint {
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";

    private static final String PICKLE = "pytorch_model.bin";

    private final Map<String, Stored> tensors = new LinkedHashMap<>();

    /** A tensor by the name that it has in its file. */
    private record Stored(Safetensors file, String name) {}

    private Checkpoint() {}

    /** @throws FileFormatException if there are no such files, or they are damaged */
    static Checkpoint open(Path folder) {
        Checkpoint checkpoint = new Checkpoint();
        if (Files.exists(folder.resolve(SINGLE))) {
            checkpoint.add(Safetensors.open(folder.resolve(SINGLE)));
        } else if (Files.exists(folder.resolve(INDEX))) {
            parts(folder).forEach(part -> checkpoint.add(Safetensors.open(folder.resolve(part))));
        } else {
            throw missing(folder);
        }
        return checkpoint;
    }

    /** The names of the files that an index lists. */
    static List<String> parts(Path folder) {
        Path index = folder.resolve(INDEX);
        JsonObject json = JsonFile.read(index);
        if (!(json.get("weight_map") instanceof JsonObject places)
                || !places.asMap().values().stream().allMatch(JsonElement::isJsonPrimitive)) {
            throw new FileFormatException(JerasException.message(
                    "Cannot read " + index + ".",
                    "a weight_map from tensors to files",
                    json.keySet().toString(),
                    "copy the file again"));
        }
        return places.asMap().values().stream()
                .map(part -> plain(part.getAsString(), index))
                .distinct()
                .toList();
    }

    /** The index names its parts; a name that leads elsewhere is not followed. */
    private static String plain(String part, Path index) {
        if (!part.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*\\.safetensors")) {
            throw new FileFormatException(JerasException.message(
                    "Cannot read " + index + ".",
                    "names of .safetensors files in the same folder",
                    "\"" + part.replaceAll("\\p{Cntrl}", "?") + "\"",
                    "do not use this file: such a name leads outside its folder"));
        }
        return part;
    }

    private static FileFormatException missing(Path folder) {
        if (Files.exists(folder.resolve(PICKLE))) {
            return new FileFormatException(JerasException.message(
                    "Cannot read the weights in " + folder + ".",
                    SINGLE,
                    PICKLE + " alone, a pickle, which is a program for Python to run",
                    "convert it: " + conversion(folder)));
        }
        return new FileFormatException(JerasException.message(
                "Cannot read the weights in " + folder + ".",
                SINGLE + ", or " + INDEX + " with its parts",
                Files.isDirectory(folder) ? "a folder without them" : "no such folder",
                "copy them there from the model's page, beside config.json"));
    }

    /** The command for Python, which reads numbers and runs nothing else. */
    private static String conversion(Path folder) {
        return "python -c \"import torch, safetensors.torch as s; w = torch.load(r'" + folder.resolve(PICKLE)
                + "', map_location='cpu', weights_only=True); s.save_file({n: t.clone().contiguous() for n, t in w.items()}, r'"
                + folder.resolve(SINGLE) + "', {'format': 'pt'})\"";
    }

    private void add(Safetensors file) {
        for (String name : file.names()) {
            tensors.put(canonical(name), new Stored(file, name));
        }
    }

    /** The name that a tensor has in the file of a bare encoder today: without a prefix, and of a norm weight and bias. */
    private static String canonical(String name) {
        String bare = name;
        for (String prefix : Architecture.prefixes()) {
            bare = bare.startsWith(prefix) ? bare.substring(prefix.length()) : bare;
        }
        return bare.replaceFirst("LayerNorm\\.gamma$", "LayerNorm.weight")
                .replaceFirst("LayerNorm\\.beta$", "LayerNorm.bias");
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** The shape of a tensor that is there. */
    Shape shape(String name) {
        Stored stored = tensors.get(name);
        return stored.file.shape(stored.name);
    }

    /** The values of a tensor that is there. */
    Array read(String name) {
        Stored stored = tensors.get(name);
        return stored.file.read(stored.name);
    }
}
