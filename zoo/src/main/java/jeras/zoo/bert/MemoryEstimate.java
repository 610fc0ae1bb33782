package jeras.zoo.bert;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import jeras.Model;
import jeras.applications.text.EncoderConfig;
import jeras.ops.Variable;

/**
 * How much memory a training will take, in bytes.
 *
 * @param weights the model
 * @param gradients one for each weight that trains
 * @param slots the optimizer's two means of the gradients
 * @param activations what the forward pass keeps for the backward pass, for the longest texts there are
 */
public record MemoryEstimate(long weights, long gradients, long slots, long activations) {
    private static final int FLOAT = 4;

    /**
     * The estimate for a model that is to be trained as it is, with what is frozen in it.
     *
     * @param batch texts a step
     * @param length the most tokens of a text
     * @see <a href="https://arxiv.org/abs/2205.05198">Korthikanti et al.: Reducing Activation Recomputation</a>, section 4, with
     *     4 bytes a number instead of 2
     */
    public static MemoryEstimate of(Model model, EncoderConfig config, int batch, int length) {
        long weights = bytes(model.weights());
        long trained = bytes(model.trainableWeights());
        long tokens = (long) batch * length;
        long layer = tokens * (34L * config.hiddenSize() + 8L * config.intermediateSize())
                + 9L * tokens * length * config.numAttentionHeads();
        return new MemoryEstimate(weights, trained, 2 * trained, config.numHiddenLayers() * layer);
    }

    private static long bytes(List<Variable> variables) {
        return variables.stream().mapToLong(v -> v.shape().size() * FLOAT).sum();
    }

    /** All of it. */
    public long total() {
        return weights + gradients + slots + activations;
    }

    /** The estimate in a line, and a warning where more is wanted than there is. */
    @Override
    public String toString() {
        OptionalLong free = free();
        String text =
                "Memory: about " + mega(total()) + " MB (weights " + mega(weights) + ", gradients " + mega(gradients)
                        + ", optimizer " + mega(slots) + ", activations " + mega(activations) + ")"
                        + (free.isPresent() ? ", of " + mega(free.getAsLong()) + " MB that are free." : ".");
        return free.isEmpty() || total() <= free.getAsLong()
                ? text
                : text
                        + "\nThat may not be enough: --batch-size 8 --accumulate 2 learns the same with half the activations, a"
                        + " lower --max-length or --freeze-until takes less.";
    }

    private static String mega(long bytes) {
        return String.format(Locale.ROOT, "%,d", Math.max(1, bytes >> 20));
    }

    /** What this process may still take; as a container bounds it, too. */
    private static OptionalLong free() {
        if (!(ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system)) {
            return OptionalLong.empty();
        }
        long free = system.getFreeMemorySize();
        try {
            // Linux counts what it keeps of files as used, but gives it back.
            long available = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(free);
            return OptionalLong.of(Math.min(Math.max(free, available), system.getTotalMemorySize()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.of(free);
        }
    }
}
