package jeras.layers;

import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The greatest of its inputs, element by element; a masked element gives way to the others.
 *
 * <ul>
 *   <li>inputs of one shape, or of shapes that broadcast; output of that shape
 * </ul>
 *
 * <pre>{@code Maximum.of().apply(a, b)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/maximum/">keras.layers.Maximum</a>
 */
public final class Maximum extends Merge<Maximum> {
    Maximum(NoArguments config) {
        super(config, Maximum::new);
    }

    public static Maximum of() {
        return new Maximum(new NoArguments());
    }

    @Override
    Tensor merge(List<Tensor> inputs) {
        return foldUnmasked(inputs, Ops::maximum);
    }
}
