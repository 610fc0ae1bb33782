package jeras.utils;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ModelStateException;
import jeras.data.Batch;
import jeras.layers.Discretization;
import jeras.layers.HashedCrossing;
import jeras.layers.Hashing;
import jeras.layers.Identity;
import jeras.layers.IntegerLookup;
import jeras.layers.Layer;
import jeras.layers.Names;
import jeras.layers.Normalization;
import jeras.layers.Rescaling;
import jeras.layers.StringLookup;
import jeras.ops.Tensor;
import jeras.saving.FeatureSpaceFile;

/**
 * Prepares the columns of a table for a model: numbers are scaled, categories become rows of zeros and ones, columns are crossed,
 * and all is put together in one row a sample.
 *
 * <pre>{@code
 * FeatureSpace space = FeatureSpace.of(Map.of(
 *                 "age", "float_normalized",
 *                 "city", FeatureSpace.stringCategorical(l -> l.numOovIndices(0)),
 *                 "hour", "integer_categorical"))
 *         .crosses(FeatureSpace.cross("city", "hour"))
 *         .crossingDim(64);
 * space.adapt(table);                                  // a Dataset whose inputs have these names, or a map of arrays
 * Dataset prepared = table.map(space::apply);
 * Tensor output = Dense.of(1).apply(space.getEncodedFeatures());
 * Model model = Model.of(space.getEncodedFeatures(), output);                  // to train, on what is prepared
 * Model served = Model.of(List.copyOf(space.getInputs().values()), output);    // takes the columns as they are
 * }</pre>
 *
 * <p>The kinds of features by name: {@code float}, {@code float_rescaled}, {@code float_normalized}, {@code float_discretized},
 * {@code integer_categorical}, {@code string_categorical}, {@code integer_hashed} and {@code string_hashed}. The methods of
 * these names take arguments. Options return a new feature space, which has not adapted.
 *
 * @see <a href="https://keras.io/api/utils/feature_space/">keras.utils.FeatureSpace</a>
 */
public final class FeatureSpace {
    private static final List<String> MODES = List.of("concat", "dict");

    private final Config config;
    private final Map<String, Feature> features = new LinkedHashMap<>();
    private final List<FeatureCross> crosses = new ArrayList<>();
    private final Map<String, Layer> crossers = new LinkedHashMap<>();
    private final FeatureGraph graph;
    private boolean adapted;

    /** Keras's arguments. */
    private record Config(
            Map<String, Object> features,
            List<FeatureCross> crosses,
            String outputMode,
            int crossingDim,
            int hashingDim,
            int numDiscretizationBins) {}

    private FeatureSpace(Config config) {
        this.config = config;
        config.features.forEach((name, told) -> {
            Feature feature = told instanceof Feature given
                    ? given
                    : FeatureKinds.of(told, config.hashingDim, config.numDiscretizationBins);
            if (!feature.preprocessor().isNamed()) {
                Names.choose(feature.preprocessor(), name + "_preprocessor");
            }
            features.put(name, feature);
        });
        for (FeatureCross cross : config.crosses) {
            cross.featureNames().stream()
                    .filter(name -> !features.containsKey(name))
                    .forEach(name -> {
                        throw new InvalidArgumentException(Suggestions.unknown("feature", name, features.keySet()));
                    });
            int bins = cross.crossingDim() == 0 ? config.crossingDim : cross.crossingDim();
            crosses.add(new FeatureCross(cross.featureNames(), bins, cross.outputMode()));
            crossers.put(cross.name(), HashedCrossing.of(bins).name(cross.name()));
        }
        graph = new FeatureGraph(features, crosses, crossers, config.outputMode.equals("concat"));
        adapted = features.values().stream().noneMatch(f -> FeatureAdaption.isDue(f.preprocessor()));
    }

