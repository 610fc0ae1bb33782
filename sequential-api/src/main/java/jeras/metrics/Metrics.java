package jeras.metrics;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jeras.InvalidArgumentException;
import jeras.losses.Labels;
import jeras.losses.Loss;
import jeras.losses.Losses;
import jeras.utils.Suggestions;

/** The built-in metrics by Keras's ids: the class's name, the same in snake case, short forms, and the ids of all losses. */
public final class Metrics {
    private static final Map<String, Supplier<? extends KerasMetric<?, ?>>> BY_ID = new LinkedHashMap<>();

    static {
        add(Accuracy::of, "accuracy");
        add(BinaryAccuracy::of, "binary_accuracy");
        add(CategoricalAccuracy::of, "categorical_accuracy");
        add(SparseCategoricalAccuracy::of, "sparse_categorical_accuracy");
        add(TopKCategoricalAccuracy::of, "top_k_categorical_accuracy");
        add(SparseTopKCategoricalAccuracy::of, "sparse_top_k_categorical_accuracy");
        add(MeanSquaredError::of, "mean_squared_error", "mse", "MSE");
        add(RootMeanSquaredError::of, "root_mean_squared_error");
        add(MeanAbsoluteError::of, "mean_absolute_error", "mae", "MAE");
        add(CosineSimilarity::of, "cosine_similarity");
        add(BinaryCrossentropy::of, "binary_crossentropy", "bce", "BCE");
        add(CategoricalCrossentropy::of, "categorical_crossentropy");
        add(SparseCategoricalCrossentropy::of, "sparse_categorical_crossentropy");
    }

    private Metrics() {}

    private static void add(Supplier<? extends KerasMetric<?, ?>> maker, String... ids) {
        for (String id : ids) {
            BY_ID.put(id, maker);
        }
        BY_ID.put(maker.get().getClass().getSimpleName(), maker);
    }

    static Metric of(String id) {
        Supplier<? extends KerasMetric<?, ?>> maker = BY_ID.get(id);
        if (maker != null) {
            return maker.get().name(id);
        }
        if (Losses.ids().contains(id)) {
            return new LossMetric(id, Loss.of(id));
        }
        throw new InvalidArgumentException(Suggestions.unknown("metric", id, ids()));
    }

    /** The ids of the built-in metrics. */
    public static Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>(BY_ID.keySet());
        ids.addAll(Losses.ids());
        return ids;
    }

    /**
     * The metric with Keras's id for targets and outputs of these shapes, with their batch: {@code "accuracy"}, {@code "acc"},
     * {@code "crossentropy"} and {@code "ce"} depend on them. Logs call it by the id.
     */
    public static Metric resolve(String id, Shape yTrue, Shape yPred) {
        return switch (id.toLowerCase(Locale.ROOT)) {
            case "accuracy", "acc" ->
                switch (Labels.of(yTrue, yPred)) {
                    case BINARY -> BinaryAccuracy.of().name(id);
                    case CLASS_NUMBERS -> SparseCategoricalAccuracy.of().name(id);
                    case ONE_HOT -> CategoricalAccuracy.of().name(id);
                };
            case "crossentropy", "ce" ->
                switch (Labels.of(yTrue, yPred)) {
                    case BINARY -> BinaryCrossentropy.of().name(id);
                    case CLASS_NUMBERS -> SparseCategoricalCrossentropy.of().name(id);
                    case ONE_HOT -> CategoricalCrossentropy.of().name(id);
                };
            default -> of(id);
        };
    }
}
