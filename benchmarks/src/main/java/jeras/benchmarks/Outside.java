package jeras.benchmarks;

import java.util.Locale;

/** How much of some work a thread spends in Java and not in PyTorch, found by looking at it every millisecond. */
final class Outside {
    private static final String NATIVE = "ai.djl.pytorch.jni.PyTorchLibrary";

    private final Thread watched = Thread.currentThread();
    private long looks;
    private long outside;

    private Outside() {}

    /** The share, from 0 to 1. */
    static double share(Runnable work) {
        Outside looking = new Outside();
        Thread watcher = new Thread(looking::look, "looks at the training thread");
        watcher.setDaemon(true);
        watcher.start();
        try {
            work.run();
        } finally {
            watcher.interrupt();
        }
        return looking.share();
    }

    private void look() {
        while (!Thread.currentThread().isInterrupted()) {
            StackTraceElement[] stack = watched.getStackTrace();
            boolean inside = stack.length > 0
                    && stack[0].isNativeMethod()
                    && stack[0].getClassName().equals(NATIVE);
            synchronized (this) {
                looks++;
                outside += inside ? 0 : 1;
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized double share() {
        return looks == 0 ? 0 : outside / (double) looks;
    }

    static String text(String workload, double share) {
        return String.format(Locale.ROOT, "%s: %.1f %% of training is spent outside PyTorch", workload, 100 * share);
    }
}
