package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ShapeMismatchException;

/** {@code keras.ops.linalg}: matrices and their decompositions. */
abstract class LinalgOps extends RandomOps {
    LinalgOps() {}

    /** Ones on the diagonal, zeros elsewhere: shape {@code (rows, columns)}. */
    public static Tensor eye(long rows, long columns, DataType type) {
        String code = "torch.eye(" + rows + ", " + columns + ", dtype=" + Code.type(type) + ", device={device})";
        return Primitive.constant("eye", code, new Shape(rows, columns), type);
    }

    /** The diagonal of the last two axes: {@code (..., rows, columns)} to {@code (..., min(rows, columns))}. */
    public static Tensor diagonal(Tensor x) {
        matrices("diagonal", x);
        Shape shape = x.shape().slice(0, x.rank() - 2).add(smaller(x));
        return Primitive.of("diagonal", "torch.diagonal({0}, 0, -2, -1)", shape, x.dataType(), x);
    }

    /**
     * The QR decomposition in its reduced form.
     *
     * @param x {@code (..., rows, columns)}, float32 or float64
     * @return Q with orthonormal columns, {@code (..., rows, k)}, and the upper triangular R, {@code (..., k, columns)}, k the
     *     smaller of rows and columns
     */
    public static List<Tensor> qr(Tensor x) {
        matrices("qr", x);
        Shape before = x.shape().slice(0, x.rank() - 2);
        long k = smaller(x);
        List<Result.Spec> specs = List.of(
                new Result.Spec(before.add(x.size(-2), k), x.dataType()),
                new Result.Spec(before.add(k, x.size(-1)), x.dataType()));
        return Operation.of("linalg.Qr", x)
                .with("mode", "reduced")
                .several(() -> Primitive.several("qr", "torch.linalg_qr({0}, \"reduced\")", List.of(x), specs));
    }

    private static long smaller(Tensor x) {
        return Math.min(x.size(-2), x.size(-1));
    }

    private static void matrices(String name, Tensor x) {
        if (x.rank() < 2) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    name + " takes matrices.",
                    "at least 2 axes",
                    Shapes.text(x.shape()),
                    "reshape it to (rows, columns)"));
        }
    }
}
