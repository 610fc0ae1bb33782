package jeras.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * A function of the elements of a source, computed by several threads a bounded number of elements ahead; the order stays.
 *
 * <p>The source is asked by the thread that walks. What fails is thrown when its turn comes.
 */
final class ParallelMap<S, T> implements Iterator<T>, AutoCloseable {
    private final Iterator<S> source;
    private final Function<S, T> function;
    private final int threads;
    private final int most;
    /** Elements in their order, from the one that is due. */
    private final Deque<Slot> slots = new ArrayDeque<>();
    /** Those of them that no thread has begun. */
    private final Deque<Slot> waiting = new ArrayDeque<>();

    private int active;
    private long begun;
    private boolean ended;

    private final class Slot {
        private final long number;
        private final S item;
        private T value;
        private Throwable failure;
        private boolean done;

        Slot(long number, S item) {
            this.number = number;
            this.item = item;
        }
    }

    ParallelMap(Iterator<S> source, int threads, Function<S, T> function) {
        this(source, threads, 2 * threads, function);
    }

    /**
     * Begins nothing before it is asked.
     *
     * @param most how many elements may be computed and not yet taken
     */
    ParallelMap(Iterator<S> source, int threads, int most, Function<S, T> function) {
        this.source = source;
        this.threads = threads;
        this.most = Math.max(threads, most);
        this.function = function;
    }

    @Override
    public boolean hasNext() {
        while (!ended && slots.size() < most) {
            begin();
        }
        return !slots.isEmpty();
    }

    /** Reads one element of the source; what that throws becomes the last element. */
    private void begin() {
        Slot slot = null;
        try {
            if (source.hasNext()) {
                slot = new Slot(begun++, source.next());
                enqueue(slot);
            } else {
                ended = true;
            }
        } catch (RuntimeException | Error e) {
            ended = true;
            slot = new Slot(begun, null);
            slot.failure = e;
            slot.done = true;
        }
        if (slot != null) {
            slots.add(slot);
        }
    }

    private void enqueue(Slot slot) {
        synchronized (waiting) {
            waiting.add(slot);
            if (active < threads) {
                active++;
                Workers.run(this::work);
            }
        }
    }

    private void work() {
        for (Slot slot = take(); slot != null; slot = take()) {
            T value = null;
            Throwable failure = null;
            try {
                value = function.apply(slot.item);
            } catch (Throwable e) {
                failure = e;
            }
            synchronized (waiting) {
                slot.value = value;
                slot.failure = failure;
                slot.done = true;
                waiting.notifyAll();
            }
        }
    }

    private Slot take() {
        synchronized (waiting) {
            Slot slot = waiting.poll();
            active -= slot == null ? 1 : 0;
            return slot;
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Slot due = slots.peek();
        synchronized (waiting) {
            while (!due.done) {
                try {
                    waiting.wait();
                } catch (InterruptedException e) {
                    throw Workers.interrupted(e);
                }
            }
        }
        if (due.failure != null) {
            throw Workers.rethrown(due.failure, "element " + due.number + " was made");
        }
        slots.remove();
        return due.value;
    }

    /** Begins nothing more; what is being computed is dropped. */
    @Override
    public void close() {
        ended = true;
        slots.clear();
        synchronized (waiting) {
            waiting.clear();
        }
    }
}
