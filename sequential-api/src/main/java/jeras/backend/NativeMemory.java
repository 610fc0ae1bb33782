package jeras.backend;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * Keeps memory that PyTorch has freed for its next step.
 *
 * <p>GNU's allocator gives large blocks back to the system as soon as they are freed, and the next step asks for them again: the
 * system then clears each page that is touched, thousands in each step of a convolutional network.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/mallopt.3.html">mallopt</a>
 */
final class NativeMemory {
    private static final int TRIM_THRESHOLD = -1;
    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;

    /** The largest that the allocator takes: blocks up to this size come from its heaps. */
    private static final int LARGEST_BLOCK = 32 << 20;

    /** The largest heap that a thread's arena is made of. */
    private static final int LARGEST_HEAP = 64 << 20;

    private NativeMemory() {}

    /** What the user has set in the environment stays. */
    static void keepFreed() {
        boolean told = System.getenv().keySet().stream()
                .anyMatch(name -> name.startsWith("MALLOC_") || name.equals("GLIBC_TUNABLES"));
        if (told || !Platform.isLinux()) {
            return;
        }
        try {
            Function option = Function.getFunction("c", "mallopt");
            option.invokeInt(new Object[] {MMAP_THRESHOLD, LARGEST_BLOCK});
            // A heap that is wholly free stays, as long as others have no room of this size.
            option.invokeInt(new Object[] {TOP_PAD, LARGEST_HEAP});
            // At 2 GB of free memory at its end, a heap shrinks still.
            option.invokeInt(new Object[] {TRIM_THRESHOLD, Integer.MAX_VALUE});
        } catch (UnsatisfiedLinkError e) {
            // Another C library, with an allocator of its own.
            return;
        }
    }
}
