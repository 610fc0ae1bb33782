package jeras.utils;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.layers.Discretization;
import jeras.layers.KerasLayer;
import jeras.layers.Layer;
import jeras.layers.Normalization;
import jeras.layers.TextVectorization;
import jeras.layers.VocabularyLayer;

/** Has the layers of a feature space learn from a table. */
final class FeatureAdaption {
    /** As Keras batches single samples; the boundaries of bins depend on it. */
    private static final int BATCH = 32;

    /** The arguments by which a layer is given what it would learn. */
    private static final Set<String> GIVEN = Set.of("mean", "vocabulary", "binBoundaries");

    private FeatureAdaption() {}

    /** True for a layer that learns and was not given what it would learn. */
    static boolean isDue(Layer layer) {
        return learning(layer) != null && !isGiven(((KerasLayer<?, ?>) layer).config());
    }

    private static boolean isGiven(Record config) {
        for (var component : config.getClass().getRecordComponents()) {
            if (GIVEN.contains(component.getName()) && Records.get(config, component) != null) {
                return true;
            }
        }
        return false;
    }

    /** How the layer learns; null for one that does not. */
    private static Consumer<Object> learning(Layer layer) {
        if (layer instanceof Normalization normalization) {
            return normalization::adapt;
        } else if (layer instanceof Discretization discretization) {
            return discretization::adapt;
        } else if (layer instanceof VocabularyLayer<?, ?, ?> lookup) {
            return lookup::adapt;
        } else if (layer instanceof TextVectorization text) {
            return text::adapt;
        }
        return null;
    }

    static void adapt(Map<String, Feature> features, Object data) {
        Map<String, List<Array>> columns = new LinkedHashMap<>();
        features.forEach((name, feature) -> {
            if (isDue(feature.preprocessor())) {
                columns.put(name, new ArrayList<>());
            }
        });
        if (data instanceof Dataset table) {
            try (Dataset.Stream batches = (table.isSamples() ? table.batch(BATCH) : table).iterator()) {
                while (batches.hasNext()) {
                    Batch batch = batches.next();
                    columns.forEach((name, column) -> column.add(asColumn(batch.x(name))));
                }
            }
        } else if (data instanceof Map<?, ?> table) {
            columns.forEach((name, column) -> slices(value(table, name), column));
        } else {
            throw new InvalidArgumentException(JerasException.message(
                    "The feature space cannot adapt to this.",
                    "a Dataset whose inputs have names, or a map of arrays",
                    "a " + data.getClass().getSimpleName(),
                    "give the columns by name"));
        }
        columns.forEach((name, column) -> {
            if (column.isEmpty()) {
                throw new InvalidArgumentException(JerasException.message(
                        "The feature space cannot adapt.",
                        "at least one sample",
                        "none",
                        "check the source of the data"));
            }
            // Not the list itself, which some layers take for one array.
            learning(features.get(name).preprocessor()).accept(Collections.unmodifiableCollection(column));
        });
    }

    private static Array value(Map<?, ?> table, String name) {
        if (!table.containsKey(name)) {
            throw new InvalidArgumentException(Suggestions.unknown(
                    "column", name, table.keySet().stream().map(String::valueOf).toList()));
        }
        return asColumn(Array.of(table.get(name)));
    }

    private static void slices(Array all, List<Array> column) {
        int count = (int) all.shape().get(0);
        for (int from = 0; from < count; from += BATCH) {
            column.add(all.slice(from, Math.min(count, from + BATCH)));
        }
    }

    private static Array asColumn(Array values) {
        return values.rank() == 1 ? values.expandDims(-1) : values;
    }
}
