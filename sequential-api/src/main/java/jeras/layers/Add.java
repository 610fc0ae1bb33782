package jeras.layers;

import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The sum of its inputs, element by element.
 *
 * <ul>
 *   <li>inputs of one shape, or of shapes that broadcast; output of that shape
 * </ul>
 *
 * <pre>{@code Add.of().apply(a, b, c)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/add/">keras.layers.Add</a>
 */
public final class Add extends Merge<Add> {
    Add(NoArguments config) {
        super(config, Add::new);
    }

    public static Add of() {
        return new Add(new NoArguments());
    }

    @Override
    Tensor merge(List<Tensor> inputs) {
        return fold(inputs, Ops::add);
    }
}
