package jeras.utils;

import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Columns whose combination is a feature of a {@link FeatureSpace}, by its hash.
 *
 * @param featureNames the columns, two or more
 * @param crossingDim the number of bins for combinations; 0 for what the feature space says
 * @param outputMode {@code "int"} or {@code "one_hot"}
 */
public record FeatureCross(List<String> featureNames, int crossingDim, String outputMode) {
    private static final List<String> MODES = List.of("int", "one_hot");

    public FeatureCross {
        featureNames = List.copyOf(featureNames);
        if (!MODES.contains(outputMode)) {
            throw new InvalidArgumentException(Suggestions.unknown("output mode of a cross", outputMode, MODES));
        }
        if (featureNames.size() < 2 || crossingDim < 0) {
            throw new InvalidArgumentException(JerasException.message(
                    "The features cannot be crossed.",
                    "two names or more, and a positive number of bins",
                    featureNames + " and " + crossingDim + " bins",
                    "name the columns: FeatureSpace.cross(\"city\", \"hour\")"));
        }
    }

    /** {@code "int"} for the numbers of the bins, {@code "one_hot"}, the default, for rows of zeros and ones. */
    public FeatureCross outputMode(String mode) {
        return new FeatureCross(featureNames, crossingDim, mode);
    }

    /** What the cross is called: {@code city_X_hour}. */
    public String name() {
        return String.join("_X_", featureNames);
    }
}
