package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ShapeMismatchException;

/** {@code keras.ops.linalg}: inverses, factors and norms of matrices, the last two axes. */
abstract class MatrixOps extends SegmentOps {
    MatrixOps() {}

    /** The inverse of square matrices. */
    public static Tensor inv(Tensor x) {
        square("inv", x);
        return simple("linalg.Inv", "torch.linalg_inv({0})", x);
    }

    /** The determinant of square matrices: {@code (..., n, n)} to {@code (...)}. */
    public static Tensor det(Tensor x) {
        square("det", x);
        return matrix("linalg.Det", "torch.linalg_det({0})", x, before(x));
    }

    /** The logarithm of the determinant of positive definite matrices. */
    public static Tensor logdet(Tensor x) {
        square("logdet", x);
        return matrix("math.Logdet", "torch.logdet({0})", x, before(x));
    }

    /** The sign of the determinant, and the logarithm of its absolute value. */
    public static List<Tensor> slogdet(Tensor x) {
        square("slogdet", x);
        Result.Spec each = new Result.Spec(before(x), x.dataType());
        return Operation.of("numpy.Slogdet", x)
                .several(() ->
                        Primitive.several("slogdet", "torch.linalg_slogdet({0})", List.of(x), List.of(each, each)));
    }

    /** The lower triangular factor L of positive definite matrices {@code L · Lᵀ}. */
    public static Tensor cholesky(Tensor x) {
        return cholesky(x, false);
    }

    /** The lower triangular factor L of positive definite matrices {@code L · Lᵀ}, or with {@code upper} its transpose. */
    public static Tensor cholesky(Tensor x, boolean upper) {
        square("cholesky", x);
        String code = "torch.linalg_cholesky({0}, upper=" + Code.bool(upper) + ")";
        return Operation.of("linalg.Cholesky", x).with("upper", upper).one(() -> unary("cholesky", code, x));
    }

    /** The inverse of the matrices whose Cholesky factor {@code x} is, lower triangular or with {@code upper} upper. */
    public static Tensor choleskyInverse(Tensor x, boolean upper) {
        square("cholesky_inverse", x);
        String code = "torch.cholesky_inverse({0}, " + Code.bool(upper) + ")";
        return Operation.of("linalg.CholeskyInverse", x)
                .with("upper", upper)
                .one(() -> unary("cholesky_inverse", code, x));
    }

    /** The x of {@code a · x = b}; b holds columns, or is one vector. */
    public static Tensor solve(Tensor a, Tensor b) {
        square("solve", a);
        return Operation.of("linalg.Solve", a, b).one(() -> {
            boolean vector = b.rank() == a.rank() - 1;
            Tensor columns = vector ? expandDims(b, -1) : b;
            Tensor x = Primitive.of("solve", "torch.linalg_solve({0}, {1})", columns.shape(), a.dataType(), a, columns);
            return vector ? squeeze(x, -1) : x;
        });
    }

    /** The x of {@code a · x = b} for upper triangular a, or with {@code lower} lower triangular. */
    public static Tensor solveTriangular(Tensor a, Tensor b, boolean lower) {
        square("solve_triangular", a);
        return Operation.of("linalg.SolveTriangular", a, b).with("lower", lower).one(() -> {
            boolean vector = b.rank() == a.rank() - 1;
            Tensor columns = vector ? expandDims(b, -1) : b;
            String code = "torch.linalg_solve_triangular({0}, {1}, upper=" + Code.bool(!lower) + ")";
            Tensor x = Primitive.of("solve_triangular", code, columns.shape(), a.dataType(), a, columns);
            return vector ? squeeze(x, -1) : x;
        });
    }

    /** The x that brings {@code a · x} nearest to b, the shortest one where there are several. */
    public static Tensor lstsq(Tensor a, Tensor b) {
        return Operation.of("linalg.Lstsq", a, b).with("rcond", null).one(() -> matmul(pseudoInverse(a), b));
    }

    /** The pseudoinverse of Moore and Penrose: {@code (..., m, n)} to {@code (..., n, m)}. */
    public static Tensor pinv(Tensor x) {
        return Operation.of("linalg.Pinv", x).with("rcond", null).one(() -> pseudoInverse(x));
    }

    private static Tensor pseudoInverse(Tensor x) {
        Shape shape = before(x).add(x.size(-1), x.size(-2));
        return Primitive.of("pinv", "torch.linalg_pinv({0})", shape, x.dataType(), x);
    }

    /** The matrix multiplied with itself: {@code x · x · ...}, n times; negative n for the inverse. */
    public static Tensor matrixPower(Tensor x, int n) {
        square("matrix_power", x);
        return unary("matrix_power", "torch.linalg_matrix_power({0}, " + n + ")", x);
    }

    /** The rank of matrices, int32. */
    public static Tensor matrixRank(Tensor x) {
        return Operation.of("linalg.MatrixRank", x)
                .one(() -> Primitive.constant(
                        "matrix_rank", "torch.to(torch.linalg_matrix_rank({0}), 3)", before(x), DataType.INT32, x));
    }

