package jeras.layers;

import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The product of its inputs, element by element; a masked element counts as 1, and as 0 when all are masked.
 *
 * <ul>
 *   <li>inputs of one shape, or of shapes that broadcast; output of that shape
 * </ul>
 *
 * <pre>{@code Multiply.of().apply(a, b)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/multiply/">keras.layers.Multiply</a>
 */
public final class Multiply extends Merge<Multiply> {
    Multiply(NoArguments config) {
        super(config, Multiply::new);
    }

    public static Multiply of() {
        return new Multiply(new NoArguments());
    }

    @Override
    Tensor merge(List<Tensor> inputs) {
        boolean allMasked = inputs.stream().allMatch(x -> x.mask() != null);
        Tensor product = fold(
                inputs.stream()
                        .map(x -> x.mask() == null ? x : Ops.where(elements(x.mask()), x, 1))
                        .toList(),
                Ops::multiply);
        if (!allMasked) {
            return product;
        }
        Tensor kept = fold(inputs.stream().map(x -> elements(x.mask())).toList(), Ops::logicalOr);
        return Ops.where(kept, product, 0);
    }
}
