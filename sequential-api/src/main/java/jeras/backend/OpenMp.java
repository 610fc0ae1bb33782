package jeras.backend;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.lang.management.ManagementFactory;

/**
 * Keeps PyTorch's worker threads from burning the cores while they wait, on a machine that is busy already.
 *
 * <p>By default GNU's OpenMP spins for a long while at the end of each parallel loop. On an idle machine that is the fastest way.
 * When other processes want the cores, a thread spins for one that does not run, and a step takes tens of times as long; then
 * waiting passively is far better. So the load decides, once, when the engine starts.
 *
 * @see <a href="https://gcc.gnu.org/onlinedocs/libgomp/GOMP_005fSPINCOUNT.html">GOMP_SPINCOUNT</a>
 */
final class OpenMp {
    /** The load, in processes that want to run for each core, above which threads wait passively. */
    private static final double BUSY = 1.5;

    private OpenMp() {}

    /** Must be called before the native library is loaded; what the user has set stays. */
    static void waitPassivelyWhenBusy() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        boolean busy = load > BUSY * Runtime.getRuntime().availableProcessors();
        boolean told = System.getenv("GOMP_SPINCOUNT") != null || System.getenv("OMP_WAIT_POLICY") != null;
        if (!busy || told || !Platform.isLinux()) {
            return;
        }
        try {
            // Java cannot set its own environment, which the library reads when it is loaded.
            Function.getFunction("c", "setenv").invokeInt(new Object[] {"GOMP_SPINCOUNT", "0", 0});
        } catch (UnsatisfiedLinkError e) {
            // A C library without setenv: the default stays.
            return;
        }
    }
}
