package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Tensor;

/** The shape of what a dropout layer draws; null in its list stands for the input's own length. */
final class NoiseShape {
    private NoiseShape() {}

    static List<Integer> of(int... noiseShape) {
        List<Integer> lengths = new ArrayList<>();
        for (int n : noiseShape) {
            lengths.add(n == -1 ? null : (Integer) n);
        }
        return Collections.unmodifiableList(lengths);
    }

    static void check(String layer, List<Integer> noiseShape) {
        if (noiseShape != null && noiseShape.stream().anyMatch(n -> n != null && n < 1)) {
            throw new InvalidArgumentException(JerasException.message(
                    layer + " cannot be made.",
                    "a noiseShape of positive lengths, or -1 for the input's own",
                    noiseShape.toString(),
                    "give 1 where a whole axis is to be dropped at once"));
        }
    }

    /** The shape to draw for an input; as in broadcasting, axes that it leaves out are the first ones. */
    static Shape concrete(Layer layer, List<Integer> noiseShape, Tensor x) {
        if (noiseShape == null) {
            return x.shape();
        }
        int lead = x.rank() - noiseShape.size();
        if (lead < 0) {
            throw Check.wrong(
                    layer,
                    x.shape(),
                    "at least the " + noiseShape.size() + " axes of noiseShape",
                    x.rank() + " axes",
                    "shorten noiseShape");
        }
        long[] lengths = new long[x.rank()];
        for (int i = 0; i < lengths.length; i++) {
            Integer length = i < lead ? (Integer) 1 : noiseShape.get(i - lead);
            lengths[i] = length == null ? x.size(i) : length;
        }
        return new Shape(lengths);
    }
}
