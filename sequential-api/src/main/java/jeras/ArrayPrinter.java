package jeras;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import jeras.utils.PythonText;

/**
 * Writes an array as NumPy's {@code str(array)} does with its default options: {@code arrayprint.py} of NumPy 2.4.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.set_printoptions.html">numpy.set_printoptions</a>
 */
final class ArrayPrinter {
    private static final int LINE_WIDTH = 75;
    private static final int THRESHOLD = 1000;
    private static final int EDGE_ITEMS = 3;

    private final long[] dims;
    private final long[] strides;
    private final boolean summarized;
    private final IntFunction<String> format;

    private ArrayPrinter(Array array) {
        dims = array.dims();
        strides = ArrayLayout.strides(dims);
        summarized = array.size() > THRESHOLD;
        format = format(array);
    }

    static String print(Array array) {
        if (array.size() == 0) {
            return "[]";
        }
        ArrayPrinter printer = new ArrayPrinter(array);
        return array.rank() == 0 ? printer.format.apply(0) : printer.axis(0, 0, " ", LINE_WIDTH);
    }

    /** How the element at a position is written. */
    private IntFunction<String> format(Array array) {
        if (array.isText()) {
            String[] texts = array.toStringArray();
            return dims.length == 0 ? position -> texts[position] : position -> PythonText.quoted(texts[position]);
        }
        Element element = array.element();
        ByteBuffer bytes = array.bytes();
        if (element.isFloat()) {
            if (dims.length == 0) {
                return position -> FloatFormat.scalar(element.readDouble(bytes, position), element);
            }
            double[] sample = sample(0)
                    .mapToDouble(position -> element.readDouble(bytes, position))
                    .toArray();
            FloatFormat floats = new FloatFormat(sample, element);
            return position -> floats.format(element.readDouble(bytes, position));
        }
        if (element == Element.BOOLEAN) {
            String yes = dims.length == 0 ? "True" : " True";
            return position -> element.readLong(bytes, position) == 0 ? "False" : yes;
        }
        int width = sample(0)
                .map(position ->
                        Long.toString(element.readLong(bytes, position)).length())
                .max()
                .orElseThrow();
        return position -> {
            String text = Long.toString(element.readLong(bytes, position));
            return " ".repeat(width - text.length()) + text;
        };
    }

    /** The positions of all elements that are going to be written. */
    private IntStream sample(int axis) {
        if (axis == dims.length) {
            return IntStream.of(0);
        }
        int length = (int) dims[axis];
        IntStream shown = isCut(length)
                ? IntStream.concat(IntStream.range(0, EDGE_ITEMS), IntStream.range(length - EDGE_ITEMS, length))
                : IntStream.range(0, length);
        return shown.flatMap(i -> sample(axis + 1).map(position -> position + i * (int) strides[axis]));
    }

    private boolean isCut(int length) {
        return summarized && length > 2 * EDGE_ITEMS;
    }

    /**
     * Writes the sub-array that starts at {@code position}.
     *
     * @param indent what stands before its second line, one character for each open bracket
     * @param width the columns left for it
     */
    private String axis(int axis, int position, String indent, int width) {
        StringBuilder text = new StringBuilder("[");
        Line line = new Line(text, indent, width - 1);
        boolean last = axis == dims.length - 1;
        String separator = "\n".repeat(dims.length - 1 - axis);
        int length = (int) dims[axis];
        for (int i = 0; i < length; i++) {
            boolean dots = isCut(length) && i == EDGE_ITEMS;
            if (dots) {
                i = length - EDGE_ITEMS - 1;
            }
            int at = position + i * (int) strides[axis];
            if (last) {
                line.add(dots ? "..." : format.apply(at), i == length - 1);
            } else {
                text.append(i == 0 ? "" : indent).append(dots ? "..." : axis(axis + 1, at, indent + " ", width - 1));
                text.append(i == length - 1 ? "" : separator);
            }
        }
        line.end();
        return text.append("]").toString();
    }

    /** The words of a row, wrapped at a width. */
    private static final class Line {
        private final StringBuilder text;
        private final String indent;
        private final int width;
        private final StringBuilder line;
        private boolean first = true;

        Line(StringBuilder text, String indent, int width) {
            this.text = text;
            this.indent = indent;
            this.width = width;
            this.line = new StringBuilder(indent);
        }

        void add(String word, boolean last) {
            if (line.length() + word.length() > width && line.length() > indent.length()) {
                flush(line.toString().stripTrailing() + "\n");
                line.append(indent);
            }
            line.append(word).append(last ? "" : " ");
        }

        void end() {
            flush(line.toString());
        }

        /** The opening bracket stands where the first line's indent would end. */
        private void flush(String finished) {
            text.append(first ? finished.substring(indent.length()) : finished);
            first = false;
            line.setLength(0);
        }
    }
}
