package jeras.utils;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.layers.CategoryEncoding;
import jeras.layers.Concatenate;
import jeras.layers.Discretization;
import jeras.layers.KerasLayer;
import jeras.layers.Layer;
import jeras.layers.VocabularyLayer;
import jeras.ops.Tensor;

/** The layers of a feature space between its inputs and what comes out; made when they have learned. */
final class FeatureGraph {
    /** What the result of the output mode concat goes by. */
    private static final String ALL = "features";

    private final Map<String, Feature> features;
    private final List<FeatureCross> crosses;
    private final Map<String, Layer> crossers;
    private final boolean concat;
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private Map<String, Tensor> encoded;
    private Model model;

    FeatureGraph(
            Map<String, Feature> features, List<FeatureCross> crosses, Map<String, Layer> crossers, boolean concat) {
        this.features = features;
        this.crosses = crosses;
        this.crossers = crossers;
        this.concat = concat;
        features.forEach((name, feature) -> inputs.put(
                name, Input.of(1).dtype(DataTypes.name(feature.dataType())).name(name)));
    }

    Map<String, Tensor> inputs() {
        return Collections.unmodifiableMap(inputs);
    }

    /** The encoded features by name, or all as one. */
    synchronized Map<String, Tensor> encoded() {
        if (encoded == null) {
            encoded = Collections.unmodifiableMap(encode());
        }
        return encoded;
    }

    private Map<String, Tensor> encode() {
        Map<String, Tensor> prepared = new TreeMap<>();
        inputs.forEach((name, input) ->
                prepared.put(name, features.get(name).preprocessor().apply(input)));
        Map<String, Tensor> crossed = new TreeMap<>();
        Map<String, String> modes = new LinkedHashMap<>();
        for (FeatureCross cross : crosses) {
            Tensor[] parts = cross.featureNames().stream().map(prepared::get).toArray(Tensor[]::new);
            crossed.put(cross.name(), crossers.get(cross.name()).apply(parts));
            modes.put(cross.name(), cross.outputMode());
        }
        Map<String, Tensor> results = new LinkedHashMap<>();
        prepared.forEach((name, value) -> results.put(
                name,
                encode(
                        name,
                        value,
                        features.get(name).preprocessor(),
                        features.get(name).outputMode())));
        crossed.forEach((name, value) -> results.put(name, encode(name, value, crossers.get(name), modes.get(name))));
        return concat ? Map.of(ALL, concatenated(results)) : results;
    }

    private static Tensor encode(String name, Tensor value, Layer layer, String mode) {
        if (!mode.equals("one_hot")) {
            return value;
        }
        if (!value.dataType().isInteger()) {
            throw refused(
                    name,
                    "whole numbers, to make rows of zeros and ones of",
                    DataTypes.name(value.dataType()),
                    "float");
        }
        return CategoryEncoding.of(categories(name, layer)).apply(value);
    }

    /** How many numbers a layer may give. */
    private static int categories(String name, Layer layer) {
        if (layer instanceof VocabularyLayer<?, ?, ?> lookup) {
            return lookup.vocabularySize();
        }
        if (layer instanceof KerasLayer<?, ?> known) {
            Record config = known.config();
            for (var component : config.getClass().getRecordComponents()) {
                boolean counts = component.getName().equals("numBins")
                        || component.getName().equals("numTokens");
                if (counts && Records.get(config, component) instanceof Integer count) {
                    return count;
                }
            }
        }
        if (layer instanceof Discretization given) {
            return given.binBoundaries().length + 1;
        }
        throw refused(name, "a layer of Keras that says how many categories there are", layer.className(), "int");
    }

    private static Tensor concatenated(Map<String, Tensor> results) {
        results.forEach((name, value) -> {
            if (value.dataType() == DataType.STRING || value.dataType().isInteger()) {
                throw new InvalidArgumentException(JerasException.message(
                        "The feature \"" + name + "\" cannot be put together with the others.",
                        "a feature that is encoded as numbers of type float",
                        DataTypes.name(value.dataType()),
                        "say outputMode(\"one_hot\") for it, or outputMode(\"dict\") for the feature space"));
            }
        });
        List<Tensor> parts = new ArrayList<>(results.values());
        return parts.size() == 1 ? parts.get(0) : Concatenate.of().apply(parts.toArray(Tensor[]::new));
    }

    private static InvalidArgumentException refused(String name, String expected, String received, String mode) {
        return new InvalidArgumentException(JerasException.message(
                "The feature \"" + name + "\" cannot be encoded.",
                expected,
                received,
                "choose another layer, or outputMode(\"" + mode + "\") for the feature"));
    }

    /** The encoded features of samples, or of one without a batch axis. */
    Map<String, Array> compute(Map<String, ?> data) {
        Map<String, Array> columns = new LinkedHashMap<>();
        boolean single = false;
        for (Map.Entry<String, ?> entry : data.entrySet()) {
            Array values = Array.of(entry.getValue());
            single |= values.rank() == 0;
            columns.put(
                    entry.getKey(),
                    values.rank() == 0 ? values.reshape(1, 1) : values.rank() == 1 ? values.expandDims(-1) : values);
        }
        int count = columns.isEmpty()
                ? 1
                : (int) Math.max(1, columns.values().iterator().next().shape().get(0));
        List<Array> values = model().predictAll(columns, p -> p.batchSize(count).verbose(0));
        Map<String, Array> results = new LinkedHashMap<>();
        int next = 0;
        for (String name : encoded().keySet()) {
            Array value = values.get(next++);
            results.put(name, single ? value.get(0) : value);
        }
        return results;
    }

    private synchronized Model model() {
        if (model == null) {
            model = Model.of(List.copyOf(inputs.values()), List.copyOf(encoded().values()));
        }
        return model;
    }
}
