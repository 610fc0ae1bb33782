package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.ModelStateException;
import jeras.ShapeMismatchException;
import jeras.UnsupportedPartException;
import jeras.utils.Warnings;

/**
 * Reads models from {@code .keras} files and weights from {@code .weights.h5} files.
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
        KerasArchive archive = KerasArchive.read(file);
        CodeGuard.refuseCode(file, archive.config());
        Place place = new Place(file, "config.json");
        Where where = Where.in(place);
        Model model = described(where, () -> {
            Model described = LayerReader.model(archive.config(), where);
            build(described, archive.config(), where);
            return described;
        });
        WeightReader.weights(model, archive.weights(), archive.assets(), new Place(file, "model.weights.h5"));
        List<String> missing = new ArrayList<>();
        JsonElement compile = archive.config().get("compile_config");
        if (compile != null
                && compile.isJsonObject()
                && compile.getAsJsonObject().has("optimizer")) {
            missing.addAll(described(where, () -> CompileReader.read(model, compile.getAsJsonObject(), where)));
        }
        if (model.isCompiled()) {
            WeightReader.optimizer(model, archive.weights()).ifPresent(missing::add);
        } else if (!missing.isEmpty()) {
            Warnings.warn("The model of " + file + " is loaded, but not compiled: Jeras does not have "
                    + String.join(", ", missing) + ". Call compile(...) before fit and evaluate.");
        }
        return new LoadedModel(model, missing);
    }

    /** Reads a part of the configuration; what the readers below do not expect is the file's fault. */
    private static <T> T described(Where where, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidArgumentException | ShapeMismatchException | ModelStateException e) {
            throw where.damaged("layers that fit together", e.getMessage().replace("\n", "\n            "));
        } catch (ArithmeticException
                | IllegalStateException
                | ClassCastException
                | UnsupportedOperationException
                | NumberFormatException e) {
            // What Gson says of a value of another kind than Keras writes there.
            throw where.damaged("a description as Keras writes it", "values of another kind: " + e.getMessage());
        }
    }

    /** A model without declared input says elsewhere for which shape its weights were made. */
    private static void build(Model model, JsonObject config, Where where) {
        JsonElement build = config.get("build_config");
        if (!model.isBuilt() && build != null && build.isJsonObject()) {
            JsonElement shape = build.getAsJsonObject().get("input_shape");
            if (shape != null && shape.isJsonArray()) {
                model.buildFor(List.of(LayerReader.shape(shape, where)));
            }
        }
    }

    /**
     * Reads weights into a model and, when it is compiled and the file has it, the optimizer's state.
     *
     * @throws ModelStateException if the model has no weights yet
     * @throws jeras.FileFormatException if the file is not one of weights, or of another model
     */
    public static void readWeights(Model model, Path file) {
        if (!model.isBuilt()) {
            throw new ModelStateException(JerasException.message(
                    "The model cannot load weights.",
                    "a model that has weights",
                    "one whose input shape is not known yet",
                    "declare the input by Input.of(...), or call buildFor(...) first"));
        }
        WeightStore store = WeightStore.readH5(file);
        WeightReader.weights(model, store, Map.of(), new Place(file));
        if (model.isCompiled()) {
            WeightReader.optimizer(model, store);
        }
    }
}
