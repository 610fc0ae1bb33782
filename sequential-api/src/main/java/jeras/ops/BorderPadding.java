package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Padding with elements of the tensor itself, axis by axis. */
final class BorderPadding {
    private BorderPadding() {}

    static Tensor pad(Tensor x, long[][] widths, String mode) {
        Tensor result = x;
        for (int axis = 0; axis < x.rank(); axis++) {
            if (widths[axis][0] > 0 || widths[axis][1] > 0) {
                result = axis(result, axis, widths[axis][0], widths[axis][1], mode);
            }
        }
        return result;
    }

    private static Tensor axis(Tensor x, int axis, long before, long after, String mode) {
        String size = "torch.size({0}, " + axis + ")";
        String places = "torch.arange(" + -before + ", " + size + " + " + after + ", 1, dtype=4, device={device})";
        long length = x.size(axis) < 0 ? -1 : x.size(axis) + before + after;
        Tensor at = Primitive.constant("places", inside(places, size, mode), new Shape(length), DataType.INT64, x);
        String code = "torch.index_select({0}, " + axis + ", {1})";
        return Primitive.of("pad", code, Shapes.with(x.shape(), axis, length), x.dataType(), x, at);
    }

    /** The places of the elements that stand at {@code places}, which may lie outside. */
    private static String inside(String places, String size, String mode) {
        return switch (mode) {
            case "edge" -> "torch.clamp(" + places + ", 0, " + size + " - 1)";
            case "wrap" -> "torch.remainder(" + places + ", " + size + ")";
            // There and back again: the outermost elements once each, or twice.
            case "reflect" -> mirrored(places, size + " - 1", "0");
            case "symmetric" -> mirrored(places, size, "1");
            default ->
                throw new InvalidArgumentException(JerasException.message(
                        "Unknown padding mode \"" + mode + "\".",
                        "\"constant\", \"reflect\", \"symmetric\", \"edge\" or \"wrap\"",
                        "\"" + mode + "\"",
                        "choose one of these"));
        };
    }

    private static String mirrored(String places, String half, String shift) {
        String period = "2 * (" + half + ")";
        String folded = "torch.remainder(" + places + ", " + period + ")";
        return "torch.minimum(" + folded + ", torch.rsub(" + folded + ", " + period + " - " + shift + "))";
    }
}
