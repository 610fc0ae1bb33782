package jeras.applications;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jeras.utils.Warnings;

/** Weights that Keras publishes for square images of several sizes, the last of which serves all others. */
final class SizedWeights {
    private final String title;
    private final int[] sizes;

    SizedWeights(String title, int... sizes) {
        this.title = title;
        this.sizes = sizes;
    }

    private int largest() {
        return sizes[sizes.length - 1];
    }

    /** The size of images of this shape when there are weights for it, else the largest; also where no shape is told (null). */
    int defaultSize(long[] shape) {
        return shape != null && isPublished(InputShapes.height(shape), InputShapes.width(shape))
                ? (int) InputShapes.height(shape)
                : largest();
    }

    /** As {@link #defaultSize}, with a warning when the weights are those of images of another size. */
    int size(long[] shape) {
        if (!isPublished(InputShapes.height(shape), InputShapes.width(shape))) {
            String known = IntStream.of(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
            Warnings.warn(title + " has published weights for square images of " + known + " pixels. Those of "
                    + largest() + " are taken for " + InputShapes.text(shape) + ".");
        }
        return defaultSize(shape);
    }

    boolean isPublished(long height, long width) {
        return height == width && Arrays.stream(sizes).anyMatch(size -> size == height);
    }
}
