package jeras.data;

import java.util.List;
import jeras.Array;
import jeras.InputBatch;

/**
 * One batch, or one sample: the model's inputs, the targets, and the weights of the samples, each list empty when there are none.
 *
 * @param x one array an input
 * @param y one array an output
 * @param sampleWeight one array an output
 */
public record Batch(List<Array> x, List<Array> y, List<Array> sampleWeight) implements InputBatch {
    public Batch {
        x = List.copyOf(x);
        y = List.copyOf(y);
        sampleWeight = List.copyOf(sampleWeight);
    }

    /** Inputs and targets of a model with one of each. */
    public static Batch of(Object x, Object y) {
        return new Batch(List.of(Array.of(x)), List.of(Array.of(y)), List.of());
    }

    /** Inputs alone. */
    public static Batch of(Object x) {
        return new Batch(List.of(Array.of(x)), List.of(), List.of());
    }

    /** The number of samples, when this is a batch. */
    public int size() {
        return (int) x.get(0).shape().get(0);
    }
}
