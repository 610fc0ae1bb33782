package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * The sums of products of two tensors along an axis of each, sample by sample.
 *
 * <ul>
 *   <li>inputs {@code (batch, a..., n, b...)} and {@code (batch, c..., n, d...)}, output {@code (batch, a..., b..., c..., d...)};
 *       {@code (batch, 1)} for two inputs {@code (batch, n)}
 * </ul>
 *
 * <pre>{@code Dot.of(1).normalize(true).apply(a, b)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/dot/">keras.layers.Dot</a>
 */
public final class Dot extends KerasLayer<Dot, Dot.Config> {
    /** Keras's arguments; one axis stands for both inputs. */
    record Config(List<Integer> axes, boolean normalize) {
        Config {
            if (axes.size() == 1) {
                axes = List.of(axes.get(0), axes.get(0));
            }
            if (axes.size() != 2) {
                throw new InvalidArgumentException(JerasException.message(
                        "Dot cannot be made.",
                        "one axis, or one for each of the two inputs",
                        axes.toString(),
                        "name the axes along which to multiply"));
            }
        }
    }

    Dot(Config config) {
        super(config, Dot::new);
    }

    /** Along an axis, or along one of each input; the batch is axis 0. */
    public static Dot of(int... axes) {
        return new Dot(new Config(Arrays.stream(axes).boxed().toList(), false));
    }

    /** Whether both are first brought to length 1 along the axis, which gives the cosine. Default: false. */
    public Dot normalize(boolean normalize) {
        return with("normalize", normalize);
    }

    @Override
    protected void build(List<Shape> inputs) {
        if (inputs.size() != 2 || inputs.stream().anyMatch(s -> s.dimension() < 2)) {
            throw wrong(inputs, "two tensors of at least one axis besides the batch");
        }
        int first = axis(inputs, 0);
        int second = axis(inputs, 1);
        if (first == 0 || second == 0) {
            throw wrong(inputs, "axes other than the batch");
        }
        long n = inputs.get(0).get(first);
        long m = inputs.get(1).get(second);
        if (n >= 0 && m >= 0 && n != m) {
            throw wrong(inputs, "equal lengths on the axes " + config.axes);
        }
    }

    private int axis(List<Shape> inputs, int input) {
        return Shapes.axis(config.axes.get(input), inputs.get(input).dimension());
    }

    private ShapeMismatchException wrong(List<Shape> inputs, String expected) {
        return new ShapeMismatchException(JerasException.message(
                titleAndPlace() + " cannot multiply its inputs.",
                expected,
                String.join(", ", inputs.stream().map(Shapes::text).toList()),
                "choose other axes, or reshape the inputs"));
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
        int first = axis(shapes, 0);
        int second = axis(shapes, 1);
        Tensor x1 = inputs.get(0);
        Tensor x2 = inputs.get(1);
        if (config.normalize) {
            x1 = UnitNormalization.normalized(x1, 1e-7, first);
            x2 = UnitNormalization.normalized(x2, 1e-7, second);
        }
        // a is the batch, z the axis summed over; the others have letters of their own.
        String one = letters(x1.rank(), first, 1);
        String two = letters(x2.rank(), second, x1.rank());
        String result = "a" + (one + two).replace("a", "").replace("z", "");
        Tensor y = Ops.einsum(one + "," + two + "->" + result, x1, x2);
        return List.of(y.rank() == 1 ? Ops.expandDims(y, -1) : y);
    }

    private static String letters(int rank, int summed, int next) {
        return IntStream.range(0, rank)
                .mapToObj(i -> i == 0 ? "a" : i == summed ? "z" : String.valueOf((char) ('a' + next + i)))
                .reduce("", String::concat);
    }

    @Override
    protected Tensor computeMask(List<Tensor> inputs, int output) {
        return null;
    }
}
