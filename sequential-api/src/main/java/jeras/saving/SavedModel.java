package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import jeras.Model;

/** A model, or only its weights, in a file of either kind: what both kinds have in common. */
abstract class SavedModel {
    /** Where the description stands, for messages. */
    abstract Place place();

    /** The description of the model in the form of Keras 3; empty in a file of weights. */
    abstract JsonObject config();

    /** What compile was told, in the form of Keras 3. */
    abstract Optional<JsonObject> compile(Model model);

    abstract void weights(Model model, WeightOptions options);

    /** Whether the optimizer scaled the loss, of which the compile configuration says nothing when the model did it by itself. */
    boolean scalesLoss() {
        return false;
    }

    /** Restores the optimizer's state; returns what of it could not be. */
    abstract Optional<String> optimizer(Model model);

    /** Which Keras wrote the file, as {@code "Keras 2.15.0"}; empty where it does not say. */
    abstract String writtenBy();

    /** Opens a whole model. */
    static SavedModel open(Path file) {
        return InputFile.open(file, source -> {
            if (!LooksLike.hdf5(source)) {
                return new Archived(KerasArchive.read(source), file);
            }
            LegacyFile legacy = LegacyFile.isOne(source) ? LegacyFile.read(source) : null;
            if (legacy == null || legacy.model().isEmpty()) {
                throw source.place()
                        .error(
                                "a model with its architecture",
                                "an HDF5 file of weights alone",
                                "build the model in Java, and load the weights into it: model.loadWeights(file)");
            }
            return new Legacy(legacy);
        });
    }

    /** Opens a file of weights, or a whole model for its weights. */
    static SavedModel openWeights(Path file) {
        return InputFile.open(file, source -> {
            if (!LooksLike.hdf5(source)) {
                Function<WeightStore, SavedModel> weights =
                        store -> new Archived(store, new Place(file, "model.weights.h5"));
                return LooksLike.zip(source)
                        ? weights.apply(KerasArchive.read(source).weights())
                        : new Archived(WeightStore.read(source), new Place(file));
            }
            return LegacyFile.isOne(source)
                    ? new Legacy(LegacyFile.read(source))
                    : new Archived(WeightStore.read(source), new Place(file));
        });
    }

    /** A {@code .keras} file, or the weights of one. */
    private static final class Archived extends SavedModel {
        private final Place place;
        private final Place weightsPlace;
        private final JsonObject config;
        private final WeightStore weights;
        private final Map<String, byte[]> assets;
        private final String version;

        Archived(KerasArchive archive, Path file) {
            place = new Place(file, "config.json");
            weightsPlace = new Place(file, "model.weights.h5");
            version = archive.metadata().kerasVersion();
            config = OlderConfig.modern(archive.config(), version.isEmpty() ? "3" : version);
            weights = archive.weights();
            assets = archive.assets();
        }

        Archived(WeightStore weights, Place place) {
            this.place = place;
            this.weightsPlace = place;
            this.config = new JsonObject();
            this.weights = weights;
            this.assets = Map.of();
            this.version = "";
        }

        @Override
        Place place() {
            return place;
        }

        @Override
        JsonObject config() {
            return config;
        }

        @Override
        Optional<JsonObject> compile(Model model) {
            JsonElement compile = config.get("compile_config");
            return compile instanceof JsonObject told ? Optional.of(OlderCompile.modern(told)) : Optional.empty();
        }

        @Override
        void weights(Model model, WeightOptions options) {
            if (options.byName) {
                throw weightsPlace.error(
                        "weights with the names of their layers, as Keras 1 and 2 save them",
                        "weights by the classes and places of their layers",
                        "load them in order, into the model that they were saved from");
            }
            WeightReader.weights(model, weights, assets, weightsPlace, options);
        }

        @Override
        boolean scalesLoss() {
            return !weights.vars(WeightPaths.INNER_OPTIMIZER).isEmpty();
        }

        @Override
        Optional<String> optimizer(Model model) {
            return WeightReader.optimizer(model, weights);
        }

        @Override
        String writtenBy() {
            return version.isEmpty() ? "" : "Keras " + version;
        }
    }

    /** An {@code .h5} file of Keras 1, 2 or 3. */
    private static final class Legacy extends SavedModel {
        private final LegacyFile file;
        private final JsonObject config;

        Legacy(LegacyFile file) {
            this.file = file;
            this.config = file.model()
                    .map(m -> OlderConfig.modern(m, file.kerasVersion()))
                    .orElseGet(JsonObject::new);
        }

        @Override
        Place place() {
            return file.place().at("model_config");
        }

        @Override
        JsonObject config() {
            return config;
        }

        @Override
        Optional<JsonObject> compile(Model model) {
            return file.training().map(t -> OlderCompile.byOutput(OlderCompile.modern(t), model.outputNames()));
        }

        @Override
        void weights(Model model, WeightOptions options) {
            LegacyWeights.read(model, file, options);
        }

        @Override
        Optional<String> optimizer(Model model) {
            return LegacyOptimizer.read(model, file);
        }

        @Override
        String writtenBy() {
            return "Keras " + file.kerasVersion();
        }
    }
}
