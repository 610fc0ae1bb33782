package jeras.ops;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/**
 * Projective transforms of images: the output's pixel {@code (x, y)} is read at {@code ((a0 x + a1 y + a2) / k, (b0 x + b1 y +
 * b2) / k)} with {@code k = c0 x + c1 y + 1}.
 */
final class Projection {
    private Projection() {}

    /**
     * @param images {@code (batch, height, width, channels)}
     * @param transform {@code a0, a1, a2, b0, b1, b2, c0, c1}, {@code (batch, 8)} or {@code (8)} for all images
     */
    static Tensor apply(Tensor images, Tensor transform, WarpOptions options) {
        Tensor x = Ops.expandDims(Ops.expandDims(ImageBatch.places(images, 2), 0), 0); // (1, 1, width)
        Tensor y = Ops.expandDims(Ops.expandDims(ImageBatch.places(images, 1), 0), -1); // (1, height, 1)
        List<Tensor> t = new ArrayList<>();
        for (Tensor column : Ops.split(batch(transform), 8, 1)) {
            t.add(Ops.expandDims(column, -1)); // (batch, 1, 1)
        }
        Tensor k = t.get(6).multiply(x).add(t.get(7).multiply(y)).add(1);
        Tensor defined = Ops.notEqual(k, 0);
        Tensor divisor = Ops.where(defined, k, 1);
        Tensor columns = linear(t, 0, x, y).divide(divisor);
        Tensor rows = linear(t, 3, x, y).divide(divisor);
        Sampling sampling = new Sampling(
                Border.ofImages(options.fillMode), options.interpolation.equals("nearest"), options.fillValue);
        Tensor moved = sampling.images(Ops.floating(images), rows, columns);
        return Ops.cast(Ops.where(Ops.expandDims(defined, -1), moved, options.fillValue), images.dataType());
    }

    private static Tensor linear(List<Tensor> t, int first, Tensor x, Tensor y) {
        return t.get(first).multiply(x).add(t.get(first + 1).multiply(y)).add(t.get(first + 2));
    }

    private static Tensor batch(Tensor transform) {
        if (transform.rank() < 1 || transform.rank() > 2 || transform.size(-1) != 8) {
            throw new ShapeMismatchException(JerasException.message(
                    "affineTransform takes 8 numbers for each image.",
                    "(8,) or (batch, 8)",
                    Shapes.text(transform.shape()),
                    "give a0, a1, a2, b0, b1, b2, c0, c1"));
        }
        Tensor floats = Ops.cast(transform, DataType.FLOAT32);
        return transform.rank() == 1 ? Ops.expandDims(floats, 0) : floats;
    }

    /**
     * The transform that puts what is at four points of the input at four points of the output.
     *
     * @param start {@code (batch, 4, 2)} or {@code (4, 2)}, each {@code x, y}
     * @param end of the shape of start
     * @return {@code (batch, 8)}
     */
    static Tensor between(Tensor start, Tensor end) {
        Tensor from = points(start);
        Tensor to = points(end);
        Tensor sx = from.get(":, :, 0:1"); // (batch, 4, 1)
        Tensor sy = from.get(":, :, 1:2");
        Tensor ex = to.get(":, :, 0:1");
        Tensor ey = to.get(":, :, 1:2");
        Tensor one = Ops.onesLike(ex);
        Tensor zero = Ops.zerosLike(ex);
        Tensor forX = Ops.concatenate(
                List.of(
                        ex,
                        ey,
                        one,
                        zero,
                        zero,
                        zero,
                        sx.multiply(ex).negative(),
                        sx.multiply(ey).negative()),
                -1);
        Tensor forY = Ops.concatenate(
                List.of(
                        zero,
                        zero,
                        zero,
                        ex,
                        ey,
                        one,
                        sy.multiply(ex).negative(),
                        sy.multiply(ey).negative()),
                -1);
        Tensor equations = Ops.concatenate(List.of(forX, forY), 1); // (batch, 8, 8)
        Tensor values = Ops.concatenate(List.of(sx, sy), 1); // (batch, 8, 1)
        Tensor solved = Primitive.of(
                "solve", "torch.linalg_solve({0}, {1})", values.shape(), DataType.FLOAT32, equations, values);
        return Ops.squeeze(solved, -1);
    }

    private static Tensor points(Tensor points) {
        boolean fits = (points.rank() == 2 || points.rank() == 3) && points.size(-2) == 4 && points.size(-1) == 2;
        if (!fits) {
            throw new ShapeMismatchException(JerasException.message(
                    "perspectiveTransform takes four points for each image.",
                    "(4, 2) or (batch, 4, 2)",
                    Shapes.text(points.shape()),
                    "give x and y of the top left, top right, bottom left and bottom right"));
        }
        Tensor floats = Ops.cast(points, DataType.FLOAT32);
        return points.rank() == 2 ? Ops.expandDims(floats, 0) : floats;
    }
}
