package jeras.distribution;

import ai.djl.Device;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.backend.Backend;

/**
 * Every device computes the whole model, each for its share of the batch.
 *
 * <p>The weights, the optimizer and the metrics live on the first device. In each step the others get copies of the weights and
 * their shares of the samples, as equal as they can be; the outputs come back and are put together, and loss, gradients and
 * update are those of the whole batch. So a training gives what it gives on one device, except for what a layer does with the
 * samples of its batch together or with chance:
 *
 * <ul>
 *   <li>Layers see their device's share. {@code BatchNormalization} normalizes by its mean and variance; with
 *       {@code synchronize(true)} by those of the whole batch.
 *   <li>What layers assign to their variables, such as moving statistics, becomes the mean over the samples; of whole numbers
 *       the first device's value counts.
 *   <li>What layers add to the loss is taken for means over samples: the mean over all samples joins the loss.
 *   <li>Dropout and its like draw other numbers than on one device. Layers with a seed draw the same ones on each.
 * </ul>
 *
 * <p>A batch of fewer samples than devices, such as the last one, is computed by the first device alone. So are
 * {@code checkNumerics(true)}, {@code probe}, and models that a loop calls.
 *
 * <pre>{@code
 * Distribution.setDistribution(DataParallel.of());                    // all GPUs
 * DataParallel.replicas("cpu", 2).scope(() -> model.fit(x, y));       // to try it without any
 * }</pre>
 *
 * @see <a href="https://keras.io/api/distribution/data_parallel/">keras.distribution.DataParallel</a>
 */
public final class DataParallel extends Distribution {
    private final List<Device> devices;

    private DataParallel(List<Device> devices) {
        this.devices = List.copyOf(devices);
        if (devices.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is nothing to share the batch among.", "at least one device", "none", "name one"));
        }
        if (devices.stream().map(Device::getDeviceType).distinct().count() > 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "A batch cannot be shared among devices of different types.",
                    "GPUs alone, or \"cpu\"",
                    names().toString(),
                    "leave the slower ones out: all would wait for them"));
        }
    }

    /**
     * Over these devices, each named once or, for tests, more often.
     *
     * @param devices {@code "cpu"}, {@code "gpu:0"}, {@code "gpu:1"}; none for all of {@link Distribution#listDevices()}
     * @throws InvalidArgumentException if one is unknown, or they are of different types
     * @throws jeras.EngineStartException if one is not there
     */
    public static DataParallel of(String... devices) {
        return new DataParallel(
                devices.length == 0
                        ? Backend.devices()
                        : Arrays.stream(devices).map(Backend::find).toList());
    }

    /** Over one device that does what several would do: to try, and to test, what several devices will give. */
    public static DataParallel replicas(String device, int count) {
        if (count < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is nothing to share the batch among.",
                    "at least 1 replica",
                    Integer.toString(count),
                    "give a positive number"));
        }
        return new DataParallel(Collections.nCopies(count, Backend.find(device)));
    }

    /** The names of the devices, the one that holds the weights first. */
    public List<String> names() {
        return devices.stream().map(Backend::name).toList();
    }

    @Override
    public List<Device> replicas() {
        return devices;
    }

    @Override
    public String toString() {
        return names().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ", "DataParallel(", ")"));
    }
}
