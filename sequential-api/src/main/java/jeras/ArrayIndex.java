package jeras;

import java.util.Arrays;
import java.util.List;

/** NumPy's basic indexing, written as in Python: integers, slices and one ellipsis, separated by commas. */
final class ArrayIndex {
    private final Array array;
    private final String text;
    private final long[] dims;
    private final long[] strides;

    /** The picture so far: {@code rank} axes of the result, and where it starts in the source. */
    private final long[] pickedDims;

    private final long[] pickedStrides;
    private int rank;
    private long start;
    private int axis;

    private ArrayIndex(Array array, String text) {
        this.array = array;
        this.text = text;
        this.dims = array.dims();
        this.strides = ArrayLayout.strides(dims);
        this.pickedDims = new long[dims.length];
        this.pickedStrides = new long[dims.length];
    }

    static Array get(Array array, String text) {
        return new ArrayIndex(array, text).get();
    }

    /** The sub-array at an index of each of the first axes. */
    static Array get(Array array, long... index) {
        long[] dims = array.dims();
        if (index.length > dims.length) {
            throw new InvalidArgumentException(JerasException.message(
                    "An array of shape " + array.shape() + " cannot be indexed with " + Arrays.toString(index) + ".",
                    "at most " + dims.length + " indices",
                    index.length + " indices",
                    "give one index for each axis, or fewer for a sub-array"));
        }
        long[] strides = ArrayLayout.strides(dims);
        long start = 0;
        for (int axis = 0; axis < index.length; axis++) {
            start += ArrayLayout.index(index[axis], dims[axis], axis) * strides[axis];
        }
        int picked = index.length;
        return ArrayLayout.view(
                array,
                Arrays.copyOfRange(dims, picked, dims.length),
                start,
                Arrays.copyOfRange(strides, picked, dims.length));
    }

    private Array get() {
        List<String> terms = text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        long ellipses = terms.stream().filter("..."::equals).count();
        if (ellipses > 1 || terms.size() - ellipses > dims.length) {
            throw invalid("at most " + dims.length + " indices and one ellipsis, for the shape is " + array.shape());
        }
        int skipped = dims.length - (terms.size() - (int) ellipses);
        for (String term : terms) {
            if ("...".equals(term)) {
                keep(skipped);
            } else if (term.contains(":")) {
                slice(term);
            } else {
                start += ArrayLayout.index(number(term), dims[axis], axis) * strides[axis];
                axis++;
            }
        }
        keep(dims.length - axis);
        return ArrayLayout.view(array, Arrays.copyOf(pickedDims, rank), start, Arrays.copyOf(pickedStrides, rank));
    }

    private void keep(int axes) {
        for (int i = 0; i < axes; i++) {
            add(dims[axis], strides[axis]);
        }
    }

    private void add(long length, long stride) {
        pickedDims[rank] = length;
        pickedStrides[rank] = stride;
        rank++;
        axis++;
    }

    private void slice(String term) {
        String[] parts = term.split(":", -1);
        if (parts.length > 3) {
            throw invalid("slices as begin:end or begin:end:step");
        }
        long step = parts.length < 3 || parts[2].isBlank() ? 1 : number(parts[2]);
        if (step == 0) {
            throw invalid("a step other than 0");
        }
        long length = dims[axis];
        long begin = bound(parts[0], length, step, step > 0 ? 0 : length - 1);
        long end = bound(parts[1], length, step, step > 0 ? length : -1);
        long count = Math.max(0, (end - begin + step - Long.signum(step)) / step);
        start += count == 0 ? 0 : begin * strides[axis];
        add(count, step * strides[axis]);
    }

    /** Python's rule: counted from the end if negative, then cut to the axis. */
    private long bound(String part, long length, long step, long otherwise) {
        if (part.isBlank()) {
            return otherwise;
        }
        long bound = number(part);
        bound += bound < 0 ? length : 0;
        return step > 0 ? Math.max(0, Math.min(length, bound)) : Math.max(-1, Math.min(length - 1, bound));
    }

    private long number(String part) {
        try {
            return Integer.parseInt(part.strip());
        } catch (NumberFormatException e) {
            throw invalid("integers, slices as begin:end:step, and \"...\", separated by commas");
        }
    }

    private InvalidArgumentException invalid(String expected) {
        return new InvalidArgumentException(JerasException.message(
                "An array of shape " + array.shape() + " cannot be indexed with \"" + text + "\".",
                expected,
                "\"" + text + "\"",
                "index as in NumPy, for instance \"0:10\", \":, 0\" or \"..., -1\"; pick rows by number with take"));
    }
}
