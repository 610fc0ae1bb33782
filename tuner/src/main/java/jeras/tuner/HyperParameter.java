package jeras.tuner;

import java.util.ArrayList;
import java.util.List;

/**
 * One dimension of a search space: its name and what values it may take. Values are {@code Integer}, {@code Double}, {@code
 * Boolean} or {@code String}.
 *
 * @see <a href="https://keras.io/keras_tuner/api/hyperparameters/">KerasTuner: HyperParameters</a>
 */
public sealed interface HyperParameter permits IntegerRange, DecimalRange, BooleanSwitch, ChoiceOf, FixedValue {
    /** The name, with those of the scopes around it: {@code "encoder/units"}. */
    String name();

    /** The value that is tried where nothing else is chosen. */
    Object defaultValue();

    /** The values of a grid: all, or ten of an interval without steps. */
    List<Object> values();

    /**
     * The value at a place in the space, where the range is stretched to the numbers from 0 to 1.
     *
     * @param probability from 0 up to 1
     */
    Object toValue(double probability);

    /** The place of a value, the middle of those that give it: the inverse of {@link #toValue}. */
    double toProbability(Object value);

    /** The default value and then the others, as a grid walks them. */
    default List<Object> defaultFirst() {
        List<Object> ordered = new ArrayList<>(List.of(defaultValue()));
        values().stream().filter(v -> !v.equals(defaultValue())).forEach(ordered::add);
        return ordered;
    }
}
