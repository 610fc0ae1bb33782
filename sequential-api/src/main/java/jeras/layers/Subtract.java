package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The first input less the second, element by element.
 *
 * <ul>
 *   <li>inputs of one shape, or of shapes that broadcast; output of that shape
 * </ul>
 *
 * <pre>{@code Subtract.of().apply(a, b)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/subtract/">keras.layers.Subtract</a>
 */
public final class Subtract extends Merge<Subtract> {
    Subtract(NoArguments config) {
        super(config, Subtract::new);
    }

    public static Subtract of() {
        return new Subtract(new NoArguments());
    }

    @Override
    protected void build(List<Shape> inputs) {
        super.build(inputs);
        if (inputs.size() != 2) {
            throw wrong(inputs, "two inputs", "apply it to two tensors");
        }
    }

    @Override
    Tensor merge(List<Tensor> inputs) {
        return Ops.subtract(inputs.get(0), inputs.get(1));
    }
}
