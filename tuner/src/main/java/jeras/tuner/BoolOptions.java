package jeras.tuner;

/** What a switch is told; KerasTuner's arguments of {@code hp.Boolean}. */
public final class BoolOptions {
    boolean chosenDefault;

    BoolOptions() {}

    /** The value that is tried where nothing else is chosen; default: false. */
    public BoolOptions defaultValue(boolean value) {
        chosenDefault = value;
        return this;
    }
}
