package jeras.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;

/** Walks a source in another thread, a bounded number of elements ahead. The thread is given back whenever that many are there. */
final class Prefetch implements Dataset.Stream {
    /** What the thread hands over: an element, or the end, which an error may have caused. */
    private record Item(Batch batch, Throwable error) {}

    private final Dataset.Stream source;
    private final int count;
    private final Deque<Item> ready = new ArrayDeque<>();
    private long taken;
    private boolean running;
    private boolean ended;
    private boolean closed;
    private boolean sourceClosed;
    /** The thread that runs, once it does. */
    private Thread worker;

    Prefetch(Dataset.Stream source, int count) {
        this.source = source;
        this.count = count;
        goOn();
    }

    private synchronized void goOn() {
        if (!running && !ended && !closed && ready.size() < count) {
            running = true;
            Workers.run(this::run);
        }
    }

    private void run() {
        while (mayMakeOne()) {
            Item item = make();
            synchronized (this) {
                ready.add(item);
                ended = item.batch == null;
                notifyAll();
            }
        }
    }

    /** False when this thread's work is over; the source is closed then if nobody asks for more. */
    private boolean mayMakeOne() {
        synchronized (this) {
            worker = Thread.currentThread();
            if (!ended && !closed && ready.size() < count) {
                return true;
            }
            running = false;
            worker = null;
            // An interrupt by close() was for this walk, not for the next one of this thread.
            boolean interrupted = Thread.interrupted();
            assert !interrupted || closed;
        }
        closeIfOver();
        return false;
    }

    private Item make() {
        try {
            return source.hasNext() ? new Item(source.next(), null) : new Item(null, null);
        } catch (Throwable e) {
            return new Item(null, e);
        }
    }

    private void closeIfOver() {
        synchronized (this) {
            if (running || sourceClosed || !(closed || ended)) {
                return;
            }
            sourceClosed = true;
        }
        source.close();
    }

    @Override
    public synchronized boolean hasNext() {
        while (ready.isEmpty()) {
            if (closed) {
                return false;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                throw Workers.interrupted(e);
            }
        }
        Item head = ready.peek();
        if (head.error != null) {
            throw Workers.rethrown(head.error, "element " + taken + " was fetched ahead");
        }
        return head.batch != null;
    }

    @Override
    public synchronized Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Batch batch = ready.remove().batch;
        taken++;
        goOn();
        return batch;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            ready.clear();
            notifyAll();
            if (worker != null) {
                // It may wait for an element that never comes.
                worker.interrupt();
            }
        }
        closeIfOver();
    }
}
