package jeras.saving;

import static jeras.saving.Operations.several;
import static jeras.saving.Operations.single;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** Nodes of functional models: reshaping, joining, cutting, reading and writing at places. */
final class ShapeOperations {
    private ShapeOperations() {}

    static void register() {
        single("BroadcastTo", a -> Ops.broadcastTo(x(a), LayerReader.shape(a.json(1, "shape"), a.where())));
        single("Concatenate", a -> Ops.concatenate(a.tensors(0, "xs"), a.integer(1, "axis", 0)));
        single("Stack", a -> Ops.stack(a.tensors(0, "x"), a.integer(1, "axis", 0)));
        single("Hstack", a -> Ops.hstack(a.tensors(0, "xs")));
        single("Vstack", a -> Ops.vstack(a.tensors(0, "xs")));
        single("Dstack", a -> Ops.dstack(a.tensors(0, "xs")));
        single("Append", ShapeOperations::append);
        single("ExpandDims", ShapeOperations::expandDims);
        single("Squeeze", a -> Ops.squeeze(x(a), a.integers(1, "axis")));
        single("Transpose", a -> Ops.transpose(x(a), a.integers(1, "axes")));
        single("Moveaxis", a -> Ops.moveaxis(x(a), a.integers(1, "source"), a.integers(2, "destination")));
        single("Swapaxes", a -> Ops.swapaxes(x(a), a.integer(1, "axis1", 0), a.integer(2, "axis2", 1)));
        single("Reshape", a -> Ops.reshape(x(a), LayerReader.shape(a.json(1, "newshape"), a.where())));
        single("Ravel", a -> Ops.ravel(x(a)));
        single("Flip", a -> Ops.flip(x(a), a.integers(1, "axis")));
        single("Fliplr", a -> Ops.fliplr(x(a)));
        single("Flipud", a -> Ops.flipud(x(a)));
        single("Rot90", ShapeOperations::rot90);
        single("Roll", ShapeOperations::roll);
        single("Tile", a -> Ops.tile(x(a), a.longs(1, "repeats")));
        single("Repeat", ShapeOperations::repeat);
        single("Pad", ShapeOperations::pad);
        single("Tril", a -> Ops.tril(x(a), a.integer(1, "k", 0)));
        single("Triu", a -> Ops.triu(x(a), a.integer(1, "k", 0)));
        single("Diag", a -> Ops.diag(x(a), a.integer(1, "k", 0)));
        single("Diagflat", a -> Ops.diagflat(x(a), a.integer(1, "k", 0)));
        single(
                "Diagonal",
                a -> Ops.diagonal(x(a), a.integer(1, "offset", 0), a.integer(2, "axis1", 0), a.integer(3, "axis2", 1)));
        single(
                "Trace",
                a -> Ops.trace(x(a), a.integer(1, "offset", 0), a.integer(2, "axis1", 0), a.integer(3, "axis2", 1)));
        single("Vander", ShapeOperations::vander);
        several("Split", a -> split(a, Ops::split));
        several("ArraySplit", a -> split(a, Ops::arraySplit));
        several("Hsplit", a -> Ops.hsplit(x(a), a.integer(1, "indices_or_sections", 1)));
        several("Vsplit", a -> Ops.vsplit(x(a), a.integer(1, "indices_or_sections", 1)));
        several("Dsplit", a -> Ops.dsplit(x(a), a.integer(1, "indices_or_sections", 1)));
        several("Unstack", a -> Ops.unstack(x(a), a.integer(2, "axis", 0)));
        several("Meshgrid", ShapeOperations::meshgrid);
        single("GetItem", a -> Ops.getItem(x(a), IndexText.read(a.json(1, "key"), a)));
        single(
                "Take",
                a -> a.has(2, "axis")
                        ? Ops.take(x(a), a.tensor(1, "indices"), a.integer(2, "axis", 0))
                        : Ops.take(x(a), a.tensor(1, "indices")));
        single(
                "TakeAlongAxis",
                a -> a.has(2, "axis")
                        ? Ops.takeAlongAxis(x(a), a.tensor(1, "indices"), a.integer(2, "axis", 0))
                        : Ops.takeAlongAxis(x(a), a.tensor(1, "indices")));
        several("UnravelIndex", a -> Ops.unravelIndex(a.tensor(0, "indices"), a.longs(1, "shape")));
        single("Slice", ShapeOperations::slice);
        single("SliceUpdate", ShapeOperations::sliceUpdate);
        single("Scatter", a -> Ops.scatter(a.tensor(0, "indices"), a.tensor(1, "values"), a.longs(2, "shape")));
        single("ScatterUpdate", ShapeOperations::scatterUpdate);
        single(
                "Select",
                a -> Ops.select(a.tensors(0, "condlist"), a.tensors(1, "choicelist"), a.number(2, "default", 0)));
    }

    private static Tensor x(OperationArguments a) {
        return a.tensor(0, "x");
    }

    private static Tensor append(OperationArguments a) {
        Tensor x1 = a.tensor(0, "x1");
        Tensor x2 = a.tensor(1, "x2");
        return a.has(2, "axis") ? Ops.append(x1, x2, a.integer(2, "axis", 0)) : Ops.append(x1, x2);
    }

