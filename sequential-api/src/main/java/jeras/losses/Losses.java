package jeras.losses;

import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jeras.InvalidArgumentException;
import jeras.utils.Suggestions;

/** The built-in losses by Keras's ids: the function's name, the class's name and short forms. */
public final class Losses {
    private static final Map<String, Supplier<Loss>> BY_ID = new LinkedHashMap<>();

    static {
        add(MeanSquaredError::of, "mean_squared_error", "mse", "MSE");
        add(MeanAbsoluteError::of, "mean_absolute_error", "mae", "MAE");
        add(MeanAbsolutePercentageError::of, "mean_absolute_percentage_error", "mape", "MAPE");
        add(MeanSquaredLogarithmicError::of, "mean_squared_logarithmic_error", "msle", "MSLE");
        add(BinaryCrossentropy::of, "binary_crossentropy", "bce", "BCE");
        add(BinaryFocalCrossentropy::of, "binary_focal_crossentropy");
        add(CategoricalCrossentropy::of, "categorical_crossentropy");
        add(CategoricalFocalCrossentropy::of, "categorical_focal_crossentropy");
        add(SparseCategoricalCrossentropy::of, "sparse_categorical_crossentropy");
        add(Huber::of, "huber");
        add(LogCosh::of, "log_cosh");
        add(CosineSimilarity::of, "cosine_similarity");
        add(KLDivergence::of, "kl_divergence", "kld", "KLD");
        add(Poisson::of, "poisson");
        add(Hinge::of, "hinge");
        add(SquaredHinge::of, "squared_hinge");
        add(CategoricalHinge::of, "categorical_hinge");
        add(Dice::of, "dice");
        add(Tversky::of, "tversky");
        add(Circle::of, "circle");
        add(CTC::of, "ctc");
        add(CategoricalGeneralizedCrossEntropy::of);
    }

    private Losses() {}

    /** Under an id the loss has that name, under its class's name its own. */
    private static <L extends KerasLoss<L, ?>> void add(Supplier<L> maker, String... ids) {
        for (String id : ids) {
            BY_ID.put(id, () -> maker.get().name(id));
        }
        BY_ID.put(maker.get().getClass().getSimpleName(), maker::get);
    }

    static Loss of(String id) {
        Supplier<Loss> maker = BY_ID.get(id);
        if (maker == null) {
            throw new InvalidArgumentException(Suggestions.unknown("loss", id, ids()));
        }
        return maker.get();
    }

    /** The ids of the built-in losses. */
    public static Set<String> ids() {
        return Collections.unmodifiableSet(BY_ID.keySet());
    }

    /**
     * The loss with Keras's id for targets and outputs of these shapes, with their batch: {@code "crossentropy"} and
     * {@code "ce"} depend on them.
     */
    public static Loss resolve(String id, Shape yTrue, Shape yPred) {
        if (!List.of("crossentropy", "ce").contains(id.toLowerCase(Locale.ROOT))) {
            return of(id);
        }
        return switch (Labels.of(yTrue, yPred)) {
            case BINARY -> BinaryCrossentropy.of().name(id);
            case CLASS_NUMBERS -> SparseCategoricalCrossentropy.of().name(id);
            case ONE_HOT -> CategoricalCrossentropy.of().name(id);
        };
    }
}
