package jeras.data;

import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import jeras.JerasException;
import jeras.ModelStateException;

/** Runs a source in a thread of its own, a bounded number of elements ahead. */
final class Prefetch implements Dataset.Stream {
    /** What the thread hands over: an element, or the end, which an error may have caused. */
    private record Item(Batch batch, Throwable error) {}

    private final BlockingQueue<Item> queue;
    private final Thread worker;
    private Item head;

    Prefetch(Dataset.Stream source, int count) {
        queue = new ArrayBlockingQueue<>(count);
        worker = new Thread(() -> run(source), "jeras-prefetch");
        worker.setDaemon(true);
        worker.start();
    }

    private void run(Dataset.Stream source) {
        Throwable error = null;
        try (source) {
            while (source.hasNext()) {
                queue.put(new Item(source.next(), null));
            }
        } catch (InterruptedException e) {
            // Closed early: nobody waits for an end.
            return;
        } catch (RuntimeException | Error e) {
            error = e;
        }
        try {
            queue.put(new Item(null, error));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean hasNext() {
        if (head == null) {
            try {
                head = queue.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelStateException(
                        JerasException.message(
                                "The walk through the data was interrupted.",
                                "a thread that nobody interrupts",
                                "an interrupt while it waited for a batch",
                                "walk again"),
                        e);
            }
        }
        if (head.error() instanceof RuntimeException e) {
            throw e;
        }
        if (head.error() instanceof Error e) {
            throw e;
        }
        return head.batch() != null;
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Batch batch = head.batch();
        head = null;
        return batch;
    }

    @Override
    public void close() {
        worker.interrupt();
        queue.clear();
    }
}
