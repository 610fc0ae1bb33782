package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** {@code keras.ops}: the products of NumPy. */
abstract class ProductOps extends StatisticsOps {
    ProductOps() {}

    /** The sum of products over the last axis of {@code x1} and the last but one, or only, axis of {@code x2}. */
    public static Tensor dot(Tensor x1, Tensor x2) {
        return Operation.of("numpy.Dot", x1, x2).one(() -> {
            if (x1.rank() == 0 || x2.rank() == 0) {
                return x1.multiply(x2);
            }
            return tensordot(x1, x2, new int[] {x1.rank() - 1}, new int[] {Math.max(0, x2.rank() - 2)});
        });
    }

    /** The sum of products over the last axes of both. */
    public static Tensor inner(Tensor x1, Tensor x2) {
        return Operation.of("numpy.Inner", x1, x2)
                .one(() -> x1.rank() == 0 || x2.rank() == 0
                        ? x1.multiply(x2)
                        : tensordot(x1, x2, new int[] {x1.rank() - 1}, new int[] {x2.rank() - 1}));
    }

    /** Every element of {@code x1} times every element of {@code x2}: {@code (size1, size2)}. */
    public static Tensor outer(Tensor x1, Tensor x2) {
        return Operation.of("numpy.Outer", x1, x2).one(() -> reshape(x1, -1, 1).multiply(reshape(x2, 1, -1)));
    }

    /** The sum of the products of all elements. */
    public static Tensor vdot(Tensor x1, Tensor x2) {
        return Operation.of("numpy.Vdot", x1, x2).one(() -> sum(reshape(x1, -1).multiply(reshape(x2, -1))));
    }

    /** The sum of products over the last {@code axes} axes of {@code x1} and the first of {@code x2}. */
    public static Tensor tensordot(Tensor x1, Tensor x2, int axes) {
        int[] first = IntStream.range(x1.rank() - axes, x1.rank()).toArray();
        int[] second = IntStream.range(0, axes).toArray();
        return Operation.of("numpy.Tensordot", x1, x2).with("axes", axes).one(() -> product(x1, x2, first, second));
    }

    /** The sum of products over some axes of {@code x1} and as many of {@code x2}, paired in this order. */
    public static Tensor tensordot(Tensor x1, Tensor x2, int[] axes1, int[] axes2) {
        return Operation.of("numpy.Tensordot", x1, x2)
                .with("axes", List.of(axes1.clone(), axes2.clone()))
                .one(() -> product(x1, x2, axes1, axes2));
    }

    private static Tensor product(Tensor x1, Tensor x2, int[] axes1, int[] axes2) {
        if (axes1.length != axes2.length) {
            throw new InvalidArgumentException(JerasException.message(
                    "tensordot cannot pair the axes.",
                    "as many axes of the one as of the other",
                    Arrays.toString(axes1) + " and " + Arrays.toString(axes2),
                    "name pairs of axes"));
        }
        int[] a1 = Arrays.stream(axes1).map(a -> Shapes.axis(a, x1.rank())).toArray();
        int[] a2 = Arrays.stream(axes2).map(a -> Shapes.axis(a, x2.rank())).toArray();
        for (int i = 0; i < a1.length; i++) {
            Shapes.broadcast(
                    "tensordot",
                    new Shape(x1.shape().get(a1[i])),
                    new Shape(x2.shape().get(a2[i])));
        }
        DataType type = Shapes.promote(x1.dataType(), x2.dataType());
        Shape shape = new Shape(LongStream.concat(rest(x1, a1), rest(x2, a2)).toArray());
        String code = "torch.tensordot({0}, {1}, " + Code.ints(a1) + ", " + Code.ints(a2) + ")";
        return Primitive.of("tensordot", code, shape, type, cast(x1, type), cast(x2, type));
    }

    private static LongStream rest(Tensor x, int[] axes) {
        return IntStream.range(0, x.rank())
                .filter(i -> Arrays.stream(axes).noneMatch(a -> a == i))
                .mapToLong(i -> x.shape().get(i));
    }

    /** Kronecker's product: every element of {@code x1} replaced by itself times {@code x2}. */
    public static Tensor kron(Tensor x1, Tensor x2) {
        return Operation.of("numpy.Kron", x1, x2).one(() -> {
            int rank = Math.max(x1.rank(), x2.rank());
            long[] dims = new long[rank];
            for (int i = 0; i < rank; i++) {
                long a = i < rank - x1.rank() ? 1 : x1.shape().get(i - rank + x1.rank());
                long b = i < rank - x2.rank() ? 1 : x2.shape().get(i - rank + x2.rank());
                dims[i] = Shapes.product(a, b);
            }
            DataType type = Shapes.promote(x1.dataType(), x2.dataType());
            return Primitive.of("kron", "torch.kron({0}, {1})", new Shape(dims), type, cast(x1, type), cast(x2, type));
        });
    }

    /** The vector product over an axis of length 3. */
    public static Tensor cross(Tensor x1, Tensor x2, int axis) {
        return Operation.of("numpy.Cross", x1, x2).with("axis", axis).one(() -> {
            Shape shape = Shapes.broadcast("cross", x1.shape(), x2.shape());
            DataType type = Shapes.promote(x1.dataType(), x2.dataType());
            String code = "torch.linalg_cross({0}, {1}, dim=" + Shapes.axis(axis, shape.dimension()) + ")";
            return Primitive.of("cross", code, shape, type, cast(x1, type), cast(x2, type));
        });
    }

    /** The correlation coefficients of the rows: {@code (rows, samples)} to {@code (rows, rows)}. */
    public static Tensor corrcoef(Tensor x) {
        return Operation.of("numpy.Corrcoef", x).one(() -> {
            Shape shape = x.rank() < 2 ? new Shape() : new Shape(x.size(0), x.size(0));
            Tensor f = floating(x);
            return Primitive.of("corrcoef", "torch.corrcoef({0})", shape, f.dataType(), f);
        });
    }

    /**
     * The sliding sum of products of two rows.
     *
     * @param mode {@code "valid"}: where the rows overlap completely; {@code "same"}: as long as the longer row;
     *     {@code "full"}: wherever they overlap
     */
    public static Tensor correlate(Tensor x1, Tensor x2, String mode) {
        return Operation.of("numpy.Correlate", x1, x2).with("mode", mode).one(() -> {
            DataType type = Shapes.promote(floating(x1).dataType(), floating(x2).dataType());
            long n = x1.size(0);
            long m = x2.size(0);
            long all = n + m - 1;
            String code = "torch.reshape(torch.conv1d(torch.reshape({0}, [1, 1, -1]), torch.reshape({1}, [1, 1, -1]),"
                    + " None, [1], [" + (m - 1) + "]), [-1])";
            Tensor full = Primitive.of("correlate", code, new Shape(all), type, cast(x1, type), cast(x2, type));
            long length = switch (mode) {
                case "full" -> all;
                case "same" -> Math.max(n, m);
                case "valid" -> Math.max(n, m) - Math.min(n, m) + 1;
                default ->
                    throw new InvalidArgumentException(JerasException.message(
                            "Unknown mode \"" + mode + "\".",
                            "\"valid\", \"same\" or \"full\"",
                            "\"" + mode + "\"",
                            "choose one of these"));
            };
            long before = mode.equals("same") && n >= m ? (all - length) / 2 : (all - length + 1) / 2;
            return Indexing.apply(full, before + ":" + (before + length));
        });
    }
}
