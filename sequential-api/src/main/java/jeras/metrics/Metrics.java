package jeras.metrics;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.losses.Labels;
import jeras.losses.Loss;
import jeras.losses.Losses;
import jeras.utils.Suggestions;

/** The built-in metrics by Keras's ids: the class's name, the same in snake case, short forms, and the ids of all losses. */
public final class Metrics {
    private static final Map<String, Supplier<? extends KerasMetric<?, ?>>> BY_ID = new LinkedHashMap<>();
    private static final Map<String, Supplier<? extends KerasMetric<?, ?>>> ASKING = new LinkedHashMap<>();

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
        add(MeanAbsolutePercentageError::of, "mean_absolute_percentage_error", "mape", "MAPE");
        add(MeanSquaredLogarithmicError::of, "mean_squared_logarithmic_error", "msle", "MSLE");
        add(LogCoshError::of, "log_cosh_error");
        add(KLDivergence::of, "kl_divergence");
        add(Poisson::of, "poisson");
        add(Hinge::of, "hinge");
        add(SquaredHinge::of, "squared_hinge");
        add(CategoricalHinge::of, "categorical_hinge");
        add(PearsonCorrelation::of, "pearson_correlation");
        add(ConcordanceCorrelation::of, "concordance_correlation");
        add(R2Score::of, "r2_score");
        add(TruePositives::of, "true_positives");
        add(FalsePositives::of, "false_positives");
        add(TrueNegatives::of, "true_negatives");
        add(FalseNegatives::of, "false_negatives");
        add(Precision::of, "precision");
        add(Recall::of, "recall");
        add(AUC::of, "auc");
        add(F1Score::of, "f1_score");
        add(FBetaScore::of, "f_beta_score");
        add(BinaryIoU::of, "binary_io_u");
        add(Mean::of, "mean");
        add(Sum::of, "sum");
        addAsking(() -> SensitivityAtSpecificity.of(0.5), "sensitivity_at_specificity");
        addAsking(() -> SpecificityAtSensitivity.of(0.5), "specificity_at_sensitivity");
        addAsking(() -> PrecisionAtRecall.of(0.5), "precision_at_recall");
        addAsking(() -> RecallAtPrecision.of(0.5), "recall_at_precision");
        addAsking(() -> IoU.of(1, 0), "io_u");
        addAsking(() -> MeanIoU.of(1), "mean_io_u");
        addAsking(() -> OneHotIoU.of(1, 0), "one_hot_io_u");
        addAsking(() -> OneHotMeanIoU.of(1), "one_hot_mean_io_u");
    }

    private Metrics() {}

    private static void add(Supplier<? extends KerasMetric<?, ?>> maker, String... ids) {
        for (String id : ids) {
            BY_ID.put(id, maker);
        }
        BY_ID.put(maker.get().getClass().getSimpleName(), maker);
    }

    /** A metric that cannot be made without arguments; what is made here is to be told them. */
    private static void addAsking(Supplier<? extends KerasMetric<?, ?>> maker, String id) {
        ASKING.put(id, maker);
        ASKING.put(maker.get().getClass().getSimpleName(), maker);
    }

    /**
     * The metric with the name of a class, for files, which tell it all arguments; those that it cannot be without have any value
     * before.
     */
    public static Optional<Metric> ofClass(String className) {
        Supplier<? extends KerasMetric<?, ?>> maker = BY_ID.getOrDefault(className, ASKING.get(className));
        return Optional.ofNullable(maker).map(Supplier::get);
    }

    static Metric of(String id) {
        if (ASKING.containsKey(id)) {
            String className = ASKING.get(id).get().getClass().getSimpleName();
            throw new InvalidArgumentException(JerasException.message(
                    "Metric \"" + id + "\" cannot be made by its name alone.",
                    "an object with the arguments that it asks for",
                    "\"" + id + "\"",
                    "make one by " + className + ".of(...)"));
        }
        Supplier<? extends KerasMetric<?, ?>> maker = BY_ID.get(id);
        if (maker != null) {
            return maker.get().name(id);
        }
        if (Losses.ids().contains(id)) {
            return MeanMetricWrapper.of(Loss.of(id)).name(id);
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
