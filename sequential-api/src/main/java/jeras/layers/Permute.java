package jeras.layers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The axes of each sample in another order.
 *
 * <ul>
 *   <li>input {@code (batch, a, b)}, output with {@code dims} 2, 1: {@code (batch, b, a)}
 * </ul>
 *
 * <pre>{@code Permute.of(2, 1)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/permute/">keras.layers.Permute</a>
 */
public final class Permute extends KerasLayer<Permute, Permute.Config> {
    /** Keras's arguments. */
    record Config(List<Integer> dims) {
        Config {
            List<Integer> all = IntStream.rangeClosed(1, dims.size()).boxed().toList();
            if (!dims.stream().sorted().toList().equals(all)) {
                throw new InvalidArgumentException(JerasException.message(
                        "Permute cannot be made.",
                        "dims in which each of " + all + " stands once",
                        dims.toString(),
                        "name every axis once, counted from 1; the batch stays"));
            }
        }
    }

    Permute(Config config) {
        super(config, Permute::new);
    }

    /** The axes in their new order, counted from 1; the batch stays where it is. */
    public static Permute of(int... dims) {
        return new Permute(new Config(Arrays.stream(dims).boxed().toList()));
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.rank(this, x.shape(), config.dims.size() + 1);
        return Ops.transpose(
                x,
                IntStream.concat(IntStream.of(0), config.dims.stream().mapToInt(d -> d))
                        .toArray());
    }
}
