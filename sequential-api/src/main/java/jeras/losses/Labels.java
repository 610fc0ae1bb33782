package jeras.losses;

import ai.djl.ndarray.types.Shape;

/** What targets are, judging as Keras does by shapes alone. */
public enum Labels {
    /** The output is one number. */
    BINARY,
    /** The output has one number a class, the target one number. */
    CLASS_NUMBERS,
    /** Target and output have one number a class. */
    ONE_HOT;

    public static Labels of(Shape yTrue, Shape yPred) {
        long outputs = last(yPred);
        if (outputs == 1) {
            return BINARY;
        }
        boolean single = last(yTrue) == 1 && outputs > 1;
        return yTrue.dimension() < yPred.dimension() || single ? CLASS_NUMBERS : ONE_HOT;
    }

    private static long last(Shape shape) {
        return shape.dimension() == 0 ? 1 : shape.get(shape.dimension() - 1);
    }
}
