package jeras.ops;

/** Copies of tensors on other devices; on the device where a tensor already is, the tensor itself. */
final class Movement {
    private static final String TO = "torch.to({0}, {device}, None, False, False)";

    private Movement() {}

    /** The tensor on the device that computes here; gradients flow back to where it came from. */
    static Tensor here(Tensor x) {
        return Primitive.of("to_device", TO, x.shape(), x.dataType(), x);
    }

    /** True for an operation that {@link #here} has recorded. */
    static boolean is(Op op) {
        return op instanceof Primitive p && p.code().equals(TO);
    }
}
