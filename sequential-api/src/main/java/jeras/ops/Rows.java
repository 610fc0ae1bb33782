package jeras.ops;

import ai.djl.ndarray.types.DataType;
import java.util.List;

/**
 * Values for rows of a table, in which a row may occur any number of times.
 *
 * @param places which rows, int64 {@code (n)}
 * @param values {@code (n, width)}
 */
public record Rows(Tensor places, Tensor values) {
    /**
     * Rows of a table.
     *
     * @param places which rows, any shape
     * @param values {@code (places..., width)}
     */
    public static Rows of(Tensor places, Tensor values) {
        return new Rows(Ops.reshape(Ops.cast(places, DataType.INT64), -1), Ops.reshape(values, -1, values.size(-1)));
    }

    /** The rows of all, one after the other. */
    public static Rows concatenate(List<Rows> all) {
        if (all.size() == 1) {
            return all.get(0);
        }
        return new Rows(
                Ops.concatenate(all.stream().map(Rows::places).toList(), 0),
                Ops.concatenate(all.stream().map(Rows::values).toList(), 0));
    }

    /** The same rows with other values. */
    public Rows with(Tensor newValues) {
        return new Rows(places, newValues);
    }

    /** A table like the given one of the sums of each row's values, 0 where there are none. */
    public Tensor sums(Tensor like) {
        return Primitive.constant(
                "row_sums",
                "torch.index_add(torch.zeros_like({0}), 0, {1}, {2})",
                like.shape(),
                like.dataType(),
                like,
                places,
                values);
    }

    /** Adds {@code factor} times the values to the rows of a table, in place. */
    public void addTo(Variable table, double factor) {
        Primitive.effect(
                "add_rows",
                "torch.index_add_({0}, 0, {1}, {2}, alpha=" + Code.number(factor) + ")",
                List.of(table, places, values));
    }
}
