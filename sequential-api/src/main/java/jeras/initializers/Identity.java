package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * The identity matrix times {@code gain}, for weights with two axes.
 *
 * @param gain the factor; 1 by default
 * @see <a href="https://keras.io/api/layers/initializers/#identity-class">keras.initializers.Identity</a>
 */
public record Identity(double gain) implements Initializer {
    /** With the factor 1. */
    public static Identity of() {
        return of(1);
    }

    public static Identity of(double gain) {
        return new Identity(gain);
    }

    /**
     * A matrix {@code (rows, columns)} with {@code gain} on the diagonal.
     *
     * @throws ShapeMismatchException when the shape has not 2 axes
     */
    @Override
    public Tensor apply(Shape shape, DataType type) {
        if (shape.dimension() != 2) {
            throw new ShapeMismatchException(JerasException.message(
                    "Identity makes matrices only.",
                    "2 axes",
                    Shapes.text(shape),
                    "use another initializer for this weight, such as Orthogonal"));
        }
        Tensor eye = Ops.eye(shape.get(0), shape.get(1), type);
        return gain == 1 ? eye : eye.multiply(gain);
    }
}
