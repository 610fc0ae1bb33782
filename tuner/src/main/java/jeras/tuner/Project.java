package jeras.tuner;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import jeras.FileFormatException;
import jeras.JerasException;
import jeras.saving.AtomicFile;

/** The folder of a search: what it was told, and a folder a trial. Each file is there whole or not at all. */
record Project(Path folder) {
    private static final String SEARCH = "oracle.json";
    private static final String TRIAL = "trial.json";
    private static final String PREFIX = "trial_";

    /** Far more than a space and a message take. */
    private static final long LARGEST = 4L << 20;

    private static final Gson WRITER = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .setStrictness(Strictness.LENIENT)
            .create();

    /** Whether there is a search; refuses trials of one whose file is gone. */
    boolean exists() {
        boolean exists = Files.exists(folder.resolve(SEARCH));
        if (!exists && !trials().isEmpty()) {
            throw damaged(folder.resolve(SEARCH), "the file that tells the search of the trials beside it", "no file");
        }
        return exists;
    }

    <T> T readSearch(Function<JsonObject, T> reader) {
        return read(folder.resolve(SEARCH), reader);
    }

    void writeSearch(JsonObject json) {
        create(folder);
        write(folder.resolve(SEARCH), json);
    }

    void write(Trial trial, Objective objective) {
        create(trialFolder(trial.id()));
        write(trialFolder(trial.id()).resolve(TRIAL), TrialJson.write(trial, objective));
    }

    /** The trials in their order. A folder without file is one whose process was killed before it wrote: it does not count. */
    List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (Path each : trialFolders()) {
            if (Files.exists(each.resolve(TRIAL))) {
                Trial trial = read(each.resolve(TRIAL), TrialJson::read);
                String expected = Trial.id(trials.size());
                if (!trial.id().equals(expected) || !each.endsWith(PREFIX + expected)) {
                    throw damaged(each.resolve(TRIAL), "trial " + expected, "trial " + trial.id());
                }
                trials.add(trial);
            }
        }
        return trials;
    }

    Path trialFolder(String id) {
        return folder.resolve(PREFIX + id);
    }

    /** Where the weights of a trial's best epoch are. */
    Path checkpoint(String id) {
        return trialFolder(id).resolve("checkpoint.weights.h5");
    }

    void dropCheckpoint(String id) {
        try {
            Files.deleteIfExists(checkpoint(id));
        } catch (IOException e) {
            throw failed(checkpoint(id), e);
        }
    }

    /**
     * Deletes what searches write, and nothing else that may lie in the folder; the last trial first, so that whenever it is
     * interrupted a whole search is left.
     */
    void delete() {
        List<Path> last = new ArrayList<>(trialFolders());
        Collections.reverse(last);
        last.forEach(Project::deleteAll);
        deleteAll(folder.resolve(SEARCH));
    }

    private List<Path> trialFolders() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches(PREFIX + "\\d{4,9}")
                            && Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparingInt(
                            f -> Integer.parseInt(f.getFileName().toString().substring(PREFIX.length()))))
                    .toList();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static void deleteAll(Path path) {
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> inside = Files.list(path)) {
                    inside.toList().forEach(Project::deleteAll);
                }
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static void write(Path file, JsonObject json) {
        byte[] text = WRITER.toJson((JsonElement) json).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    private static <T> T read(Path file, Function<JsonObject, T> reader) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw damaged(file, "a file of at most " + LARGEST + " bytes", "another thing, or a larger one");
            }
            JsonElement json = JsonParser.parseString(Files.readString(file));
            if (!json.isJsonObject()) {
                throw damaged(file, "a JSON object", "another JSON value");
            }
            return reader.apply(json.getAsJsonObject());
        } catch (IOException e) {
            throw failed(file, e);
        } catch (JsonParseException e) {
            throw damaged(file, "a JSON text", "something else: " + e.getMessage());
        } catch (Json.Malformed e) {
            throw damaged(file, e.expected, shortened(e.getMessage()));
        } catch (jeras.InvalidArgumentException e) {
            throw damaged(file, "hyperparameters that can be", shortened(e.getMessage()));
        }
    }

    private static String shortened(String text) {
        String line = text.replace("\n", "; ");
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }

    private static FileFormatException damaged(Path file, String expected, String received) {
        return new FileFormatException(JerasException.message(
                "Cannot go on with the search of " + file + ".",
                expected,
                received,
                "the file is damaged: put back a copy, or begin anew with overwrite(true) or another projectName"));
    }

    private static FileFormatException failed(Path path, IOException cause) {
        return new FileFormatException(
                JerasException.message(
                        "The search cannot use " + path + ".",
                        "a folder that can be read and written",
                        cause.toString(),
                        "check its permissions, or choose another directory"),
                cause);
    }
}
