package jeras.zoo.recipe;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;

/**
 * A folder that a recipe has written: the model and all that is needed to ask it.
 *
 * <pre>{@code
 * RecipeFolder folder = RecipeFolder.open(Path.of("digits-cnn"));
 * Model model = folder.model();
 * List<String> classes = folder.classNames();
 * }</pre>
 *
 * <p>Its {@code recipe.json} may come from anywhere: it is read up to a bound, and it names no file outside the folder.
 */
public final class RecipeFolder {
    static final String DESCRIPTION = "recipe.json";
    static final String CLASSES = "classes.txt";
    static final String MODEL = "model.keras";
    static final String FORMAT = "jeras-recipe";
    static final int VERSION = 1;
    private static final int LONGEST_TEXT = 1 << 20;

    private final Path path;
    private final JsonObject description;

    private RecipeFolder(Path path, JsonObject description) {
        this.path = path;
        this.description = description;
    }

    /**
     * Opens a folder.
     *
     * @throws InvalidArgumentException if there is none, or no recipe has written it
     * @throws FileFormatException if its {@code recipe.json} is damaged or newer than this version of Jeras
     */
    public static RecipeFolder open(Path path) {
        if (!Files.isRegularFile(path.resolve(DESCRIPTION))) {
            throw new InvalidArgumentException(JerasException.message(
                    path + " is not the folder of a recipe.",
                    "a folder with a " + DESCRIPTION,
                    Files.isDirectory(path) ? "a folder without one" : Files.exists(path) ? "a file" : "no such folder",
                    "name the folder that a recipe has written, see its --output"));
        }
        JsonObject description = parse(path.resolve(DESCRIPTION));
        RecipeFolder folder = new RecipeFolder(path, description);
        folder.requireFormat();
        return folder;
    }

    private static JsonObject parse(Path file) {
        try (JsonReader reader = new JsonReader(new StringReader(text(file)))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement json = JsonParser.parseReader(reader);
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
            throw damaged(file, "a JSON object", "another JSON value", null);
        } catch (JsonParseException | IOException e) {
            throw damaged(file, "a JSON object", String.valueOf(e.getMessage()), e);
        }
    }

    private void requireFormat() {
        Path file = path.resolve(DESCRIPTION);
        if (!FORMAT.equals(text(description, "format"))) {
            throw damaged(file, "\"format\": \"" + FORMAT + "\"", String.valueOf(description.get("format")), null);
        }
        if (number(description, "version") != VERSION) {
            throw damaged(file, "\"version\": " + VERSION, String.valueOf(description.get("version")), null);
        }
    }

    /** Where it lies. */
    public Path path() {
        return path;
    }

    /** The recipe that has written it. */
    public String kind() {
        return text(description, "kind");
    }

    /** The model. */
    public Model model() {
        return Model.load(file(MODEL));
    }

    /** What the classes are called, in the order of the model's outputs. */
    public List<String> classNames() {
        return text(file(CLASSES)).lines().toList();
    }

    /**
     * A file of the folder.
     *
     * @param name a plain name, without a path
     * @throws FileFormatException if it is not there
     */
    public Path file(String name) {
        Path file = path.resolve(name);
        boolean plain =
                file.getFileName() != null && file.getFileName().toString().equals(name);
        if (!plain || !Files.exists(file)) {
            throw damaged(path, "a file " + name, plain ? "no such file" : "a name with a path", null);
        }
        return file;
    }

    /** A text that the recipe noted down. */
    public String text(String setting) {
        return text(settings(), setting);
    }

    /** A number that the recipe noted down. */
    public double number(String setting) {
        return number(settings(), setting);
    }

    /** A yes or no that the recipe noted down. */
    public boolean flag(String setting) {
        JsonElement value = settings().get(setting);
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isBoolean()) {
            throw damaged(
                    path.resolve(DESCRIPTION), "true or false as \"" + setting + "\"", String.valueOf(value), null);
        }
        return value.getAsBoolean();
    }

    /** Everything that the recipe noted down. */
    public JsonObject settings() {
        JsonElement settings = description.get("settings");
        if (settings == null || !settings.isJsonObject()) {
            throw damaged(path.resolve(DESCRIPTION), "\"settings\": {...}", String.valueOf(settings), null);
        }
        return settings.getAsJsonObject();
    }

    /** The files that the recipe wrote, as paths from the folder on, with slashes. */
    List<String> files() {
        JsonElement files = description.get("files");
        List<String> names = new ArrayList<>();
        if (files != null && files.isJsonArray()) {
            files.getAsJsonArray().forEach(name -> names.add(name.isJsonPrimitive() ? name.getAsString() : ""));
        }
        return names;
    }

    private String text(JsonObject object, String key) {
        JsonElement value = object.get(key);
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isString()) {
            throw damaged(path.resolve(DESCRIPTION), "a text \"" + key + "\"", String.valueOf(value), null);
        }
        return value.getAsString();
    }

    private double number(JsonObject object, String key) {
        JsonElement value = object.get(key);
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isNumber()) {
            throw damaged(path.resolve(DESCRIPTION), "a number \"" + key + "\"", String.valueOf(value), null);
        }
        return value.getAsDouble();
    }

    /** A small text file, whole. */
    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_TEXT + 1);
            if (bytes.length > LONGEST_TEXT) {
                throw damaged(file, "at most " + LONGEST_TEXT + " bytes", "more", null);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw damaged(file, "a file that can be read", e.toString(), e);
        }
    }

    private static FileFormatException damaged(Path file, String expected, String received, Exception cause) {
        return new FileFormatException(
                JerasException.message(
                        file + " is not as a recipe writes it.",
                        expected,
                        received,
                        "restore the folder, or train again"),
                cause);
    }

    @Override
    public String toString() {
        return "RecipeFolder(" + path + ")";
    }
}
