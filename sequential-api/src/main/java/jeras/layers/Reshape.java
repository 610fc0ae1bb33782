package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * The elements of each sample in another shape.
 *
 * <ul>
 *   <li>input {@code (batch, ...)}, output {@code (batch, targetShape...)}
 * </ul>
 *
 * <pre>{@code Reshape.of(28, 28, 1)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/reshape/">keras.layers.Reshape</a>
 */
public final class Reshape extends KerasLayer<Reshape, Reshape.Config> {
    /** Keras's arguments. */
    record Config(List<Integer> targetShape) {
        Config {
            if (targetShape.stream().filter(n -> n == -1).count() > 1
                    || targetShape.stream().anyMatch(n -> n < -1)) {
                throw new InvalidArgumentException(JerasException.message(
                        "Reshape cannot be made.",
                        "a targetShape of lengths, of which one at most may be -1",
                        targetShape.toString(),
                        "give -1 for the one length that follows from the others"));
            }
        }
    }

    Reshape(Config config) {
        super(config, Reshape::new);
    }

    /** The target is the shape of a sample, without the batch; one length may be -1, which follows from the others. */
    public static Reshape of(int... targetShape) {
        return new Reshape(new Config(Arrays.stream(targetShape).boxed().toList()));
    }

    @Override
    protected Tensor call(Tensor x) {
        long[] target = Tuple.longs(config.targetShape);
        long given = Shapes.product(Shapes.withoutBatch(x.shape()).getShape());
        long wanted = Arrays.stream(target).filter(n -> n >= 0).reduce(1, (a, b) -> a * b);
        boolean open = Arrays.stream(target).anyMatch(n -> n < 0);
        if (given >= 0 && (open ? wanted == 0 || given % wanted != 0 : given != wanted)) {
            throw Check.wrong(
                    this,
                    x.shape(),
                    wanted + (open ? ", or a multiple of it," : "") + " elements a sample, for the target shape "
                            + config.targetShape,
                    given + " elements",
                    "choose a target whose lengths multiply to " + given);
        }
        return Ops.reshape(x, new Shape(x.size(0)).addAll(new Shape(target)));
    }
}
