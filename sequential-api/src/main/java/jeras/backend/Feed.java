package jeras.backend;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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
    private final PtNDManager manager;
    private final List<Slot> slots = new ArrayList<>();
    private final FeedPool home;

    Feed(Device device, FeedPool home) {
        this.device = device;
        this.home = home;
        this.manager = Backend.manager(device);
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
            ByteBuffer bytes = buffer.flip();
            if (device.isGpu()) {
                if (current != null) {
                    current.close();
                }
                current = manager.create(bytes, shape, BrainFloat.created(like.dataType()));
            } else {
                if (views.size() == MOST_VIEWS) {
                    close();
                }
                current = views.computeIfAbsent(
                        BrainFloat.created(like.dataType()) + shape.toString(),
                        k -> manager.create(
                                bytes.slice().order(ByteOrder.nativeOrder()),
                                shape,
                                BrainFloat.created(like.dataType())));
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

    /**
     * Puts some samples of an array into a slot.
     *
     * @param order the samples' places, or null for their own order
     */
    public void put(int i, Array array, int[] order, int from, int to) {
        Slot slot = slot(i);
        Shape shape = new Shape(to - from).addAll(array.shape().slice(1));
        int row = Math.toIntExact(
                array.bytes().remaining() / Math.max(1, array.shape().get(0)));
        ByteBuffer source = array.bytes();
        ByteBuffer target = slot.room(size(array, (long) row * (to - from)));
        if (order == null) {
            BrainFloat.put(source.slice(from * row, (to - from) * row), target, array.dataType());
        } else if (array.dataType() == DataType.BFLOAT16) {
            for (int k = from; k < to; k++) {
                BrainFloat.put(source.slice(order[k] * row, row), target, array.dataType());
            }
        } else {
            for (int k = from; k < to; k++) {
                target.put((k - from) * row, source, order[k] * row, row);
            }
            target.position(target.limit());
        }
        slot.show(array, shape);
    }

    private static long size(Array array, long bytes) {
        return array.dataType() == DataType.BFLOAT16 ? 2 * bytes : bytes;
    }

    /** Puts a few numbers that stay on the CPU, such as the learning rate, into a slot. */
    public void scalars(int i, double... values) {
        Slot slot = slot(i);
        ByteBuffer target = slot.room(8L * values.length);
        for (double v : values) {
            target.putDouble(v);
        }
        ByteBuffer bytes = target.flip();
        slot.current = slot.views.computeIfAbsent(
                "scalars",
                k -> Backend.manager(Device.cpu()).create(bytes, new Shape(values.length), DataType.FLOAT64));
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
