package jeras.ops;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Python's basic indexing on a symbolic tensor. */
final class Indexing {
    private Indexing() {}

    static Tensor apply(Tensor x, String index) {
        List<String> parts =
                Arrays.stream(index.split(",", -1)).map(String::trim).toList();
        int open = (int) parts.stream().filter(Indexing::addsOrSkips).count();
        int named = parts.size() - open;
        if (named > x.rank()) {
            throw wrong(x, index, "at most " + x.rank() + " places, one an axis");
        }
        Tensor result = x;
        int axis = 0;
        int left = named;
        for (String p : parts) {
            if (p.equals("...")) {
                axis = result.rank() - left;
            } else if (addsOrSkips(p)) {
                result = Ops.expandDims(result, axis);
                axis++;
            } else if (p.contains(":")) {
                result = slice(result, axis, p, index);
                axis++;
                left--;
            } else {
                result = select(result, axis, number(p, x, index), index);
                left--;
            }
        }
        return result;
    }

    /** True for the parts that use up no axis. */
    private static boolean addsOrSkips(String part) {
        return part.equals("...") || part.equals("newaxis") || part.equals("None");
    }

    private static Tensor select(Tensor x, int axis, long place, String index) {
        long size = x.shape().get(axis);
        if (size >= 0 && (place >= size || place < -size)) {
            throw wrong(x, index, "a place from " + -size + " to " + (size - 1) + " on axis " + axis);
        }
        Shape shape = x.shape().slice(0, axis).addAll(x.shape().slice(axis + 1));
        String code = "torch.select({0}, " + axis + ", " + place + ")";
        return Primitive.of("get_item", code, shape, x.dataType(), x);
    }

    private static Tensor slice(Tensor x, int axis, String part, String index) {
        String[] bounds = part.split(":", -1);
        if (bounds.length > 3) {
            throw wrong(x, index, "begin:end:step");
        }
        long step = bounds.length < 3 || bounds[2].isBlank() ? 1 : number(bounds[2], x, index);
        if (step == 0) {
            throw wrong(x, index, "a step that is not 0");
        }
        if (step < 0) {
            // Place p of the reversed axis is -1 - p of the axis, for places from either end.
            return slice(
                    Ops.flip(x, axis),
                    axis,
                    mirrored(bounds[0], x, index) + ":" + mirrored(bounds[1], x, index) + ":" + -step,
                    index);
        }
        String begin = bounds[0].isBlank() ? "0" : Long.toString(number(bounds[0], x, index));
        String end = bounds[1].isBlank() ? "9223372036854775807" : Long.toString(number(bounds[1], x, index));
        if (begin.equals("0") && bounds[1].isBlank() && step == 1) {
            return x;
        }
        long size = x.shape().get(axis);
        long length = -1;
        if (size >= 0) {
            long from = clamp(Long.parseLong(begin), size);
            long to = clamp(Long.parseLong(end), size);
            length = Math.max(0, (to - from + step - 1) / step);
        }
        String code = "torch.slice({0}, " + axis + ", " + begin + ", " + end + ", " + step + ")";
        return Primitive.of("get_item", code, Shapes.with(x.shape(), axis, length), x.dataType(), x);
    }

    private static String mirrored(String bound, Tensor x, String index) {
        return bound.isBlank() ? "" : Long.toString(-1 - number(bound, x, index));
    }

    private static long clamp(long place, long size) {
        return Math.max(0, Math.min(size, place < 0 ? place + size : place));
    }

    private static long number(String text, Tensor x, String index) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw wrong(x, index, "whole numbers, begin:end:step, ... or newaxis");
        }
    }

    private static InvalidArgumentException wrong(Tensor x, String index, String expected) {
        return new InvalidArgumentException(JerasException.message(
                "The index [" + index + "] does not fit a tensor of shape " + Shapes.text(x.shape()) + ".",
                expected,
                "[" + index + "]",
                "write it as between Python's brackets, such as \":, 0\""));
    }
}
