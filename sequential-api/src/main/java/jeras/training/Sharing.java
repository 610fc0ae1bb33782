package jeras.training;

import ai.djl.Device;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.ModelStateException;
import jeras.backend.Backend;
import jeras.backend.Values;
import jeras.distribution.Distribution;
import jeras.ops.Variable;

/** Among which devices the samples of a step are shared. */
final class Sharing {
    private Sharing() {}

    /**
     * The devices for a step of so many samples, the one that holds the weights first; none beside that for fewer samples than
     * devices, such as the last ones of an epoch.
     */
    static List<Device> of(int samples) {
        return Distribution.distribution()
                .map(Distribution::replicas)
                .filter(replicas -> replicas.size() > 1 && samples >= replicas.size())
                .orElse(List.of());
    }

    /**
     * Holds a model against the devices.
     *
     * @throws ModelStateException if its weights do not lie on the first
     */
    static void check(Model model, List<Device> devices) {
        for (Variable v : devices.isEmpty() ? List.<Variable>of() : model.weights()) {
            Device place = Values.device(v);
            if (!place.equals(devices.get(0))) {
                throw new ModelStateException(JerasException.message(
                        "The model cannot be shared by these devices.",
                        "its weights on the first of them, " + Backend.name(devices.get(0)),
                        "\"" + v.path() + "\" on " + Backend.name(place),
                        "set the distribution before the model is made or loaded"));
            }
        }
    }

    /**
     * Holds the first batch of an epoch against the devices: if it is too small, all are.
     *
     * @throws InvalidArgumentException if not every device gets a sample
     */
    static void check(int samples) {
        int replicas = Distribution.distribution().map(d -> d.replicas().size()).orElse(1);
        if (samples < replicas) {
            throw new InvalidArgumentException(JerasException.message(
                    "The batches are too small to be shared.",
                    "at least " + replicas + " samples in each but the last, one a device",
                    Integer.toString(samples),
                    "take a larger batchSize, or fewer devices"));
        }
    }
}
