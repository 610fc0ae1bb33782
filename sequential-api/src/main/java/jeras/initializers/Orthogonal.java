package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * An orthogonal matrix times {@code gain}: orthonormal columns, or rows where there are fewer rows than columns.
 *
 * <p>A weight with more axes is one matrix {@code (all but the last axis, last axis)}: the recurrent kernel of an LSTM too is one.
 *
 * @param gain the factor; 1 by default
 * @param seed makes the same numbers at every call; null, the default, others for each weight
 * @see <a href="https://keras.io/api/layers/initializers/#orthogonal-class">keras.initializers.Orthogonal</a>
 * @see <a href="https://arxiv.org/abs/1312.6120">Saxe et al., 2014</a>
 */
public record Orthogonal(double gain, Long seed) implements Initializer {
    /** With the factor 1. */
    public static Orthogonal of() {
        return of(1);
    }

    public static Orthogonal of(double gain) {
        return new Orthogonal(gain, null);
    }

    /** Default: 1. */
    public Orthogonal gain(double value) {
        return new Orthogonal(value, seed);
    }

    /** Default: none. */
    public Orthogonal seed(long value) {
        return new Orthogonal(gain, value);
    }

    /**
     * A weight {@code (..., columns)}.
     *
     * @throws ShapeMismatchException when the shape has fewer than 2 axes
     */
    @Override
    public Tensor apply(Shape shape, DataType type) {
        int rank = shape.dimension();
        if (rank < 2) {
            throw new ShapeMismatchException(JerasException.message(
                    "Orthogonal makes matrices only.",
                    "at least 2 axes",
                    Shapes.text(shape),
                    "use another initializer for this weight, such as RandomNormal"));
        }
        long columns = shape.get(rank - 1);
        long rows = shape.slice(0, rank - 1).size();
        Tensor matrix = Draw.from(seed, type, t -> draw(Math.max(rows, columns), Math.min(rows, columns), t));
        Tensor q = rows < columns ? Ops.transpose(matrix) : matrix; // (rows, columns)
        Tensor scaled = gain == 1 ? q : q.multiply(gain);
        return Ops.reshape(scaled, shape);
    }

    /** A matrix with orthonormal columns, spread evenly over all such matrices: hence the signs of R's diagonal. */
    private static Tensor draw(long rows, long columns, DataType type) {
        List<Tensor> qr = Ops.qr(Ops.randomNormal(new Shape(rows, columns), 0, 1, type));
        return qr.get(0).multiply(Ops.sign(Ops.diagonal(qr.get(1)))); // (rows, columns)
    }
}