    private static Tensor expandDims(OperationArguments a) {
        int[] axes = a.integers(1, "axis");
        return axes.length == 1
                ? Ops.expandDims(x(a), axes[0])
                : Ops.expandDims(x(a), axes[0], Arrays.copyOfRange(axes, 1, axes.length));
    }

    private static Tensor vander(OperationArguments a) {
        if (!a.has(1, "N") && x(a).size(0) < 0) {
            throw a.unsupported(1, "N");
        }
        return Ops.vander(x(a), a.integer(1, "N", (int) x(a).size(0)), a.flag(2, "increasing"));
    }

    private static Tensor rot90(OperationArguments a) {
        int[] axes = a.has(2, "axes") ? a.integers(2, "axes") : new int[] {0, 1};
        return Ops.rot90(a.tensor(0, "array"), a.integer(1, "k", 1), axes[0], axes[1]);
    }

    private static Tensor roll(OperationArguments a) {
        long[] shift = a.longs(1, "shift");
        if (!a.has(2, "axis")) {
            return Ops.roll(x(a), shift[0]);
        }
        int[] axis = a.integers(2, "axis");
        long[] each = shift.length == axis.length
                ? shift
                : IntStream.of(axis).mapToLong(i -> shift[0]).toArray();
        return axis.length == 1 ? Ops.roll(x(a), each[0], axis[0]) : Ops.roll(x(a), each, axis);
    }

    private static Tensor repeat(OperationArguments a) {
        long[] repeats = a.longs(1, "repeats");
        if (!a.has(2, "axis")) {
            return Ops.repeat(x(a), repeats[0]);
        }
        int axis = a.integer(2, "axis", 0);
        return repeats.length == 1 ? Ops.repeat(x(a), repeats[0], axis) : Ops.repeat(x(a), repeats, axis);
    }

    /** Widths for each axis, or one pair or one number for all. */
    private static Tensor pad(OperationArguments a) {
        JsonElement told = a.json(1, "pad_width");
        JsonArray list = told.isJsonArray() ? told.getAsJsonArray() : new JsonArray();
        if (!told.isJsonArray()) {
            list.add(told);
        }
        long[][] widths = new long[x(a).rank()][];
        for (int i = 0; i < widths.length; i++) {
            JsonElement own =
                    list.get(list.size() == widths.length && list.get(i).isJsonArray() ? i : 0);
            JsonArray pair = own.isJsonArray() ? own.getAsJsonArray() : list;
            widths[i] = new long[] {
                pair.get(0).getAsLong(), pair.get(pair.size() - 1).getAsLong()
            };
        }
        String mode = a.text(2, "mode", "constant");
        double value = a.has(3, "constant_values") ? a.number(3, "constant_values") : a.number(1, "constant_values", 0);
        return mode.equals("constant") ? Ops.pad(x(a), widths, value) : Ops.pad(x(a), widths, mode);
    }

    private interface Cut {
        List<Tensor> apply(Tensor x, int parts, int axis);
    }

    private static List<Tensor> split(OperationArguments a, Cut equal) {
        int axis = a.integer(2, "axis", 0);
        return a.json(1, "indices_or_sections").isJsonArray()
                ? Ops.split(x(a), a.longs(1, "indices_or_sections"), axis)
                : equal.apply(x(a), a.integer(1, "indices_or_sections", 1), axis);
    }

    private static List<Tensor> meshgrid(OperationArguments a) {
        Tensor[] rows = IntStream.range(0, a.byPlace().size())
                .mapToObj(i -> a.tensor(i, "x"))
                .toArray(Tensor[]::new);
        String indexing =
                a.config().has("indexing") ? a.config().get("indexing").getAsString() : "xy";
        return Ops.meshgrid(indexing, rows);
    }

    private static Tensor slice(OperationArguments a) {
        Tensor x = a.tensor(0, "inputs");
        long[] shape = a.longs(2, "shape");
        return start(a, s -> Ops.slice(x, s, shape), s -> Ops.slice(x, s, shape));
    }

    private static Tensor sliceUpdate(OperationArguments a) {
        Tensor x = a.tensor(0, "inputs");
        Tensor updates = a.tensor(2, "updates");
        return start(a, s -> Ops.sliceUpdate(x, s, updates), s -> Ops.sliceUpdate(x, s, updates));
    }

    private static Tensor start(
            OperationArguments a,
            java.util.function.Function<long[], Tensor> fixed,
            java.util.function.UnaryOperator<Tensor> computed) {
        return a.isTensor(1, "start_indices")
                ? computed.apply(a.tensor(1, "start_indices"))
                : fixed.apply(a.longs(1, "start_indices"));
    }

    private static Tensor scatterUpdate(OperationArguments a) {
        Tensor x = a.tensor(0, "inputs");
        BiFunction<Tensor, Tensor, Tensor> operation = a.has(3, "reduction")
                ? (i, u) -> Ops.scatterUpdate(x, i, u, a.text(3, "reduction", ""))
                : (i, u) -> Ops.scatterUpdate(x, i, u);
        return operation.apply(a.tensor(1, "indices"), a.tensor(2, "updates"));
    }
}
