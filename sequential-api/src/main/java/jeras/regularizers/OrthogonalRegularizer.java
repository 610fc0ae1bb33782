package jeras.regularizers;

import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.utils.Arguments;

/**
 * Draws the rows, or the columns, of a matrix towards being orthogonal: {@code factor} times the mean of |cosine| over all pairs.
 *
 * <pre>{@code Dense.of(64).kernelRegularizer(OrthogonalRegularizer.of(0.01).mode("columns"))}</pre>
 *
 * @param factor at least 0; 0.01 by default
 * @param mode {@code "rows"}, the default, or {@code "columns"}
 * @see <a href="https://keras.io/api/layers/regularizers/#orthogonalregularizer-class">keras.regularizers.OrthogonalRegularizer</a>
 */
public record OrthogonalRegularizer(double factor, String mode) implements Regularizer {
    private static final double EPSILON = 1e-7;

    public OrthogonalRegularizer {
        Arguments.nonNegative("OrthogonalRegularizer", "factor", factor);
        Arguments.oneOf("OrthogonalRegularizer", "mode", mode, "rows", "columns");
    }

    /** For rows, with the factor 0.01. */
    public static OrthogonalRegularizer of() {
        return of(0.01);
    }

    /** For rows. */
    public static OrthogonalRegularizer of(double factor) {
        return new OrthogonalRegularizer(factor, "rows");
    }

    /** Default: {@code rows}. */
    public OrthogonalRegularizer mode(String rowsOrColumns) {
        return new OrthogonalRegularizer(factor, rowsOrColumns);
    }

    /**
     * The penalty of a matrix.
     *
     * @throws ShapeMismatchException when x has not 2 axes, or the number of its rows (or columns) is unknown
     */
    @Override
    public Tensor apply(Tensor x) {
        long size = x.rank() == 2 ? x.size(mode.equals("rows") ? 0 : 1) : -1;
        if (size < 0) {
            throw new ShapeMismatchException(JerasException.message(
                    "OrthogonalRegularizer takes matrices.",
                    "2 axes of known length",
                    Shapes.text(x.shape()),
                    "use it for weights with 2 axes, such as a Dense layer's kernel"));
        }
        Tensor rows = unit(mode.equals("rows") ? x : Ops.transpose(x)); // (size, length)
        Tensor cosines = Ops.matmul(rows, Ops.transpose(rows)); // (size, size)
        Tensor others = cosines.multiply(Ops.subtract(1, Ops.eye(size, size, x.dataType())));
        double pairs = size * (size - 1.0) / 2;
        return Ops.sum(Ops.abs(others)).multiply(factor * 0.5).divide(pairs);
    }

    /** Each row divided by its norm, or by epsilon if that is greater. */
    private static Tensor unit(Tensor x) {
        Tensor inverse = Ops.rsqrt(Ops.sum(Ops.square(x), true, 1)); // (size, 1)
        return x.multiply(Ops.minimum(inverse, 1 / EPSILON));
    }
}
