package jeras.saving;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jeras.FileFormatException;
import jeras.layers.Identity;
import jeras.layers.Layer;
import jeras.layers.Names;
import jeras.utils.DataTypes;
import jeras.utils.Feature;
import jeras.utils.FeatureCross;
import jeras.utils.FeatureSpace;
import jeras.utils.Naming;

/** A feature space as a {@code .keras} file, for Jeras and for Keras. */
public final class FeatureSpaceFile {
    private static final String MODULE = "keras.src.layers.preprocessing.feature_space";

    /** What Keras calls the layer that leaves numbers as they are. */
    private static final String IDENTITY = "TFDIdentity";

    private FeatureSpaceFile() {}

    /** The layers of a feature space at the places where Keras's files have their state. */
    private static final class Parts extends Layer {
        private final FeatureSpace space;

        Parts(FeatureSpace space) {
            this.space = space;
        }

        @Override
        public Map<String, Layer> savedParts() {
            Map<String, Layer> parts = new LinkedHashMap<>();
            Map<String, Integer> counts = new HashMap<>();
            for (Layer layer : space.preprocessors().values()) {
                String name = layer instanceof Identity ? "tfd_identity" : Naming.snakeCase(layer.className());
                int before = counts.merge(name, 1, Integer::sum) - 1;
                parts.put("preprocessors/" + (before == 0 ? name : name + "_" + before), layer);
            }
            return parts;
        }
    }

    /** Writes what a feature space is made of and has learned. */
    public static void write(FeatureSpace space, Path file) {
        JsonObject features = new JsonObject();
        JsonObject builds = new JsonObject();
        space.features().forEach((name, feature) -> {
            features.add(name, feature(feature));
            builds.add(name, build());
        });
        JsonArray crosses = new JsonArray();
        space.crosses().forEach(cross -> crosses.add(cross(cross)));
        JsonObject config = new JsonObject();
        config.add("features", features);
        config.addProperty("output_mode", space.outputMode());
        config.add("crosses", crosses);
        space.dims().forEach(config::addProperty);
        JsonObject described = ObjectWriter.described("keras.utils", "FeatureSpace", config);
        described.add("build_config", builds);
        ModelWriter.write(new Parts(space), described, file);
    }

    private static JsonObject feature(Feature feature) {
        JsonObject layer;
        if (feature.preprocessor() instanceof Identity identity) {
            JsonObject config = new JsonObject();
            config.addProperty("name", identity.name());
            layer = ObjectWriter.described(MODULE, IDENTITY, config);
            layer.addProperty("registered_name", IDENTITY);
        } else {
            layer = LayerWriter.layer(feature.preprocessor());
        }
        layer.add("build_config", build());
        JsonObject config = new JsonObject();
        config.addProperty("dtype", DataTypes.name(feature.dataType()));
        config.add("preprocessor", layer);
        config.addProperty("output_mode", feature.outputMode());
        JsonObject described = ObjectWriter.described(MODULE, "Feature", config);
        described.addProperty("registered_name", "Feature");
        return described;
    }

    private static JsonObject cross(FeatureCross cross) {
        JsonArray names = new JsonArray();
        cross.featureNames().forEach(names::add);
        JsonObject config = new JsonObject();
        config.add("feature_names", names);
        config.addProperty("crossing_dim", cross.crossingDim());
        config.addProperty("output_mode", cross.outputMode());
        JsonObject described = ObjectWriter.described(MODULE, "Cross", config);
        described.addProperty("registered_name", "Cross");
        return described;
    }

    /** One column a feature. */
    private static JsonObject build() {
        JsonArray shape = new JsonArray();
        shape.add(JsonNull.INSTANCE);
        shape.add(1);
        JsonObject build = new JsonObject();
        build.add("input_shape", shape);
        return build;
    }

    /**
     * Reads a feature space with what it has learned.
     *
     * @throws FileFormatException if the file is missing, damaged or of something else
     */
    public static FeatureSpace read(Path file) {
        KerasArchive archive = KerasArchive.read(file);
        Place place = new Place(file, "config.json");
        Where where = Where.in(place);
        CodeGuard.refuseCode(place, archive.config(), Set.of());
        FeatureSpace space = ModelReader.described(where, () -> space(archive.config(), where));
        space.preprocessors().values().forEach(layer -> layer.ensureBuilt(List.of(new Shape(-1, 1))));
        WeightReader.weights(
                new Parts(space),
                archive.weights(),
                archive.assets(),
                new Place(file, "model.weights.h5"),
                new WeightOptions());
        return space;
    }

    private static FeatureSpace space(JsonObject json, Where where) {
        if (!where.string(json, "class_name").equals("FeatureSpace")) {
            throw where.damaged("a FeatureSpace", "a " + where.string(json, "class_name"));
        }
        JsonObject config = where.object(json, "config");
        Map<String, Feature> features = new LinkedHashMap<>();
        where.object(config, "features")
                .asMap()
                .forEach((name, described) -> features.put(name, feature(described, where.inside(name))));
        List<FeatureCross> crosses = new ArrayList<>();
        for (JsonElement described : LayerReader.array(config, "crosses", where)) {
            JsonObject cross = where.object(described.getAsJsonObject(), "config");
            List<String> names = LayerReader.array(cross, "feature_names", where).asList().stream()
                    .map(JsonElement::getAsString)
                    .toList();
            crosses.add(FeatureSpace.cross(names, cross.get("crossing_dim").getAsInt())
                    .outputMode(where.string(cross, "output_mode")));
        }
        return FeatureSpace.of(features)
                .crosses(crosses.toArray(FeatureCross[]::new))
                .outputMode(where.string(config, "output_mode"))
                .crossingDim(config.get("crossing_dim").getAsInt())
                .hashingDim(config.get("hashing_dim").getAsInt())
                .numDiscretizationBins(config.get("num_discretization_bins").getAsInt());
    }

    private static Feature feature(JsonElement described, Where where) {
        JsonObject config = where.object(described.getAsJsonObject(), "config");
        JsonObject preprocessor = where.object(config, "preprocessor");
        Layer layer;
        if (where.string(preprocessor, "class_name").equals(IDENTITY)) {
            layer = Identity.of();
            Names.choose(layer, where.string(where.object(preprocessor, "config"), "name"));
        } else {
            layer = LayerReader.layer(preprocessor, where);
        }
        return FeatureSpace.feature(where.string(config, "dtype"), layer, where.string(config, "output_mode"));
    }
}
