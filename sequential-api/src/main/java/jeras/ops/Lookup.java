package jeras.ops;

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
            List<Op> uses = new ArrayList<>();
            for (Op use : Recording.uses(v)) {
                // A replica reads its copy of the table.
                uses.addAll(Movement.is(use) ? Recording.uses(use.outputs().get(0)) : List.of(use));
            }
            if (uses.stream().allMatch(Lookup::isLookup)) {
                uses.forEach(op ->
                        found.add(new Lookup(v, op.inputs().get(1), op.outputs().get(0))));
            }
        }
        return found;
    }

    /** The places with their values, both on the device of the table. */
    public Rows rows(Tensor values) {
        boolean isCopy = !(rows.op().inputs().get(0) instanceof Variable);
        return isCopy ? Rows.of(Movement.here(places), Movement.here(values)) : Rows.of(places, values);
    }

    private static boolean isLookup(Op op) {
        return op instanceof Primitive p && p.code().equals(Code.LOOKUP);
    }
}
