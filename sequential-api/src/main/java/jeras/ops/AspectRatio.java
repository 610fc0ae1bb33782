package jeras.ops;

import ai.djl.ndarray.types.Shape;

/** Cuts or pads images {@code (batch, height, width, channels)} to the shape that they are about to be resized to. */
final class AspectRatio {
    private AspectRatio() {}

    /** The largest part from the middle with the shape of the target. */
    static Tensor crop(Tensor x, int height, int width) {
        String h = length(x, 1);
        String w = length(x, 2);
        String rows = "ops.prim.max(ops.prim.min(" + h + ", (" + w + " * " + height + ") // " + width + "), 1)";
        String columns = "ops.prim.max(ops.prim.min(" + w + ", (" + h + " * " + width + ") // " + height + "), 1)";
        String code = middle("torch.slice({0}, 1, %s)", h, rows);
        code = middle("torch.slice(" + code + ", 2, %s)", w, columns);
        Shape shape = x.shape();
        if (x.size(1) >= 0 && x.size(2) >= 0) {
            long cutRows = Math.max(Math.min(x.size(1), x.size(2) * height / width), 1);
            long cutColumns = Math.max(Math.min(x.size(2), x.size(1) * width / height), 1);
            shape = new Shape(x.size(0), cutRows, cutColumns, x.size(3));
        } else {
            shape = new Shape(x.size(0), -1, -1, x.size(3));
        }
        return Primitive.of("crop_to_aspect_ratio", code, shape, x.dataType(), x);
    }

    private static String middle(String code, String length, String part) {
        String start = "(" + length + " - " + part + ") // 2";
        return String.format(code, start + ", " + start + " + " + part);
    }

    /** The image in the middle of the smallest frame with the shape of the target, as many pixels on both sides. */
    static Tensor pad(Tensor x, int height, int width, double value) {
        String h = length(x, 1);
        String w = length(x, 2);
        String rows = "(ops.prim.max(" + h + ", (" + w + " * " + height + ") // " + width + ") - " + h + ") // 2";
        String columns = "(ops.prim.max(" + w + ", (" + h + " * " + width + ") // " + height + ") - " + w + ") // 2";
        String code = "torch.constant_pad_nd({0}, [0, 0, " + columns + ", " + columns + ", " + rows + ", " + rows
                + "], " + Code.number(value, x.dataType()) + ")";
        Shape shape = new Shape(x.size(0), -1, -1, x.size(3));
        if (x.size(1) >= 0 && x.size(2) >= 0) {
            long above = (Math.max(x.size(1), x.size(2) * height / width) - x.size(1)) / 2;
            long beside = (Math.max(x.size(2), x.size(1) * width / height) - x.size(2)) / 2;
            shape = new Shape(x.size(0), x.size(1) + 2 * above, x.size(2) + 2 * beside, x.size(3));
        }
        return Primitive.of("pad_to_aspect_ratio", code, shape, x.dataType(), x);
    }

    private static String length(Tensor x, int axis) {
        return Code.size(x.size(axis), 0, axis);
    }
}
