package jeras.layers;

import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The mean of its inputs, element by element.
 *
 * <ul>
 *   <li>inputs of one shape, or of shapes that broadcast; output of that shape
 * </ul>
 *
 * <pre>{@code Average.of().apply(a, b, c)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/average/">keras.layers.Average</a>
 */
public final class Average extends Merge<Average> {
    Average(NoArguments config) {
        super(config, Average::new);
    }

    public static Average of() {
        return new Average(new NoArguments());
    }

    @Override
    Tensor merge(List<Tensor> inputs) {
        return fold(inputs, Ops::add).divide(inputs.size());
    }
}
