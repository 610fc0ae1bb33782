package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** What an operation makes. */
final class Result extends Tensor {
    private final Op op;
    private final Tensor mask;

    Result(Op op, Spec spec, Tensor mask) {
        super(spec.shape(), spec.dataType());
        this.op = op;
        this.mask = mask;
    }

    /** The shape and data type of an output. */
    record Spec(Shape shape, DataType dataType) {
        static Spec of(Tensor t) {
            return new Spec(t.shape(), t.dataType());
        }
    }

    @Override
    public Op op() {
        return op;
    }

    @Override
    public Tensor mask() {
        return mask;
    }
}
