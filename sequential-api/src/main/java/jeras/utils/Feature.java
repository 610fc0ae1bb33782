package jeras.utils;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.layers.Layer;

/**
 * How one column of a table goes into a {@link FeatureSpace}: the layer that prepares it, and what becomes of the result.
 *
 * <pre>{@code FeatureSpace.stringCategorical(l -> l.maxTokens(100)).outputMode("int")}</pre>
 */
public final class Feature {
    private static final List<String> MODES = List.of("int", "one_hot", "float");

    private final DataType dataType;
    private final Layer preprocessor;
    private final String outputMode;

    Feature(DataType dataType, Layer preprocessor, String outputMode) {
        if (!MODES.contains(outputMode)) {
            throw new InvalidArgumentException(Suggestions.unknown("output mode of a feature", outputMode, MODES));
        }
        this.dataType = dataType;
        this.preprocessor = preprocessor;
        this.outputMode = outputMode;
    }

    /**
     * What becomes of what the layer gives: {@code "int"} leaves indices as they are, {@code "one_hot"} makes a row of zeros
     * and ones of each, {@code "float"} is for layers that give numbers.
     */
    public Feature outputMode(String mode) {
        return new Feature(dataType, preprocessor, mode);
    }

    /** The data type of the column. */
    public DataType dataType() {
        return dataType;
    }

    /** The layer that prepares the column; it learns when the feature space adapts. */
    public Layer preprocessor() {
        return preprocessor;
    }

    /** {@code "int"}, {@code "one_hot"} or {@code "float"}. */
    public String outputMode() {
        return outputMode;
    }
}
