package jeras.zoo.recipe;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * The folder that a recipe is going to write: checked before the training, written whole or not at all after it.
 *
 * <pre>{@code
 * OutputFolder output = OutputFolder.claim(Path.of("digits-cnn"));
 * ...
 * output.write("image-classification", settings, folder -> {
 *     model.save(folder.resolve("model.keras"));
 *     report.writeTo(folder);
 * });
 * }</pre>
 *
 * <p>A folder that is there is replaced only if a recipe has written all that is in it.
 */
public final class OutputFolder {
    private final Path target;

    private OutputFolder(Path target) {
        this.target = target;
    }

    /** Fills a folder that is empty. */
    @FunctionalInterface
    public interface Content {
        /** Writes files into {@code folder}. */
        void writeTo(Path folder) throws IOException;
    }

    /**
     * Makes sure that the folder can be written, without leaving a trace.
     *
     * @throws InvalidArgumentException if it cannot be
     */
    public static OutputFolder claim(Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        requireReplaceable(folder, target);
        try {
            StagedFolder.beside(target).close();
            return new OutputFolder(target);
        } catch (IOException e) {
            throw refused(
                    folder,
                    "a folder that exists and can be written to, to hold it",
                    e.toString(),
                    "name another one with --output");
        }
    }

    private static void requireReplaceable(Path folder, Path target) {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS) || isEmptyFolder(target)) {
            if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
                throw refused(
                        folder,
                        "a folder that exists to hold it",
                        "no folder " + target.getParent(),
                        "create it, or name another one with --output");
            }
            return;
        }
        Set<String> strangers = new TreeSet<>();
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(target.resolve(RecipeFolder.DESCRIPTION))) {
            strangers.addAll(filesIn(target));
            strangers.removeAll(RecipeFolder.open(target).files());
            strangers.remove(RecipeFolder.DESCRIPTION);
            if (strangers.isEmpty()) {
                return;
            }
        }
        throw refused(
                folder,
                "a new folder, or one with nothing in it but what a recipe wrote",
                strangers.isEmpty()
                        ? Files.isDirectory(target) ? "a folder of something else" : "a file of that name"
                        : "a folder that also holds " + strangers.iterator().next(),
                "name another one with --output");
    }

    private static InvalidArgumentException refused(Path folder, String expected, String received, String fix) {
        return new InvalidArgumentException(
                JerasException.message("The results cannot be written to " + folder + ".", expected, received, fix));
    }

    /** Where it will be. */
    public Path path() {
        return target;
    }

    /**
     * Writes the folder: until all of it is there, nothing is.
     *
     * @param kind the recipe, see {@link Recipe#kind}
     * @param settings what the recipe must know again to ask the model
     * @param content writes the other files
     * @throws FileFormatException if it cannot be written
     */
    public void write(String kind, JsonObject settings, Content content) {
        try (StagedFolder staged = StagedFolder.beside(target)) {
            content.writeTo(staged.path());
            describe(staged.path(), kind, settings);
            requireReplaceable(target, target);
            staged.replace(target);
        } catch (IOException e) {
            throw new FileFormatException(
                    JerasException.message(
                            "The results cannot be written to " + target + ".",
                            "a folder that can be written to and has enough room",
                            e.toString(),
                            "check its permissions, or free some space"),
                    e);
        }
    }

    private static void describe(Path folder, String kind, JsonObject settings) throws IOException {
        JsonObject description = new JsonObject();
        description.addProperty("format", RecipeFolder.FORMAT);
        description.addProperty("version", RecipeFolder.VERSION);
        description.addProperty("kind", kind);
        description.add("settings", settings);
        JsonArray files = new JsonArray();
        filesIn(folder).forEach(files::add);
        description.add("files", files);
        String json = new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(description);
        Files.writeString(folder.resolve(RecipeFolder.DESCRIPTION), json + "\n", StandardCharsets.UTF_8);
    }

    private static boolean isEmptyFolder(Path folder) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && filesIn(folder).isEmpty();
    }

    /** All that is in a folder and not a folder itself, as paths from there on. */
    private static List<String> filesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw refused(folder, "a folder that can be read", e.toString(), "check its permissions");
        }
    }
}
