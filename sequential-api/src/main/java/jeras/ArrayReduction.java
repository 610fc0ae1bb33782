package jeras;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Sums, means, extremes and where they are, over some axes or all, on the heap. */
final class ArrayReduction {
    private final Array array;
    private final Element element;
    private final ByteBuffer bytes;
    private final long[] keptDims;
    private final StridedWalk kept;
    private final StridedWalk reduced;
    private final double[] floats = new double[StridedWalk.ROW];
    private final long[] integers = new long[StridedWalk.ROW];

    /** @param axes the axes that go away; all if none are given */
    ArrayReduction(Array array, int... axes) {
        this.array = array;
        this.element = array.element();
        this.bytes = array.bytes();
        int rank = array.rank();
        boolean[] gone = new boolean[rank];
        Arrays.fill(gone, axes.length == 0);
        for (int axis : axes) {
            gone[ArrayLayout.axis(axis, rank)] = true;
        }
        int[] reducedAxes = IntStream.range(0, rank).filter(axis -> gone[axis]).toArray();
        int[] keptAxes = IntStream.range(0, rank).filter(axis -> !gone[axis]).toArray();
        this.keptDims = pick(array.dims(), keptAxes);
        long[] strides = ArrayLayout.strides(array.dims());
        this.kept = new StridedWalk(keptDims, pick(strides, keptAxes), ArrayLayout.strides(keptDims));
        this.reduced = new StridedWalk(pick(array.dims(), reducedAxes), pick(strides, reducedAxes));
    }

    private static long[] pick(long[] values, int... axes) {
        return IntStream.of(axes).mapToLong(axis -> values[axis]).toArray();
    }

    /** What is known of one cell of the result after some rows of its elements. */
    private interface Cell {
        void add(int position, int count);

        void write(ByteBuffer target, int position);
    }

    private Array reduce(Element result, Supplier<Cell> start) {
        ByteBuffer target = ArrayLayout.allocate(result, keptDims);
        int step = kept.step(0);
        kept.forEachRow((positions, count) -> {
            for (int i = 0; i < count; i++) {
                Cell cell = start.get();
                reduced.forEachRow((at, length) -> cell.add(at[0], length), positions[0] + (long) i * step);
                cell.write(target, positions[1] + i);
            }
        });
        return ArrayLayout.wrap(target, result, keptDims);
    }

    /** Integers and booleans add up to int64, as in NumPy; floats are added in double. */
    Array sum() {
        return element.isFloat()
                ? reduce(element, () -> new Sum(element, (sum, count) -> sum))
                : reduce(Element.INT64, Total::new);
    }

    Array mean() {
        Element result = element.toFloat();
        return reduce(result, () -> new Sum(result, (sum, count) -> sum / count));
    }

    /** Of the population: divided by n, as {@code numpy.std}. */
    Array std() {
        Element result = element.toFloat();
        return reduce(result, () -> new Deviation(result));
    }

    Array min() {
        requireElements("min");
        return reduce(element, () -> new Extreme(true, false));
    }

    Array max() {
        requireElements("max");
        return reduce(element, () -> new Extreme(false, false));
    }

    Array argMin() {
        requireElements("argMin");
        return reduce(Element.INT64, () -> new Extreme(true, true));
    }

    Array argMax() {
        requireElements("argMax");
        return reduce(Element.INT64, () -> new Extreme(false, true));
    }

    private void requireElements(String what) {
        if (array.size() == 0) {
            throw new InvalidArgumentException(JerasException.message(
                    "An empty array has no " + what + ".",
                    "at least one element",
                    "an array of shape " + array.shape(),
                    "ask only arrays that hold something"));
        }
    }

    /** A sum of integers, exact. */
    private final class Total implements Cell {
        private long total;

        @Override
        public void add(int position, int count) {
            element.read(bytes, position, reduced.step(0), integers, count);
            for (int i = 0; i < count; i++) {
                total += integers[i];
            }
        }

        @Override
        public void write(ByteBuffer target, int position) {
            target.putLong(position * Long.BYTES, total);
        }
    }

    private final class Sum implements Cell {
        private final Element result;
        private final DoubleBinaryOperator outcome;
        private double sum;
        private long size;

        /** @param outcome from the sum and the number of elements */
        Sum(Element result, DoubleBinaryOperator outcome) {
            this.result = result;
            this.outcome = outcome;
        }

        @Override
        public void add(int position, int count) {
            element.read(bytes, position, reduced.step(0), floats, count);
            for (int i = 0; i < count; i++) {
                sum += floats[i];
            }
            size += count;
        }

        @Override
        public void write(ByteBuffer target, int position) {
            result.writeDouble(target, position, outcome.applyAsDouble(sum, (double) size));
        }
    }

    /** Welford's algorithm: one pass, no cancellation. */
    private final class Deviation implements Cell {
        private final Element result;
        private double mean;
        private double squares;
        private long size;

        Deviation(Element result) {
            this.result = result;
        }

        @Override
        public void add(int position, int count) {
            element.read(bytes, position, reduced.step(0), floats, count);
            for (int i = 0; i < count; i++) {
                size++;
                double distance = floats[i] - mean;
                mean += distance / size;
                squares += distance * (floats[i] - mean);
            }
        }

        @Override
        public void write(ByteBuffer target, int position) {
            result.writeDouble(target, position, Math.sqrt(squares / size));
        }
    }

    /** The first of the largest or smallest elements; NaN beats all, as in NumPy. */
    private final class Extreme implements Cell {
        private final boolean smallest;
        private final boolean index;
        private long bestKey = Long.MIN_VALUE;
        private long bestIndex = -1;
        private int bestPosition;
        private long size;

        Extreme(boolean smallest, boolean index) {
            this.smallest = smallest;
            this.index = index;
        }

        @Override
        public void add(int position, int count) {
            int step = reduced.step(0);
            readKeys(position, step, count);
            for (int i = 0; i < count; i++) {
                if (integers[i] > bestKey || bestIndex < 0) {
                    bestKey = integers[i];
                    bestIndex = size + i;
                    bestPosition = position + i * step;
                }
            }
            size += count;
        }

        /** Numbers that are ordered as the elements are, or the other way round for the smallest. */
        private void readKeys(int position, int step, int count) {
            if (element.isFloat()) {
                element.read(bytes, position, step, floats, count);
                for (int i = 0; i < count; i++) {
                    integers[i] = key(smallest ? -floats[i] : floats[i]);
                }
            } else {
                element.read(bytes, position, step, integers, count);
                for (int i = 0; smallest && i < count; i++) {
                    integers[i] = ~integers[i];
                }
            }
        }

        private static long key(double value) {
            long bits = Double.doubleToLongBits(value + 0.0); // -0.0 becomes 0.0, which it equals
            return bits >= 0 ? bits : bits ^ Long.MAX_VALUE;
        }

        @Override
        public void write(ByteBuffer target, int position) {
            if (index) {
                target.putLong(position * Long.BYTES, bestIndex);
            } else {
                int width = element.width();
                target.put(position * width, bytes, bestPosition * width, width);
            }
        }
    }
}
