package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;

/** Symbolic inputs, for tests of shape rules without an engine. */
final class Symbols {
    private Symbols() {}

    static Tensor input(long... shape) {
        return new Placeholder("x", new Shape(shape), DataType.FLOAT32);
    }

    static Tensor masked(long... shape) {
        return input(shape).withMask(new Placeholder("mask", new Shape(shape[0], shape[1]), DataType.BOOLEAN));
    }

    /** The shape of a layer's output for one input of this shape. */
    static Shape output(Layer layer, long... shape) {
        return layer.apply(input(shape)).shape();
    }
}
