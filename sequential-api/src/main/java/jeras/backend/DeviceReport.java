package jeras.backend;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/** Says which devices there are, and why there is no more. */
final class DeviceReport {
    private DeviceReport() {}

    static String of(Engine engine) {
        List<String> lines = new ArrayList<>();
        lines.add("PyTorch " + engine.getVersion() + " through DJL " + Engine.getDjlVersion() + " on "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + System.getProperty("java.version"));
        lines.add("cpu: " + Runtime.getRuntime().availableProcessors() + " cores, " + JniUtils.getNumThreads()
                + " threads an operation");
        int gpus = engine.getGpuCount();
        for (int i = 0; i < gpus; i++) {
            lines.add("gpu:" + i + ": CUDA compute capability " + CudaUtils.getComputeCapability(i));
        }
        if (gpus == 0) {
            lines.add("gpu: none used, because " + reason(engine));
        }
        Device device = Backend.device();
        lines.add("models run on " + (device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu"));
        return String.join("\n", lines);
    }

    private static String reason(Engine engine) {
        if (!engine.hasCapability("CUDA")) {
            String library = System.getenv("PYTORCH_LIBRARY_PATH");
            URL bundled = DeviceReport.class.getClassLoader().getResource("native/lib/pytorch.properties");
            return "this PyTorch was built without CUDA ("
                    + (library != null ? "PYTORCH_LIBRARY_PATH=" + library : "bundled: " + (bundled != null)) + ");"
                    + " set PYTORCH_LIBRARY_PATH to the lib folder of a libtorch 2.7.1+cu128 and PYTORCH_FLAVOR=cu128";
        }
        if (!CudaUtils.hasCuda()) {
            return "no CUDA runtime (libcudart) was found on the library path, or its driver reports no device";
        }
        return "the driver reports no device that this PyTorch can use";
    }
}