    /**
     * The columns of a table.
     *
     * @param features the kind of each column by its name: a name of a kind, or a {@link Feature}. A map that keeps an order, such
     *     as a {@link LinkedHashMap}, gives it to {@link #getInputs}; what is put together stands in the order of the names
     */
    public static FeatureSpace of(Map<String, ?> features) {
        if (features.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The feature space cannot be made.",
                    "at least one feature",
                    "none",
                    "name the columns: Map.of(\"age\", \"float_normalized\")"));
        }
        return new FeatureSpace(new Config(
                Collections.unmodifiableMap(new LinkedHashMap<>(features)), List.of(), "concat", 32, 32, 32));
    }

    private FeatureSpace with(String component, Object value) {
        return new FeatureSpace(Records.with(config, component, value));
    }

    // ---- options ---------------------------------------------------------------------------------------------------

    /** Columns whose combinations are features, too. Default: none. */
    public FeatureSpace crosses(FeatureCross... values) {
        return with("crosses", List.of(values));
    }

    /** {@code "concat"}: one row of numbers a sample; {@code "dict"}: each feature by its name. Default: {@code concat}. */
    public FeatureSpace outputMode(String mode) {
        if (!MODES.contains(mode)) {
            throw new InvalidArgumentException(Suggestions.unknown("output mode", mode, MODES));
        }
        return with("outputMode", mode);
    }

    /** The number of bins for crosses that do not say their own. Default: 32. */
    public FeatureSpace crossingDim(int bins) {
        return with("crossingDim", positive("crossingDim", bins));
    }

    /** The number of bins for {@code "integer_hashed"} and {@code "string_hashed"}. Default: 32. */
    public FeatureSpace hashingDim(int bins) {
        return with("hashingDim", positive("hashingDim", bins));
    }

    /** The number of bins for {@code "float_discretized"}. Default: 32. */
    public FeatureSpace numDiscretizationBins(int bins) {
        return with("numDiscretizationBins", positive("numDiscretizationBins", bins));
    }

    private static int positive(String option, int value) {
        if (value < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option " + option + " of FeatureSpace cannot be set.",
                    "at least 1",
                    Integer.toString(value),
                    "give a positive number"));
        }
        return value;
    }

    // ---- kinds of features -----------------------------------------------------------------------------------------

    /** Numbers as they are: {@code "float"}, which is a word of Java. */
    public static Feature floatPlain() {
        return new Feature(DataType.FLOAT32, Identity.of(), "float");
    }

    /** Numbers times {@code scale} plus {@code offset}. */
    public static Feature floatRescaled(double scale, double offset) {
        return new Feature(DataType.FLOAT32, Rescaling.of(scale).offset(offset), "float");
    }

    /** Numbers with mean 0 and variance 1. */
    public static Feature floatNormalized() {
        return new Feature(DataType.FLOAT32, Normalization.of(), "float");
    }

    /** Numbers by the bin in which they lie, of {@code numBins} equally full ones. */
    public static Feature floatDiscretized(int numBins) {
        return floatDiscretized(Discretization.of().numBins(numBins));
    }

    /** Numbers by the bin in which they lie, with the boundaries between bins, ascending. */
    public static Feature floatDiscretized(double... binBoundaries) {
        return floatDiscretized(Discretization.of(binBoundaries));
    }

    private static Feature floatDiscretized(Discretization layer) {
        return new Feature(DataType.FLOAT32, layer, "one_hot");
    }

    /** Whole numbers that stand for categories. */
    public static Feature integerCategorical() {
        return integerCategorical(layer -> layer);
    }

    /** As {@link #integerCategorical()}: {@code integerCategorical(l -> l.maxTokens(100).numOovIndices(0))}. */
    public static Feature integerCategorical(UnaryOperator<IntegerLookup> options) {
        return new Feature(DataType.INT32, options.apply(IntegerLookup.of()), "one_hot");
    }

    /** Strings that stand for categories. */
    public static Feature stringCategorical() {
        return stringCategorical(layer -> layer);
    }

    /** As {@link #stringCategorical()}: {@code stringCategorical(l -> l.maxTokens(100).numOovIndices(0))}. */
    public static Feature stringCategorical(UnaryOperator<StringLookup> options) {
        return new Feature(DataType.STRING, options.apply(StringLookup.of()), "one_hot");
    }

    /** Whole numbers by the bin that their hash chooses. */
    public static Feature integerHashed(int numBins) {
        return new Feature(DataType.INT32, Hashing.of(numBins), "one_hot");
    }

    /** Strings by the bin that their hash chooses. */
    public static Feature stringHashed(int numBins) {
        return new Feature(DataType.STRING, Hashing.of(numBins), "one_hot");
    }

    /**
     * A feature with a layer of one's choice.
     *
     * @param dtype the data type of the column: {@code "string"}, {@code "int32"}, {@code "float32"} ...
     * @param preprocessor what prepares the column, such as a {@code TextVectorization}
     * @param outputMode {@code "int"}, {@code "one_hot"} or {@code "float"}
     */
    public static Feature feature(String dtype, Layer preprocessor, String outputMode) {
        return new Feature(DataTypes.of(dtype), preprocessor, outputMode);
    }

    /** A cross with as many bins as the option {@link #crossingDim} says. */
    public static FeatureCross cross(String... featureNames) {
        return new FeatureCross(Arrays.asList(featureNames), 0, "one_hot");
    }

    /** A cross with a number of bins of its own. */
    public static FeatureCross cross(List<String> featureNames, int crossingDim) {
        return new FeatureCross(featureNames, positive("crossingDim", crossingDim), "one_hot");
    }

    // ---- use -------------------------------------------------------------------------------------------------------

    /**
     * Learns what the columns hold: vocabularies, means, boundaries of bins.
     *
     * @param data a {@code Dataset} whose inputs have the names of the features, or a map of arrays, one value a sample
     */
    public void adapt(Object data) {
        FeatureAdaption.adapt(features, data);
        adapted = true;
    }

    /**
     * The encoded features of samples.
     *
     * @param data the columns by name: arrays, or single values for one sample, whose result has no batch axis
     * @return {@code (batch, n)}
     * @throws InvalidArgumentException with the output mode {@code "dict"}, which {@link #applyDict} is for
     */
    public Array apply(Map<String, ?> data) {
        requireMode("concat", "applyDict");
        return applyDict(data).values().iterator().next();
    }

    /** As {@link #apply(Map)}, each encoded feature by its name; of the output mode {@code "concat"} the one row. */
    public Map<String, Array> applyDict(Map<String, ?> data) {
        requireAdapted();
        return graph.compute(data);
    }

    /** The batch with the encoded features in the place of the columns: {@code data.map(space::apply)}. */
    public Batch apply(Batch batch) {
        Map<String, Array> encoded = applyDict(batch.xByName());
        List<String> names = config.outputMode.equals("dict") ? List.copyOf(encoded.keySet()) : List.of();
        return new Batch(List.copyOf(encoded.values()), batch.y(), batch.sampleWeight(), names, batch.outputs());
    }

    /** The symbolic inputs by name, to begin a model with. */
    public Map<String, Tensor> getInputs() {
        requireAdapted();
        return graph.inputs();
    }

    /**
     * What comes of {@link #getInputs}, symbolic: {@code (None, n)}.
     *
     * @throws InvalidArgumentException with the output mode {@code "dict"}, which {@link #getEncodedFeaturesDict} is for
     */
    public Tensor getEncodedFeatures() {
        requireMode("concat", "getEncodedFeaturesDict");
        return getEncodedFeaturesDict().values().iterator().next();
    }

    /** As {@link #getEncodedFeatures}, each feature by its name. */
    public Map<String, Tensor> getEncodedFeaturesDict() {
        requireAdapted();
        return graph.encoded();
    }

    private void requireAdapted() {
        if (!adapted) {
            throw new ModelStateException(JerasException.message(
                    "The feature space has not learned what its columns hold.",
                    "adapt(data) before it is used",
                    "none yet",
                    "call adapt with the data to train on"));
        }
    }

    private void requireMode(String mode, String other) {
        if (!config.outputMode.equals(mode)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The feature space has several results.",
                    "the output mode \"" + mode + "\"",
                    "\"" + config.outputMode + "\"",
                    "call " + other + ", or say outputMode(\"" + mode + "\")"));
        }
    }

    // ---- parts and files -------------------------------------------------------------------------------------------

    /** The features by name. */
    public Map<String, Feature> features() {
        return Collections.unmodifiableMap(features);
    }

    /** The crosses, each with its number of bins. */
    public List<FeatureCross> crosses() {
        return Collections.unmodifiableList(crosses);
    }

    /** The layers that prepare the features, by the features' names. */
    public Map<String, Layer> preprocessors() {
        Map<String, Layer> layers = new LinkedHashMap<>();
        features.forEach((name, feature) -> layers.put(name, feature.preprocessor()));
        return Collections.unmodifiableMap(layers);
    }

    /** The layers that cross features, by the crosses' names. */
    public Map<String, Layer> crossers() {
        return Collections.unmodifiableMap(crossers);
    }

    /** {@code "concat"} or {@code "dict"}. */
    public String outputMode() {
        return config.outputMode;
    }

    /** Keras's number arguments by name: {@code crossing_dim}, {@code hashing_dim}, {@code num_discretization_bins}. */
    public Map<String, Integer> dims() {
        return Map.of(
                "crossing_dim", config.crossingDim,
                "hashing_dim", config.hashingDim,
                "num_discretization_bins", config.numDiscretizationBins);
    }

    /** True when it may be used: after {@link #adapt}, from a file, or with nothing to learn. */
    public boolean isAdapted() {
        return adapted;
    }

    /** Writes it, with what it has learned, as a {@code .keras} file, which Keras loads too. */
    public void save(Path file) {
        requireAdapted();
        graph.encoded(); // makes the layers' weights
        FeatureSpaceFile.write(this, file);
    }

    /** As {@link #save(Path)}. */
    public void save(String file) {
        save(Path.of(file));
    }

    /**
     * Reads what {@link #save} or Keras's has written.
     *
     * @throws jeras.FileFormatException if the file is missing, damaged or of something else
     */
    public static FeatureSpace load(Path file) {
        FeatureSpace space = FeatureSpaceFile.read(file);
        space.adapted = true;
        return space;
    }

    /** As {@link #load(Path)}. */
    public static FeatureSpace load(String file) {
        return load(Path.of(file));
    }
}
