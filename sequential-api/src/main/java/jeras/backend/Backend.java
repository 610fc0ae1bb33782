package jeras.backend;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import jeras.EngineStartException;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Starts the native engine once, quietly and without a look at the network, and says what it found. */
public final class Backend {
    private static final Map<Device, PtNDManager> MANAGERS = new ConcurrentHashMap<>();
    private static final Pattern DEVICE = Pattern.compile("cpu|(?:gpu|cuda)(?::(\\d{1,3}))?");
    private static Engine engine;
    private static Device device;
    private static volatile int threads;

    private Backend() {}

    /** The engine, started on the first call. */
    static synchronized Engine engine() {
        if (engine == null) {
            engine = start();
        }
        return engine;
    }

    private static Engine start() {
        quiet();
        OpenMp.waitPassivelyWhenBusy();
        NativeMemory.keepFreed();
        try {
            Engine started = Engine.getEngine("PyTorch");
            threads = JniUtils.getNumThreads();
            return started;
        } catch (RuntimeException | LinkageError e) {
            throw new EngineStartException(explain(), e);
        }
    }

    /** Sets what must be set before DJL's first class is touched, so that none looks at the network; what the user has set stays. */
    public static void quiet() {
        unlessSet("DJL_OFFLINE", "ai.djl.offline", "true");
        unlessSet("OPT_OUT_TRACKING", "OPT_OUT_TRACKING", "true");
        // Without a logging library slf4j would say so as the first thing that a user reads.
        unlessSet("", "slf4j.internal.verbosity", "ERROR");
        if (System.getenv("PYTORCH_LIBRARY_PATH") != null || System.getProperty("PYTORCH_LIBRARY_PATH") != null) {
            // DJL would assume a build with the old C++ ABI, which its own bridge no longer ships.
            unlessSet("PYTORCH_FLAVOR", "PYTORCH_FLAVOR", "cpu");
        }
    }

    private static void unlessSet(String environment, String property, String value) {
        if (System.getenv(environment) == null && System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static String explain() {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        URL library = Backend.class.getClassLoader().getResource("native/lib/pytorch.properties");
        if (library == null) {
            return JerasException.message(
                    "PyTorch's native library is not there.",
                    "ai.djl.pytorch:pytorch-native-cpu:2.7.1 for this platform on the class path"
                            + " (linux-x86_64, linux-aarch64, osx-aarch64 or win-x86_64)",
                    "none on " + platform,
                    "add the artifact with your platform's classifier, or set PYTORCH_LIBRARY_PATH and PYTORCH_FLAVOR"
                            + " to a libtorch 2.7.1 of your own");
        }
        return JerasException.message(
                "PyTorch's native library could not be loaded.",
                "a libtorch 2.7.1 built for " + platform,
                "the library named by " + library,
                "see the cause below; is the classifier this platform's, and is the cache folder writable"
                        + " (DJL_CACHE_DIR sets another)?");
    }

    /** The device that models run on: the first GPU when CUDA can be used, else the CPU. */
    public static synchronized Device device() {
        if (device == null) {
            device = engine().defaultDevice();
        }
        return device;
    }

    /** Chooses the device for the models that are compiled afterwards: {@code "cpu"}, {@code "gpu"}, {@code "gpu:1"}. */
    public static synchronized void device(String name) {
        device = find(name);
    }

    /** The devices that can be shared among: all GPUs, or, where there are none, the CPU. */
    public static List<Device> devices() {
        int gpus = engine().getGpuCount();
        return gpus == 0
                ? List.of(Device.cpu())
                : IntStream.range(0, gpus).mapToObj(Device::gpu).toList();
    }

    /** How Jeras writes a device: {@code "cpu"} or {@code "gpu:0"}. */
    public static String name(Device device) {
        return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
    }

    /** The device of this name: {@code "cpu"}, {@code "gpu"}, {@code "gpu:1"}. */
    public static synchronized Device find(String name) {
        Matcher known = DEVICE.matcher(name.toLowerCase(Locale.ROOT));
        if (!known.matches()) {
            throw new InvalidArgumentException(JerasException.message(
                    "Unknown device \"" + name + "\".",
                    "\"cpu\", \"gpu\", or \"gpu:1\" for the second",
                    "\"" + name + "\"",
                    "choose one of these; Keras.describeDevices() lists what is there"));
        }
        String number = known.group(1);
        Device wanted =
                known.group().equals("cpu") ? Device.cpu() : Device.gpu(number == null ? 0 : Integer.parseInt(number));
        if (wanted.isGpu() && wanted.getDeviceId() >= engine().getGpuCount()) {
            throw new EngineStartException(JerasException.message(
                    "Device \"" + name + "\" is not there.",
                    engine().getGpuCount() == 0 ? "\"cpu\"" : "\"cpu\" or up to " + engine().getGpuCount() + " GPUs",
                    "\"" + name + "\"",
                    "Keras.describeDevices() says what was found and why"));
        }
        return wanted;
    }

    /** The version of PyTorch. */
    public static String version() {
        return engine().getVersion();
    }

    /** The version of DJL. */
    public static String djlVersion() {
        return Engine.getDjlVersion();
    }

    /** What was found, line by line. */
    public static String describe() {
        return DeviceReport.of(engine());
    }

    /** The number of threads that one operation may use; programs of small tensors take one. */
    public static void threads(int count) {
        engine();
        threads = count;
    }

    static int threads() {
        return threads;
    }

    /** The long-lived manager of a device. Whatever is attached to it must be closed by whoever made it. */
    static PtNDManager manager(Device where) {
        engine();
        return MANAGERS.computeIfAbsent(where, d -> (PtNDManager) NDManager.newBaseManager(d, "PyTorch"));
    }

    /** A scope for arrays on the heap's side: all that is made in it is freed when it is closed. */
    public static NDManager scope() {
        return manager(Device.cpu()).newSubManager();
    }

    /** The number of arrays and programs that are alive on all devices; for tests that look for leaks. */
    public static int resources() {
        return MANAGERS.values().stream()
                .mapToInt(m -> m.getManagedArrays().size())
                .sum();
    }

    /**
     * Runs something while PyTorch records how long each of its operators takes; slows it down a little.
     *
     * @param trace the file to write, in Chrome's trace format ({@code chrome://tracing} shows it)
     */
    public static void profile(Runnable work, Path trace) {
        engine();
        JniUtils.startProfile(device().isGpu(), false, false);
        try {
            work.run();
        } finally {
            JniUtils.stopProfile(trace.toString());
        }
    }

    /** Starts PyTorch's own random numbers anew. */
    public static void seed(long seed) {
        engine();
        JniUtils.setSeed(seed);
    }
}
