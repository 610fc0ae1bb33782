package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Contrast limited adaptive histogram equalization: each tile of an image has a table from values to values of equal frequency, and a
 * pixel is looked up in the tables of the four tiles around it.
 */
final class LocalEqualization {
    private static final int LEVELS = 256;

    private final Tensor images;
    private final int rows;
    private final int columns;
    private final long tileHeight;
    private final long tileWidth;
    private final long channels;

    /**
     * @param images {@code (batch, height, width, channels)}, float32, values from 0 to 255, of known size
     */
    LocalEqualization(Tensor images, int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        tileHeight = (images.size(1) + rows - 1) / rows;
        tileWidth = (images.size(2) + columns - 1) / columns;
        channels = images.size(3);
        this.images = images;
    }

    Tensor apply(double clipLimit) {
        Tensor whole = mirrored(mirrored(images, 1, tileHeight * rows), 2, tileWidth * columns);
        Tensor levels = Ops.cast(Ops.clip(whole, 0, LEVELS - 1), DataType.INT64);
        Tensor tables = bordered(bordered(tables(levels, clipLimit), 1), 2);
        Position y = Position.of(tileHeight * rows, tileHeight, rows);
        Position x = Position.of(tileWidth * columns, tileWidth, columns);
        Tensor above =
                mix(lookup(tables, levels, y.tile, x.tile), lookup(tables, levels, y.tile, x.next()), x.share, 0);
        Tensor below =
                mix(lookup(tables, levels, y.next(), x.tile), lookup(tables, levels, y.next(), x.next()), x.share, 0);
        Tensor even = mix(above, below, y.share, 1);
        return even.get(":, :" + images.size(1) + ", :" + images.size(2));
    }

    /** An axis made longer by its mirror image, which repeats the element at the border. */
    private static Tensor mirrored(Tensor x, int axis, long length) {
        long more = length - x.size(axis);
        if (more == 0) {
            return x;
        }
        long size = x.size(axis);
        Tensor places = Ops.arange(0, length, DataType.FLOAT32);
        Tensor around = places.subtract(Ops.floor(places.divide(2.0 * size)).multiply(2.0 * size));
        Tensor back = Ops.subtract(2.0 * size - 1, around);
        return Ops.take(x, Ops.cast(Ops.minimum(around, back), DataType.INT64), axis);
    }

    /** The table of each tile: {@code (batch, rows, columns, channels, levels)}. */
    private Tensor tables(Tensor levels, double clipLimit) {
        Tensor tiles = Ops.transpose(
                Ops.reshape(levels, new Shape(levels.size(0), rows, tileHeight, columns, tileWidth, channels)),
                0,
                1,
                3,
                5,
                2,
                4);
        long area = tileHeight * tileWidth;
        Tensor flat = Ops.reshape(tiles, new Shape(-1, area));
        Tensor counts = Ops.cast(Ops.frequencies(flat, LEVELS), DataType.FLOAT32);
        if (clipLimit > 0) {
            Tensor clipped = Ops.minimum(counts, clipLimit * area / LEVELS);
            Tensor excess = Ops.sum(counts.subtract(clipped), true, -1);
            counts = clipped.add(excess.divide(LEVELS));
        }
        Tensor below = Ops.cumsum(counts, -1);
        Tensor least = Ops.min(below, true, -1);
        Tensor rest = Ops.subtract((double) area, least);
        Tensor table = below.subtract(least).multiply(255).divide(Ops.where(Ops.equal(rest, 0), 1, rest));
        return Ops.reshape(Ops.clip(table, 0, 255), new Shape(levels.size(0), rows, columns, channels, LEVELS));
    }

    /** The first and the last repeated along an axis, so that pixels at the border have tiles all around. */
    private static Tensor bordered(Tensor tables, int axis) {
        String all = axis == 1 ? ":, " : ":, :, ";
        return Ops.concatenate(List.of(tables.get(all + "0:1"), tables, tables.get(all + "-1:")), axis);
    }

    /** Where pixels lie between the middles of tiles: the tile before them, and how far they are on the way to the next. */
    private record Position(Tensor tile, Tensor share) {
        static Position of(long length, long tile, int tiles) {
            Tensor place = Ops.arange(0, length, DataType.FLOAT32)
                    .subtract(tile / 2.0)
                    .divide((double) tile)
                    .add(1);
            Tensor whole = Ops.floor(place);
            return new Position(Ops.cast(Ops.clip(whole, 0, tiles + 1), DataType.INT64), place.subtract(whole));
        }

        Tensor next() {
            return tile.add(1);
        }
    }

    private Tensor lookup(Tensor tables, Tensor levels, Tensor y, Tensor x) {
        Tensor ones = Ops.onesLike(levels.get(":, 0:1, 0:1, 0:1"));
        Tensor image = Ops.cumsum(ones, 0).subtract(1); // (batch, 1, 1, 1)
        Tensor row = Ops.reshape(y, -1, 1, 1);
        Tensor column = Ops.reshape(x, -1, 1);
        Tensor channel = Ops.arange(0, channels, DataType.INT64);
        Tensor tile = image.multiply(rows + 2).add(row).multiply(columns + 2).add(column);
        Tensor place =
                tile.multiply((double) channels).add(channel).multiply(LEVELS).add(levels);
        return Ops.take(Ops.reshape(tables, -1), place, 0);
    }

    private static Tensor mix(Tensor first, Tensor second, Tensor share, int axis) {
        Tensor s = axis == 0 ? Ops.reshape(share, -1, 1) : Ops.reshape(share, -1, 1, 1);
        return first.multiply(Ops.subtract(1, s)).add(second.multiply(s));
    }
}
