package jeras.training;

import java.util.List;
import java.util.Optional;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Tensor;

/**
 * The batch that a step of training or evaluation is recorded for: what Keras hands to {@code train_step} as {@code data}.
 *
 * @param inputs one tensor for each input of the model, {@code (batch, ...)}
 * @param targets one tensor for each output, {@code (batch, ...)}; empty where the data have none
 * @param sampleWeights one tensor for each output, {@code (batch,)}; empty where the data have none
 * @see <a href="https://keras.io/guides/custom_train_step_in_tensorflow/">Keras: customizing fit</a>
 */
public record StepData(List<Tensor> inputs, List<Tensor> targets, List<Tensor> sampleWeights) {
    public StepData {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        sampleWeights = List.copyOf(sampleWeights);
    }

    /** The input, the first of several. */
    public Tensor x() {
        return inputs.get(0);
    }

    /**
     * The targets, the first of several.
     *
     * @throws InvalidArgumentException if the data have none
     */
    public Tensor y() {
        if (targets.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The step wants targets that the data do not have.",
                    "fit(x, y), or a data set of inputs and targets",
                    "inputs alone",
                    "give targets, or do without y() in the step"));
        }
        return targets.get(0);
    }

    /** The weight of each sample, the first of several. */
    public Optional<Tensor> sampleWeight() {
        return sampleWeights.stream().findFirst();
    }
}
