package jeras.ops;

import ai.djl.ndarray.types.DataType;

/** Keras's {@code floatx}, the data type of floats when nobody says: one setting for the whole process. */
public final class FloatType {
    private static volatile DataType current = DataType.FLOAT32;

    private FloatType() {}

    public static DataType get() {
        return current;
    }

    /**
     * Sets it for inputs and layers that are made afterwards.
     *
     * @param type one of floats
     */
    public static void set(DataType type) {
        current = type;
    }
}
