package jeras.constraints;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** Euclidean norms of a weight's parts, and parts brought to other norms. */
final class Norms {
    private static final double EPSILON = 1e-7;

    private Norms() {}

    /** The norms over the axes, which stay with length 1. */
    static Tensor of(Tensor weight, List<Integer> axis) {
        int[] axes = axis.stream().mapToInt(Integer::intValue).toArray();
        return Ops.sqrt(Ops.sum(Ops.square(weight), true, axes));
    }

    /** The weight, its parts scaled from their norms to the desired ones. */
    static Tensor scale(Tensor weight, Tensor norms, Tensor desired) {
        return weight.multiply(desired.divide(norms.add(EPSILON)));
    }

    /** The weight, its parts scaled from their norms to 1. */
    static Tensor unit(Tensor weight, Tensor norms) {
        return weight.divide(norms.add(EPSILON));
    }

    static List<Integer> axes(int first, int... more) {
        return Stream.concat(Stream.of(first), IntStream.of(more).boxed()).toList();
    }
}
