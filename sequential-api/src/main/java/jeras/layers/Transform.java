package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** Affine transforms, one for each image, as {@link Ops#affineTransform} takes them. */
final class Transform {
    /** One number for each image. */
    static final Shape EACH = new Shape(-1, 1);

    private Transform() {}

    /**
     * The pixel {@code (x, y)} is read at {@code (a0 x + a1 y + a2, b0 x + b1 y + b2)}.
     *
     * @return {@code (batch, 8)}
     */
    static Tensor of(Tensor a0, Tensor a1, Tensor a2, Tensor b0, Tensor b1, Tensor b2) {
        Tensor zero = Ops.zerosLike(a0);
        return Ops.concatenate(List.of(a0, a1, a2, b0, b1, b2, zero, zero), 1);
    }
}
