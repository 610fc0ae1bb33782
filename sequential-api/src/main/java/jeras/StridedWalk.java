package jeras;

import java.util.Arrays;

/**
 * Visits the elements of one or more strided views of the same dimensions together, row by row in row-major order.
 *
 * <p>Neighbouring axes that every view walks evenly are joined first, so a plain array is one long row; long rows come in
 * pieces of at most {@link #ROW} elements.
 */
final class StridedWalk {
    /** The most elements of one visit: small enough for the caches, large enough to hide the visit's own cost. */
    static final int ROW = 1024;

    private final long[] dims;
    private final long[][] strides;

    /** Positions, one for each view, of a row's first element, and the number of elements in the row. */
    @FunctionalInterface
    interface RowVisitor {
        void visit(int[] positions, int count);
    }

    /**
     * @param dims the common dimensions
     * @param strides for each view, the distance in elements between neighbours along each axis; may be 0 or negative
     */
    StridedWalk(long[] dims, long[]... strides) {
        long[] joined = new long[dims.length + 1];
        long[][] steps = new long[strides.length][dims.length + 1];
        joined[0] = 1;
        int axes = 1;
        for (int axis = 0; axis < dims.length; axis++) {
            if (dims[axis] == 1) {
                continue;
            }
            boolean joins = joined[axes - 1] == 1 || joins(strides, axis, dims[axis], steps, axes - 1);
            joined[joins ? axes - 1 : axes] = dims[axis] * (joins ? joined[axes - 1] : 1);
            for (int view = 0; view < strides.length; view++) {
                steps[view][joins ? axes - 1 : axes] = strides[view][axis];
            }
            axes += joins ? 0 : 1;
        }
        int rank = axes;
        this.dims = Arrays.copyOf(joined, rank);
        this.strides =
                Arrays.stream(steps).map(step -> Arrays.copyOf(step, rank)).toArray(long[][]::new);
    }

    private static boolean joins(long[][] strides, int axis, long length, long[][] steps, int last) {
        for (int view = 0; view < strides.length; view++) {
            if (steps[view][last] != length * strides[view][axis]) {
                return false;
            }
        }
        return true;
    }

    /** The distance between neighbours in a row of a view. */
    int step(int view) {
        return (int) strides[view][dims.length - 1];
    }

    /** Whether the elements of the view lie one after another. */
    boolean isContiguous(int view) {
        return dims.length == 1 && (dims[0] <= 1 || step(view) == 1);
    }

    /** Starts each view at the position given for it, else at 0. */
    void forEachRow(RowVisitor visitor, long... starts) {
        visit(0, Arrays.copyOf(starts, strides.length), new int[strides.length], visitor);
    }

    private void visit(int axis, long[] at, int[] positions, RowVisitor visitor) {
        boolean last = axis == dims.length - 1;
        long pace = last ? ROW : 1;
        for (long i = 0; i < dims[axis]; i += pace) {
            if (last) {
                for (int view = 0; view < at.length; view++) {
                    positions[view] = (int) (at[view] + i * strides[view][axis]);
                }
                visitor.visit(positions, (int) Math.min(ROW, dims[axis] - i));
            } else {
                visit(axis + 1, at, positions, visitor);
                for (int view = 0; view < at.length; view++) {
                    at[view] += strides[view][axis];
                }
            }
        }
        if (!last) {
            for (int view = 0; view < at.length; view++) {
                at[view] -= dims[axis] * strides[view][axis];
            }
        }
    }
}
