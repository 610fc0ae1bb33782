package jeras.tuner;

/**
 * What a choice is told besides its values; KerasTuner's arguments of {@code hp.Choice}.
 *
 * @param <T> the kind of the values
 */
public final class ChoiceOptions<T> {
    boolean ordered;
    T chosenDefault;

    ChoiceOptions(T first) {
        chosenDefault = first;
        ordered = first instanceof Number;
    }

    /** Whether the values, which must be numbers then, have an order; default: true for numbers. */
    public ChoiceOptions<T> ordered(boolean value) {
        ordered = value;
        return this;
    }

    /** The value that is tried where nothing else is chosen; default: the first. */
    public ChoiceOptions<T> defaultValue(T value) {
        chosenDefault = value;
        return this;
    }
}
