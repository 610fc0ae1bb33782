package jeras.backend;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;

/**
 * Carries batches from the heap to the device through buffers that are used again for each batch.
 *
 * <p>On the CPU a program reads the buffers themselves; on a GPU each batch is copied. Not for several threads at once.
 */
public final class Feed implements AutoCloseable {
    /** Batches of so many sizes are remembered; one pass over data has two. */
    private static final int MOST_VIEWS = 8;

    private final Device device;
    private final List<Slot> slots = new ArrayList<>();
    private final FeedPool home;

    Feed(Device device, FeedPool home) {
        this.device = device;
        this.home = home;
    }

    /** One buffer, grown to the largest batch, and the arrays that have been made over it. */
    private final class Slot {
        private ByteBuffer buffer = ByteBuffer.allocateDirect(0);
        private final Map<String, NDArray> views = new HashMap<>();
        private NDArray current;

        ByteBuffer room(long bytes) {
            int size = Math.toIntExact(bytes);
            if (buffer.capacity() < size) {
                close();
                buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
            }
            return buffer.clear().limit(size);
        }

        void show(Array like, Shape shape) {
            show(device, like.dataType(), shape);
        }

        void show(Device place, DataType type, Shape shape) {
            DataType made = BrainFloat.created(type);
            ByteBuffer bytes = buffer.clear().limit(Math.toIntExact(shape.size() * made.getNumOfBytes()));
            if (place.isGpu()) {
                if (current != null) {
                    current.close();
                }
                current = Backend.manager(place).create(bytes, shape, made);
            } else {
                if (views.size() == MOST_VIEWS) {
                    close();
                }
                current = views.computeIfAbsent(
                        made + shape.toString(),
                        k -> Backend.manager(place).create(bytes.slice().order(ByteOrder.nativeOrder()), shape, made));
            }
        }

        void close() {
            views.values().forEach(NDArray::close);
            views.clear();
            if (device.isGpu() && current != null) {
                current.close();
            }
            current = null;
        }
    }

    private Slot slot(int i) {
        while (slots.size() <= i) {
            slots.add(new Slot());
        }
        return slots.get(i);
    }

    /** Puts a whole array into a slot. */
    public void put(int i, Array array) {
        Slot slot = slot(i);
        BrainFloat.put(array.bytes(), slot.room(size(array, array.bytes().remaining())), array.dataType());
        slot.show(array, array.shape());
    }

    /** Some samples of an array. */
    public static final class Rows {
        private final Array array;
        private final int[] order;
        private final int from;
        private final int to;

        /**
         * Samples of an array.
         *
         * @param order the samples' places, or null for their own order
         */
        public Rows(Array array, int[] order, int from, int to) {
            this.array = array;
            this.order = order;
            this.from = from;
            this.to = to;
        }

        private int count() {
            return to - from;
        }

        /** The bytes of one sample. */
        private int size() {
            return Math.toIntExact(
                    array.bytes().remaining() / Math.max(1, array.shape().get(0)));
        }

        private void copy(ByteBuffer target) {
            int size = size();
            ByteBuffer source = array.bytes();
            if (order == null) {
                BrainFloat.put(source.slice(from * size, count() * size), target, array.dataType());
            } else if (array.dataType() == DataType.BFLOAT16) {
                for (int k = from; k < to; k++) {
                    BrainFloat.put(source.slice(order[k] * size, size), target, array.dataType());
                }
            } else {
                int start = target.position();
                for (int k = from; k < to; k++) {
                    target.put(start + (k - from) * size, source, order[k] * size, size);
                }
                target.position(start + count() * size);
            }
        }
    }

    /** Puts the samples of one or several arrays of the same kind one after the other into a slot. */
    public void put(int i, List<Rows> parts) {
        Slot slot = slot(i);
        Array like = parts.get(0).array;
        int samples = 0;
        for (Rows part : parts) {
            samples += part.count();
        }
        ByteBuffer target = slot.room(size(like, (long) parts.get(0).size() * samples));
        for (Rows part : parts) {
            part.copy(target);
        }
        slot.show(like, new Shape(samples).addAll(like.shape().slice(1)));
    }

    private static long size(Array array, long bytes) {
        return array.dataType() == DataType.BFLOAT16 ? 2 * bytes : bytes;
    }

    /** Puts a vector of a few numbers that stay on the CPU, such as the learning rate, into a slot. */
    public void scalars(int i, double... values) {
        scalars(i, values, new Shape(values.length));
    }

    /** Puts a few numbers that stay on the CPU into a slot, row by row. */
    public void scalars(int i, double[][] rows) {
        scalars(
                i,
                Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(),
                new Shape(rows.length, rows[0].length));
    }

    private void scalars(int i, double[] values, Shape shape) {
        Slot slot = slot(i);
        ByteBuffer target = slot.room(8L * values.length);
        for (double v : values) {
            target.putDouble(v);
        }
        slot.show(Device.cpu(), DataType.FLOAT64, shape);
    }

    /** The arrays of the first slots. */
    List<NDArray> arrays(int count) {
        return slots.subList(0, count).stream().map(s -> s.current).toList();
    }

    Device device() {
        return device;
    }

    /** The bytes of all buffers. */
    long size() {
        return slots.stream().mapToLong(s -> s.buffer.capacity()).sum();
    }

    /** Gives it back to its pool. */
    @Override
    public void close() {
        home.giveBack(this);
    }

    void free() {
        slots.forEach(Slot::close);
    }
}
