package jeras.training;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.data.Batch;
import jeras.utils.Suggestions;

/**
 * Turns weights of classes into weights of samples.
 *
 * @param single the weights of a model's only output
 * @param byOutput the weights of outputs by their names
 */
record ClassWeights(Map<Integer, Double> single, Map<String, Map<Integer, Double>> byOutput) {
    boolean isEmpty() {
        return single.isEmpty() && byOutput.isEmpty();
    }

    /**
     * The arrays with, for each sample, the weight of its class.
     *
     * @param outputNames the model's outputs; empty where they have no names
     */
    Batch weighted(Batch data, List<String> outputNames) {
        if (isEmpty()) {
            return data;
        }
        List<String> names = data.outputs().isEmpty() ? outputNames : data.outputs();
        check(data.y().size(), names);
        List<Array> weights = new ArrayList<>();
        for (int i = 0; i < data.y().size(); i++) {
            Array own = i < data.sampleWeight().size() ? data.sampleWeight().get(i) : null;
            weights.add(
                    of(data.y().get(i), i < names.size() ? byOutput.getOrDefault(names.get(i), single) : single, own));
        }
        return new Batch(data.x(), data.y(), weights, data.inputs(), data.outputs());
    }

    private void check(int outputs, List<String> names) {
        if (!single.isEmpty() && outputs > 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "The weights of classes cannot be told apart.",
                    "weights for each output of the model",
                    "one map for " + outputs + " outputs",
                    names.isEmpty()
                            ? "weight the samples instead, by sampleWeight"
                            : "name the output: classWeight(\"" + names.get(0) + "\", ...)"));
        }
        for (String name : byOutput.keySet()) {
            if (!names.contains(name)) {
                throw new InvalidArgumentException(Suggestions.unknown("output", name, names));
            }
        }
    }

    /**
     * @param labels {@code (n)} or {@code (n, 1)} whole numbers, or {@code (n, classes)} with the class at the greatest
     * @param own the samples' own weights, which multiply; null for none
     */
    private static Array of(Array labels, Map<Integer, Double> classWeight, Array own) {
        if (classWeight.isEmpty()) {
            return own == null ? Array.ones(DataType.FLOAT32, labels.shape().get(0)) : own;
        }
        Array flat = labels;
        if (labels.rank() > 1 && labels.shape().get(labels.rank() - 1) > 1) {
            flat = labels.argMax(-1);
        }
        int[] classes = flat.cast(DataType.INT32).toIntArray();
        float[] weights = new float[classes.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = classWeight.getOrDefault(classes[i], 1.0).floatValue();
        }
        Array result = Array.of(
                weights,
                labels.shape().get(0),
                weights.length / Math.max(1, labels.shape().get(0)));
        result = result.shape().get(1) == 1 ? result.reshape(weights.length) : result;
        return own == null ? result : result.multiply(own.cast(DataType.FLOAT32));
    }
}
