package jeras.backend;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * Keeps PyTorch's worker threads from burning the cores while they wait.
 *
 * <p>By default GNU's OpenMP spins for a long while at the end of each parallel loop. When another process wants the cores, as on
 * a shared or small machine, a thread then spins for one that does not run, and a step takes many times as long. A short spin
 * bridges the gap between two loops and gives the core away soon after.
 *
 * @see <a href="https://gcc.gnu.org/onlinedocs/libgomp/GOMP_005fSPINCOUNT.html">GOMP_SPINCOUNT</a>
 */
final class OpenMp {
    private static final String SPINS = "2000";

    private OpenMp() {}

    /** Must be called before the native library is loaded; what the user has set stays. */
    static void waitBriefly() {
        if (!Platform.isLinux()
                || System.getenv("GOMP_SPINCOUNT") != null
                || System.getenv("OMP_WAIT_POLICY") != null) {
            return;
        }
        try {
            // Java cannot set its own environment, which the library reads when it is loaded.
            Function.getFunction("c", "setenv").invokeInt(new Object[] {"GOMP_SPINCOUNT", SPINS, 0});
        } catch (UnsatisfiedLinkError e) {
            // A C library without setenv: the default stays.
            return;
        }
    }
}