    /**
     * The singular value decomposition {@code x = u · diag(s) · vh}.
     *
     * @param full square u and vh, not only as much as has a singular value
     * @return u {@code (..., m, m or k)}, s {@code (..., k)}, falling, and vh {@code (..., n or k, n)}, k the smaller of m and n
     */
    public static List<Tensor> svd(Tensor x, boolean full) {
        long m = x.size(-2);
        long n = x.size(-1);
        long k = Math.min(m, n);
        Shape before = before(x);
        List<Result.Spec> specs = List.of(
                new Result.Spec(before.add(m, full ? m : k), x.dataType()),
                new Result.Spec(before.add(k), x.dataType()),
                new Result.Spec(before.add(full ? n : k, n), x.dataType()));
        return Operation.of("linalg.SVD", x)
                .with("full_matrices", full)
                .with("compute_uv", true)
                .several(() ->
                        Primitive.several("svd", "torch.linalg_svd({0}, " + Code.bool(full) + ")", List.of(x), specs));
    }

    /** The singular values alone, falling. */
    public static Tensor svdValues(Tensor x) {
        long k = Math.min(x.size(-2), x.size(-1));
        return Operation.of("linalg.SVD", x)
                .with("full_matrices", true)
                .with("compute_uv", false)
                .one(() -> Primitive.of(
                        "svd", "torch.linalg_svdvals({0})", before(x).add(k), x.dataType(), x));
    }

    /** The eigenvalues of symmetric matrices, rising, and their eigenvectors, in columns. */
    public static List<Tensor> eigh(Tensor x) {
        square("eigh", x);
        List<Result.Spec> specs = List.of(new Result.Spec(before(x).add(x.size(-1)), x.dataType()), Result.Spec.of(x));
        return Operation.of("linalg.Eigh", x)
                .several(() -> Primitive.several("eigh", "torch.linalg_eigh({0})", List.of(x), specs));
    }

    /** The factors L and U in one matrix, and the rows that were exchanged with each row in turn, int32. */
    public static List<Tensor> luFactor(Tensor x) {
        long k = Math.min(x.size(-2), x.size(-1));
        List<Result.Spec> specs =
                List.of(Result.Spec.of(x), new Result.Spec(before(x).add(k), DataType.INT32));
        return Operation.of("linalg.LuFactor", x).several(() -> {
            List<Tensor> lu = Primitive.several("lu_factor", "torch.linalg_lu_factor({0})", List.of(x), specs);
            return List.of(lu.get(0), lu.get(1).subtract(1));
        });
    }

    /** The root of the sum of squares, over axes or over all elements. */
    public static Tensor norm(Tensor x, int... axis) {
        return norm(x, false, axis);
    }

    /** The root of the sum of squares, over axes or over all elements. */
    public static Tensor norm(Tensor x, boolean keepDims, int... axis) {
        return Operation.of("linalg.Norm", x)
                .with("ord", null)
                .axis(axis)
                .with("keepdims", keepDims)
                .one(() -> norm(x, "None", keepDims, axis, "vector"));
    }

    /**
     * The norm of vectors along one axis, or of matrices in two.
     *
     * @param order of vectors: {@code sum(|x|^order)^(1/order)}, the infinities for the greatest and least; of matrices: 1, 2,
     *     -1, -2 or an infinity
     */
    public static Tensor norm(Tensor x, double order, boolean keepDims, int... axis) {
        return Operation.of("linalg.Norm", x)
                .with("ord", Code.orderArgument(order))
                .axis(axis)
                .with("keepdims", keepDims)
                .one(() -> norm(x, Code.number(order), keepDims, axis, "linalg"));
    }

    /** The norm of matrices: {@code "fro"} of Frobenius, {@code "nuc"} the sum of the singular values. */
    public static Tensor norm(Tensor x, String order, boolean keepDims, int... axis) {
        return Operation.of("linalg.Norm", x)
                .with("ord", order)
                .axis(axis)
                .with("keepdims", keepDims)
                .one(() -> norm(x, "\"" + order + "\"", keepDims, axis, "linalg"));
    }

    private static Tensor norm(Tensor x, String order, boolean keepDims, int[] axis, String kind) {
        Tensor f = floating(x);
        int[] axes = Shapes.axes(axis, x.rank());
        Shape shape = f.shape();
        for (int i = axes.length - 1; i >= 0; i--) {
            shape = without(shape, axes[i], keepDims);
        }
        String dims = axis.length == 0 && !kind.equals("vector")
                ? Code.ints(axes)
                : Code.ints(axis.length == 0 ? axes : axis);
        String code = kind.equals("vector")
                ? "torch.linalg_vector_norm({0}, 2., " + dims + ", " + Code.bool(keepDims) + ")"
                : "torch.linalg_norm({0}, " + order + ", " + dims + ", " + Code.bool(keepDims) + ")";
        return Primitive.of("norm", code, shape, f.dataType(), f);
    }

    private static Tensor matrix(String keras, String code, Tensor x, Shape shape) {
        Operation.Builder operation = Operation.of(keras, x);
        return operation.one(() -> Primitive.of(operation.name(), code, shape, x.dataType(), x));
    }

    private static Shape before(Tensor x) {
        return x.shape().slice(0, x.rank() - 2);
    }

    private static void square(String name, Tensor x) {
        if (x.rank() < 2 || (x.size(-1) >= 0 && x.size(-2) >= 0 && x.size(-1) != x.size(-2))) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    name + " takes square matrices.",
                    "last two axes of equal length",
                    Shapes.text(x.shape()),
                    "reshape it to (..., n, n)"));
        }
    }
}
