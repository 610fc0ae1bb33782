package jeras.training;

import ai.djl.ndarray.types.DataType;
import java.util.Map;
import jeras.Array;

/** Turns weights of classes into weights of samples. */
final class ClassWeights {
    private ClassWeights() {}

    /**
     * @param labels {@code (n)} or {@code (n, 1)} whole numbers, or {@code (n, classes)} with the class at the greatest
     * @param own the samples' own weights, which multiply; null for none
     */
    static Array of(Array labels, Map<Integer, Double> classWeight, Array own) {
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
