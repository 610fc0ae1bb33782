package jeras.datasets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An array of NumPy as a pickle spells it: made empty, then told its shape, type and values. */
final class PickledArray {
    private static final int STATE_LENGTH = 5;
    private static final int MOST_INTEGERS = 50_000_000;

    private String type = "";
    private Object values = new byte[0];
    private int[] shape = new int[0];

    /** The type of the elements, told in two steps too. */
    static final class Type {
        private final String code;
        private String order = "|";

        Type(String code) {
            this.code = code;
        }

        void setState(Object[] state) throws IOException {
            if (state.length < 2) {
                throw new IOException("a data type of NumPy without its byte order");
            }
            order = PickleReader.text(state[1]);
        }

        @Override
        public String toString() {
            return (order.equals("=") ? "<" : order) + code;
        }
    }

    void setState(Object[] state) throws IOException {
        if (state.length != STATE_LENGTH || !(state[1] instanceof Object[] axes) || !(state[2] instanceof Type known)) {
            throw new IOException("an array of NumPy without shape or data type");
        }
        boolean isColumnMajor = Boolean.TRUE.equals(state[3]) || Long.valueOf(1).equals(state[3]);
        if (isColumnMajor && axes.length > 1) {
            throw new IOException("an array of NumPy that lies column by column");
        }
        shape = new int[axes.length];
        for (int axis = 0; axis < shape.length; axis++) {
            if (!(axes[axis] instanceof Long length) || length < 0 || length > Integer.MAX_VALUE) {
                throw new IOException("an array of NumPy with an axis of length " + axes[axis]);
            }
            shape[axis] = length.intValue();
        }
        type = known.toString();
        values = state[4];
    }

    int[] shape() {
        return shape.clone();
    }

    /** The values of an array of unsigned bytes. */
    byte[] toBytes() throws IOException {
        long size = 1;
        for (int length : shape) {
            size *= length;
            if (size > Integer.MAX_VALUE) {
                break;
            }
        }
        if (!type.equals("|u1") || !(values instanceof byte[] bytes) || bytes.length != size) {
            throw new IOException("an array of " + type + ", not of as many bytes as its shape says");
        }
        return bytes;
    }

    /** The values of an array whose elements are lists of integers. */
    List<int[]> toSequences() throws IOException {
        if (!type.startsWith("|O") || shape.length != 1 || !(values instanceof PickledList list)) {
            throw new IOException("an array of " + type + ", not of lists");
        }
        List<Object> elements = list.values();
        if (elements.size() != shape[0]) {
            throw new IOException(elements.size() + " lists for an array of " + shape[0]);
        }
        int integersLeft = MOST_INTEGERS;
        List<int[]> sequences = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof PickledList integers)) {
                throw new IOException("something else among lists of integers");
            }
            int[] sequence =
                    integers.toInts().orElseThrow(() -> new IOException("a list with something else than integers"));
            integersLeft -= sequence.length;
            if (integersLeft < 0) { // a pickle may name one list many times
                throw new IOException("more than " + MOST_INTEGERS + " integers");
            }
            sequences.add(sequence);
        }
        return sequences;
    }
}
