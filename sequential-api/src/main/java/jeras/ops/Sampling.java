package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/** Reads arrays at places that lie between their elements. */
final class Sampling {
    private final Border border;
    private final boolean nearest;
    private final double fillValue;

    Sampling(Border border, boolean nearest, double fillValue) {
        this.border = border;
        this.nearest = nearest;
        this.fillValue = fillValue;
    }

    /** An element to read along one axis. */
    private record Neighbour(Tensor index, Tensor inside, Tensor weight) {}

    /** Neighbours to read along several axes; inside and weight are null where they do not matter. */
    private record Corner(List<Tensor> indices, Tensor inside, Tensor weight) {
        Corner with(Neighbour n) {
            List<Tensor> all = new ArrayList<>(indices);
            all.add(n.index);
            return new Corner(
                    all,
                    inside == null || n.inside == null
                            ? (inside == null ? n.inside : inside)
                            : Ops.logicalAnd(inside, n.inside),
                    weight == null || n.weight == null
                            ? (weight == null ? n.weight : weight)
                            : weight.multiply(n.weight));
        }
    }

    private List<Neighbour> neighbours(Tensor at, Tensor length) {
        Tensor place = border.place(at, length);
        if (nearest) {
            return List.of(neighbour(border.nearest(place), length, null));
        }
        Tensor lower = Ops.floor(place);
        Tensor share = place.subtract(lower);
        return List.of(neighbour(lower, length, Ops.subtract(1, share)), neighbour(lower.add(1), length, share));
    }

    private Neighbour neighbour(Tensor index, Tensor length, Tensor weight) {
        Tensor inside =
                border.isConstant() ? Ops.logicalAnd(Ops.greaterEqual(index, 0), Ops.less(index, length)) : null;
        return new Neighbour(Ops.cast(border.pixel(index, length), DataType.INT64), inside, weight);
    }

    private List<Corner> corners(List<Tensor> places, List<Tensor> lengths) {
        List<Corner> corners = List.of(new Corner(List.of(), null, null));
        for (int axis = 0; axis < places.size(); axis++) {
            List<Neighbour> next = neighbours(places.get(axis), lengths.get(axis));
            List<Corner> longer = new ArrayList<>();
            for (Corner c : corners) {
                next.forEach(n -> longer.add(c.with(n)));
            }
            corners = longer;
        }
        return corners;
    }

    /**
     * Images at places of their own.
     *
     * @param images {@code (batch, height, width, channels)}, float32
     * @param rows {@code (batch or 1, h, w)}
     * @param columns of the shape of rows
     * @return {@code (batch, h, w, channels)}
     */
    Tensor images(Tensor images, Tensor rows, Tensor columns) {
        List<Tensor> lengths = List.of(Ops.length(images, 1), Ops.length(images, 2));
        Tensor sum = null;
        for (Corner c : corners(List.of(rows, columns), lengths)) {
            Tensor value = pixels(images, c.indices.get(0), c.indices.get(1));
            if (c.inside != null) {
                value = Ops.where(Ops.expandDims(c.inside, -1), value, fillValue);
            }
            value = c.weight == null ? value : value.multiply(Ops.expandDims(c.weight, -1));
            sum = sum == null ? value : sum.add(value);
        }
        return sum;
    }

    private static Tensor pixels(Tensor images, Tensor rows, Tensor columns) {
        Shape shape = new Shape(images.size(0), columns.size(1), columns.size(2), images.size(3));
        // As a lookup in one table of all pixels: its gradient adds whole pixels.
        String code = "torch.embedding(torch.reshape({0}, [-1, torch.size({0}, 3)]), torch.add(torch.add(torch.mul({1},"
                + " torch.size({0}, 2)), {2}), torch.reshape(torch.mul(torch.arange(torch.size({0}, 0), dtype=4,"
                + " device={device}), torch.size({0}, 1) * torch.size({0}, 2)), [-1, 1, 1])))";
        return Primitive.of("pixels", code, shape, images.dataType(), images, rows, columns);
    }

    /**
     * An array at places.
     *
     * @param x of any shape, float32
     * @param places one tensor for each axis of x, all of one shape
     * @return of the places' shape
     */
    Tensor array(Tensor x, List<Tensor> places) {
        List<Tensor> lengths = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
            lengths.add(Ops.length(x, axis));
        }
        Tensor sum = null;
        for (Corner c : corners(places, lengths)) {
            Tensor flat = c.indices.get(0);
            for (int axis = 1; axis < x.rank(); axis++) {
                flat = flat.multiply(Ops.cast(lengths.get(axis), DataType.INT64))
                        .add(c.indices.get(axis));
            }
            Tensor value = Primitive.of("elements", "torch.take({0}, {1})", flat.shape(), x.dataType(), x, flat);
            value = c.inside == null ? value : Ops.where(c.inside, value, fillValue);
            value = c.weight == null ? value : value.multiply(c.weight);
            sum = sum == null ? value : sum.add(value);
        }
        return sum;
    }
}
