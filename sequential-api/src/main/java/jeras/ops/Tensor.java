package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * A symbolic tensor: a shape (unknown axes are -1), a data type, and the operation that makes it. It holds no values.
 *
 * <p>A tensor of a sequence may carry a {@link #mask()}, which layers hand on as Keras does.
 */
public abstract class Tensor {
    private final Shape shape;
    private final DataType dataType;

    protected Tensor(Shape shape, DataType dataType) {
        this.shape = shape;
        this.dataType = dataType;
    }

    /** The shape; -1 stands for an axis whose length is known only when the program runs, such as the batch. */
    public final Shape shape() {
        return shape;
    }

    /** The data type of the values; of a variable, that which it is read in. */
    public DataType dataType() {
        return dataType;
    }

    /** The number of axes. */
    public final int rank() {
        return shape.dimension();
    }

    /** The length of an axis, negative ones counted from the end; -1 when it is unknown. */
    public final long size(int axis) {
        return shape.get(Shapes.axis(axis, rank()));
    }

    /** The operation that makes this tensor; null for inputs and variables. */
    public Op op() {
        return null;
    }

    /** The steps to keep, boolean {@code (batch, time)}, or null when all of them count. */
    public Tensor mask() {
        return null;
    }

    /** This tensor with the given mask, or with none when {@code mask} is null. */
    public final Tensor withMask(Tensor mask) {
        return mask == mask() ? this : Primitive.alias(this, mask);
    }

    public final Tensor add(Tensor other) {
        return Ops.add(this, other);
    }

    public final Tensor add(double value) {
        return Ops.add(this, value);
    }

    public final Tensor subtract(Tensor other) {
        return Ops.subtract(this, other);
    }

    public final Tensor subtract(double value) {
        return Ops.subtract(this, value);
    }

    public final Tensor multiply(Tensor other) {
        return Ops.multiply(this, other);
    }

    public final Tensor multiply(double value) {
        return Ops.multiply(this, value);
    }

    public final Tensor divide(Tensor other) {
        return Ops.divide(this, other);
    }

    public final Tensor divide(double value) {
        return Ops.divide(this, value);
    }

    public final Tensor negative() {
        return Ops.negative(this);
    }

    public final Tensor matmul(Tensor other) {
        return Ops.matmul(this, other);
    }

    /**
     * A part of this tensor, written as between Python's brackets: {@code x.get(":, 0")}, {@code x.get("..., 1:3")},
     * {@code x.get("::2")}.
     */
    public final Tensor get(String index) {
        return Ops.getItem(this, index);
    }

    @Override
    public String toString() {
        return "Tensor" + Shapes.text(shape) + " " + dataType.name().toLowerCase(java.util.Locale.ROOT);
    }
}
