package jeras.saving;

import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.ModelStateException;
import jeras.backend.TorchScriptFile;
import jeras.backend.Values;
import jeras.layers.FileState;
import jeras.layers.Layer;
import jeras.ops.Variable;
import jeras.optimizers.LossScaleOptimizer;
import jeras.optimizers.Optimizer;
import jeras.utils.Warnings;

/**
 * Writes models as {@code .keras} files and weights as {@code .weights.h5} files, for Jeras and for Keras.
 *
 * <p>Only arguments that Keras has always had are written, so that its older versions read the files too.
 */
public final class ModelWriter {
    /** The version of Keras whose files these are: what is written has been there since. */
    private static final String KERAS_VERSION = "3.0.0";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss");

    private ModelWriter() {}

    /**
     * Writes architecture, weights, compile configuration and the optimizer's state.
     *
     * <p>An optimizer, loss or metric of the user's own is left out, and with it the whole compile configuration, with a warning:
     * the file would not load in Keras without that class.
     *
     * @throws InvalidArgumentException if a layer is of a class of the user's own
     * @throws jeras.FileFormatException if the file cannot be written; what was there before stays then
     */
    public static void write(Model model, Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(".keras")) {
            throw new InvalidArgumentException(JerasException.message(
                    "The model cannot be saved as " + file + ".",
                    "a file name that ends in .keras",
                    "\"" + name + "\"",
                    "save it as \"" + name.replaceFirst("\\.[^.]*$", "") + ".keras\"; weights alone by saveWeights"));
        }
        requireBuilt(model);
        JsonObject config = LayerWriter.layer(model);
        boolean compiled = compile(model, config);
        KerasArchive.write(file, metadata(), config, weights(model, compiled), assets(model));
    }

    /** As {@link #write(Model, Path)}, and then what else was asked for. */
    public static void write(Model model, Path file, SaveOptions options) {
        write(model, file);
        if (!options.histories.isEmpty()) {
            String name = options.recordName.orElse(TrainingRecordFile.NAME);
            TrainingRecordFile.write(file.resolveSibling(name), model, options.histories);
        }
    }

    /** Writes layers with a description of what they are parts of. */
    static void write(Layer whole, JsonObject described, Path file) {
        KerasArchive.write(file, metadata(), described, weights(whole), assets(whole));
    }

    private static KerasArchive.Metadata metadata() {
        return new KerasArchive.Metadata(KERAS_VERSION, DATE.format(LocalDateTime.now(ZoneId.systemDefault())));
    }

    /**
     * The description of the architecture, as a text.
     *
     * @throws InvalidArgumentException if a layer is of a class of the user's own that is not registered
     */
    public static String json(Model model) {
        return new String(JsonText.write(LayerWriter.layer(model)), StandardCharsets.UTF_8);
    }

    /** True when the compile configuration could be added. */
    private static boolean compile(Model model, JsonObject config) {
        if (!model.isCompiled()) {
            return false;
        }
        try {
            config.add(
                    "compile_config",
                    CompileWriter.write(model.trainer().options().told(), model.outputNames()));
            return true;
        } catch (InvalidArgumentException e) {
            Warnings.warn(
                    "The model is saved without what compile was told, because a file can hold only parts of Keras; "
                            + "compile it again after loading.\n" + e.getMessage());
            return false;
        }
    }

    /**
     * Writes weights and, of a compiled model, the optimizer's state.
     *
     * @throws jeras.FileFormatException if the file cannot be written; what was there before stays then
     */
    public static void writeWeights(Model model, Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(".weights.h5")) {
            throw new InvalidArgumentException(JerasException.message(
                    "The weights cannot be saved as " + file + ".",
                    "a file name that ends in .weights.h5",
                    "\"" + name + "\"",
                    "save them as \"" + name.replaceFirst("\\.[^.]*$", "") + ".weights.h5\""));
        }
        requireBuilt(model);
        WeightStore.writeH5(file, weights(model, model.isCompiled()));
    }

    /**
     * Writes the forward pass with its weights as a TorchScript file.
     *
     * @throws ModelStateException if the model has no weights yet
     * @throws jeras.FileFormatException if the file cannot be written; what was there before stays then
     */
    public static void export(Model model, Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(".pt")) {
            throw new InvalidArgumentException(JerasException.message(
                    "The model cannot be exported as " + file + ".",
                    "a file name that ends in .pt",
                    "\"" + name + "\"",
                    "export it as \"" + name.replaceFirst("\\.[^.]*$", "") + ".pt\"; save() writes .keras files"));
        }
        TorchScriptFile content = Exports.torchScript(model);
        AtomicFile.write(file, content::writeTo);
    }

    private static void requireBuilt(Model model) {
        if (!model.isBuilt()) {
            throw new ModelStateException(JerasException.message(
                    "The model cannot be saved.",
                    "a model that has weights",
                    "one whose input shape is not known yet",
                    "declare the input by Input.of(...), call buildFor(...), or train it first"));
        }
    }

    /** The files of layers, such as vocabularies, by path. */
    private static Map<String, byte[]> assets(Layer model) {
        Map<String, byte[]> assets = new LinkedHashMap<>();
        WeightPaths.of(model).forEach((path, layer) -> {
            if (layer instanceof FileState kept) {
                kept.fileAssets()
                        .forEach((name, bytes) ->
                                WeightPaths.places(path, kept).forEach(place -> assets.put(place + "/" + name, bytes)));
            }
        });
        return assets;
    }

    private static Map<String, Array> weights(Layer whole) {
        Map<String, Array> weights = new LinkedHashMap<>();
        WeightPaths.of(whole).forEach((path, layer) -> {
            put(weights, path, 0, layer.ownWeights());
            if (layer instanceof FileState kept) {
                kept.fileArrays()
                        .forEach((name, array) -> WeightPaths.places(path, kept)
                                .forEach(place -> weights.put(place + "/vars/" + name, array)));
            }
        });
        return weights;
    }

    private static Map<String, Array> weights(Model model, boolean withOptimizer) {
        Map<String, Array> weights = weights(model);
        if (withOptimizer) {
            Optimizer optimizer = model.optimizer();
            int first = 0;
            if (optimizer instanceof LossScaleOptimizer scaling) {
                // Keras writes what is inside twice, with numbers of the outer one before that it does not use.
                weights.put(WeightPaths.variable(WeightPaths.OPTIMIZER, 0), Array.full(DataType.INT64, 0));
                weights.put(WeightPaths.variable(WeightPaths.OPTIMIZER, 1), Array.full(DataType.FLOAT32, 0));
                put(weights, WeightPaths.OPTIMIZER, 2, scaling.scaleVariables());
                first = WeightPaths.SCALE_VARIABLES;
                optimizer(weights, WeightPaths.INNER_OPTIMIZER, 0, optimizer);
            }
            optimizer(weights, WeightPaths.OPTIMIZER, first, optimizer);
        }
        return weights;
    }

    /** The iterations, the learning rate unless it follows a schedule, and the slots, from a place on. */
    private static void optimizer(Map<String, Array> weights, String path, int first, Optimizer optimizer) {
        int place = first;
        weights.put(WeightPaths.variable(path, place++), Array.full(DataType.INT64, (double) optimizer.iterations()));
        if (optimizer.schedule() == null) {
            weights.put(WeightPaths.variable(path, place++), Array.full(DataType.FLOAT32, optimizer.learningRate()));
        }
        put(weights, path, place, optimizer.variables());
    }

    private static void put(Map<String, Array> weights, String path, int first, List<Variable> variables) {
        for (int i = 0; i < variables.size(); i++) {
            weights.put(WeightPaths.variable(path, first + i), Values.read(variables.get(i)));
        }
    }
}
