package jeras.saving;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.ModelStateException;
import jeras.ShapeMismatchException;
import jeras.UnsupportedPartException;
import jeras.utils.Warnings;

/**
 * Reads models from {@code .keras} files and legacy {@code .h5} files, and weights from files of weights. What a file is, its
 * content says, whatever its name.
 *
 * @see <a href="https://keras.io/api/models/model_saving_apis/model_saving_and_loading/">Keras: load_model</a>
 */
public final class ModelReader {
    private ModelReader() {}

    /**
     * Reads a model: architecture, weights, and, where all its parts are known, the compile configuration with the optimizer's
     * state. A warning names what could not be restored.
     *
     * @throws UnsupportedPartException if the model needs something that Jeras does not have
     * @throws jeras.FileFormatException if the file is missing, damaged or hostile
     */
    public static LoadedModel read(Path file) {
        return read(file, new LoadOptions());
    }

    /** As {@link #read(Path)}. */
    public static LoadedModel read(Path file, LoadOptions options) {
        SavedModel saved = described(Where.in(new Place(file), options), () -> SavedModel.open(file));
        CodeGuard.refuseCode(saved.place(), saved.config(), options.replaced.keySet());
        Where where = Where.in(saved.place(), options);
        Model model = described(where, () -> {
            Model described = LayerReader.model(saved.config(), where);
            build(described, saved.config(), where);
            return described;
        });
        WeightOptions whole = new WeightOptions();
        whole.stands = options.stands;
        saved.weights(model, whole);
        List<String> missing = new ArrayList<>();
        Optional<JsonObject> compile =
                described(where, () -> saved.compile(model).filter(c -> options.compile && c.has("optimizer")));
        compile.ifPresent(config ->
                missing.addAll(described(where, () -> CompileReader.read(model, config, saved.scalesLoss(), where))));
        if (model.isCompiled()) {
            described(where, () -> saved.optimizer(model)).ifPresent(missing::add);
        } else if (!missing.isEmpty()) {
            Warnings.warn("The model of " + file + " is loaded, but not compiled: Jeras does not have "
                    + String.join(", ", missing) + ". Call compile(...) before fit and evaluate.");
        }
        return new LoadedModel(model, missing);
    }

    /**
     * The model that a text describes, with new weights.
     *
     * @throws UnsupportedPartException if the model needs something that Jeras does not have
     * @throws jeras.FileFormatException if it is not the text of a model
     */
    public static Model fromJson(String json, LoadOptions options) {
        Place place = new Place(Path.of("the JSON text"));
        JsonObject config = JsonText.read(json.getBytes(StandardCharsets.UTF_8), place);
        CodeGuard.refuseCode(place, config, options.replaced.keySet());
        Where where = Where.in(place, options);
        return described(where, () -> {
            Model model = LayerReader.model(config, where);
            build(model, config, where);
            return model;
        });
    }

    /** Reads a part of the configuration; what the readers below do not expect is the file's fault. */
    static <T> T described(Where where, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidArgumentException | ShapeMismatchException | ModelStateException e) {
            throw where.damaged("layers that fit together", e.getMessage().replace("\n", "\n            "));
        } catch (JerasException e) {
            throw e;
        } catch (RuntimeException e) {
            // What Gson, shapes and records say of a value of another kind than Keras writes there.
            JerasException damaged =
                    where.damaged("a description as Keras writes it", "values of another kind: " + e.getMessage());
            damaged.initCause(e);
            throw damaged;
        }
    }

    /** A model without declared input says elsewhere for which shape its weights were made. */
    static void build(Model model, JsonObject config, Where where) {
        JsonElement build = config.get("build_config");
        if (!model.isBuilt() && build != null && build.isJsonObject()) {
            JsonElement shape = build.getAsJsonObject().get("input_shape");
            if (shape != null && shape.isJsonArray()) {
                model.buildFor(shapes(shape.getAsJsonArray(), where));
            }
        }
    }

    /** One shape, or a list of them for several inputs. */
    private static List<Shape> shapes(JsonArray json, Where where) {
        boolean several = !json.isEmpty() && json.get(0).isJsonArray();
        return several
                ? json.asList().stream().map(s -> LayerReader.shape(s, where)).toList()
                : List.of(LayerReader.shape(json, where));
    }

    /**
     * Reads weights into a model and, when it is compiled and the file has it, the optimizer's state.
     *
     * @throws ModelStateException if the model has no weights yet
     * @throws jeras.FileFormatException if the file is not one of weights, or of another model
     */
    public static void readWeights(Model model, Path file) {
        readWeights(model, file, new WeightOptions());
    }

    /** As {@link #readWeights(Model, Path)}. */
    public static void readWeights(Model model, Path file, WeightOptions options) {
        if (!model.isBuilt()) {
            throw new ModelStateException(JerasException.message(
                    "The model cannot load weights.",
                    "a model that has weights",
                    "one whose input shape is not known yet",
                    "declare the input by Input.of(...), or call buildFor(...) first"));
        }
        SavedModel saved = SavedModel.openWeights(file);
        saved.weights(model, options);
        if (model.isCompiled() && !options.byName && !options.skipMismatch) {
            saved.optimizer(model);
        }
    }
}
