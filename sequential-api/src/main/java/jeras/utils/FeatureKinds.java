package jeras.utils;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import jeras.InvalidArgumentException;

/** The kinds of features that Keras knows by name. */
final class FeatureKinds {
    private FeatureKinds() {}

    /** The feature of this kind, with the sizes that the feature space has for all of them. */
    static Feature of(Object kind, int hashingDim, int bins) {
        Map<String, Supplier<Feature>> kinds = new LinkedHashMap<>();
        kinds.put("float", FeatureSpace::floatPlain);
        kinds.put("float_rescaled", () -> FeatureSpace.floatRescaled(1, 0));
        kinds.put("float_normalized", FeatureSpace::floatNormalized);
        kinds.put("float_discretized", () -> FeatureSpace.floatDiscretized(bins));
        kinds.put("integer_categorical", FeatureSpace::integerCategorical);
        kinds.put("string_categorical", FeatureSpace::stringCategorical);
        kinds.put("integer_hashed", () -> FeatureSpace.integerHashed(hashingDim));
        kinds.put("string_hashed", () -> FeatureSpace.stringHashed(hashingDim));
        Supplier<Feature> maker = kinds.get(String.valueOf(kind));
        if (maker == null) {
            throw new InvalidArgumentException(
                    Suggestions.unknown("kind of feature", String.valueOf(kind), kinds.keySet()));
        }
        return maker.get();
    }
}
