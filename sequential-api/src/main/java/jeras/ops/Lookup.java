package jeras.ops;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows taken from a table, as by an embedding.
 *
 * <p>The gradient of a table adds up over all places that a row was taken for. Keras on TensorFlow keeps the places apart until
 * the end, so an optimizer that squares gradients adds up the squares of the places and does not square their sum. Keras's
 * other backends square the sum; here TensorFlow, its default, is followed.
 *
 * @param table the table, {@code (rows, width)}
 * @param places which rows, any shape
 * @param rows the rows, {@code (places..., width)}
 */
public record Lookup(Variable table, Tensor places, Tensor rows) {
    /** The lookups in the current recording in those of the variables that are used for nothing else. */
    public static List<Lookup> of(List<Variable> variables) {
        List<Lookup> found = new ArrayList<>();
        for (Variable v : variables) {
            List<Op> uses = Recording.uses(v);
            if (uses.stream().allMatch(Lookup::isLookup)) {
                uses.forEach(op ->
                        found.add(new Lookup(v, op.inputs().get(1), op.outputs().get(0))));
            }
        }
        return found;
    }

    private static boolean isLookup(Op op) {
        return op instanceof Primitive p && p.code().equals(Code.LOOKUP);
    }

    /**
     * Turns a running mean of squares into one of squares by place, ahead of the update {@code mean = decay · mean + (1 -
     * decay) · gradient²} that follows.
     *
     * @param mean the running mean, of the table's shape
     * @param gradient the table's gradient
     * @param rowGradients the gradients of {@link #rows}
     */
    public void squareByPlace(Variable mean, Tensor gradient, Tensor rowGradients, double decay) {
        Tensor flat = Ops.reshape(Ops.cast(places, DataType.INT64), -1);
        Tensor g = Ops.reshape(rowGradients, -1, table.size(1));
        // The sum over places of g · (g - sum of g) is that of the squares less the square of the sum.
        Tensor difference = g.multiply(g.subtract(Ops.take(gradient, flat, 0)));
        Primitive.effect(
                "index_add",
                "torch.index_add_({0}, 0, {1}, {2}, alpha=" + Code.number((1 - decay) / decay) + ")",
                List.of(mean, flat, difference));
    }
}
