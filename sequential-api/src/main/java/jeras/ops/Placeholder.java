package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** A named parameter of a program, or of the body of a loop. */
public final class Placeholder extends Tensor {
    private final String name;

    public Placeholder(String name, Shape shape, DataType dataType) {
        super(shape, dataType);
        this.name = name;
    }

    public String name() {
        return name;
    }
}
