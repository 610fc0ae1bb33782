package jeras.distribution;

import ai.djl.Device;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.backend.Backend;

/**
 * How models are spread over the devices of this machine, and which devices there are: {@code keras.distribution}.
 *
 * <pre>{@code
 * Distribution.setDistribution(DataParallel.of("gpu:0", "gpu:1"));
 * model.fit(x, y, f -> f.batchSize(256));
 * }</pre>
 *
 * @see <a href="https://keras.io/api/distribution/">keras.distribution</a>
 */
public abstract sealed class Distribution permits DataParallel {
    private static volatile Distribution current;

    Distribution() {}

    /** The devices that compute, one a replica of the model; the first one holds the weights. */
    public abstract List<Device> replicas();

    /** The devices that models can be shared among: all GPUs, or, where there are none, {@code "cpu"}. */
    public static List<String> listDevices() {
        return Backend.devices().stream().map(Backend::name).toList();
    }

    /**
     * The devices of one type.
     *
     * @param deviceType {@code "cpu"} or {@code "gpu"}
     */
    public static List<String> listDevices(String deviceType) {
        return switch (deviceType.toLowerCase(Locale.ROOT)) {
            case "cpu" -> List.of("cpu");
            case "gpu" ->
                listDevices().stream().filter(name -> !name.equals("cpu")).toList();
            default ->
                throw new InvalidArgumentException(JerasException.message(
                        "There are no devices of type \"" + deviceType + "\".",
                        "\"cpu\" or \"gpu\"",
                        "\"" + deviceType + "\"",
                        "choose one of these; Keras.describeDevices() lists what is there"));
        };
    }

    /** The number of {@link #listDevices()}. */
    public static int getDeviceCount() {
        return listDevices().size();
    }

    /** The number of {@link #listDevices(String)}. */
    public static int getDeviceCount(String deviceType) {
        return listDevices(deviceType).size();
    }

    /**
     * Spreads what {@code fit}, {@code evaluate} and {@code predict} do from now on, of all models, in all threads. The first of
     * its devices becomes that of the models that are made from now on, as by {@code Keras.setDevice}.
     */
    public static void setDistribution(Distribution distribution) {
        Backend.device(Backend.name(distribution.replicas().get(0)));
        current = distribution;
    }

    /** Lets one device do everything again, that of the weights; Keras's {@code set_distribution(None)}. */
    public static void unsetDistribution() {
        current = null;
    }

    /** What was last set; empty where one device does everything. */
    public static Optional<Distribution> distribution() {
        return Optional.ofNullable(current);
    }

    /** Runs something with this distribution set, and afterwards sets what was there before. */
    public final void scope(Runnable body) {
        Distribution before = current;
        String device = Backend.name(Backend.device());
        setDistribution(this);
        try {
            body.run();
        } finally {
            current = before;
            Backend.device(device);
        }
    }
}
