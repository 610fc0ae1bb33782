package jeras.layers;

import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The least of its inputs, element by element; a masked element gives way to the others.
 *
 * <ul>
 *   <li>inputs of one shape, or of shapes that broadcast; output of that shape
 * </ul>
 *
 * <pre>{@code Minimum.of().apply(a, b)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/minimum/">keras.layers.Minimum</a>
 */
public final class Minimum extends Merge<Minimum> {
    Minimum(NoArguments config) {
        super(config, Minimum::new);
    }

    public static Minimum of() {
        return new Minimum(new NoArguments());
    }

    @Override
    Tensor merge(List<Tensor> inputs) {
        return foldUnmasked(inputs, Ops::minimum);
    }
}
