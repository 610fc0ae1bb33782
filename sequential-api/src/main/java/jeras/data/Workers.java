package jeras.data;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jeras.JerasException;
import jeras.ModelStateException;

/**
 * The threads that make data ahead of their use. A task ends when there is room for no more, in place of waiting for some, so that
 * a walk that is left in its middle holds no thread; threads without work end by themselves, and none keeps the process alive.
 */
final class Workers {
    private static final long IDLE_SECONDS = 1;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Workers::thread);

    private Workers() {}

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "jeras-data-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    static void run(Runnable task) {
        THREADS.execute(task);
    }

    /**
     * Throws, in the thread that walks, what failed in another one: the same object, to which the place is added.
     *
     * @param place what was being done, as in {@code "element 3 was made"}
     */
    static RuntimeException rethrown(Throwable failure, String place) {
        if (failure.getSuppressed().length == 0) {
            failure.addSuppressed(new IllegalStateException("on another thread, while " + place + " for this one"));
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    static ModelStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ModelStateException(
                JerasException.message(
                        "The walk through the data was interrupted.",
                        "a thread that nobody interrupts",
                        "an interrupt while it waited for a batch",
                        "walk again"),
                e);
    }
}
