package jeras.datasets;

import java.nio.file.Path;
import java.util.List;
import jeras.Array;

/**
 * An image and the things in it.
 *
 * @param file the image's file; it need not be there
 * @param width in pixels, 0 when the annotations do not say it
 * @param height in pixels, 0 when the annotations do not say it
 * @param things the things, in the order of the annotations
 */
public record BoxedImage(Path file, int width, int height, List<LabelledBox> things) {
    /** Keeps the things as they are now. */
    public BoxedImage {
        things = List.copyOf(things);
    }

    /**
     * The boxes in Keras's format {@code "xyxy"}: left, upper, right and lower edge, in pixels.
     *
     * @return FLOAT32 {@code (things, 4)}
     */
    public Array boxes() {
        float[] edges = new float[things.size() * 4];
        int at = 0;
        for (LabelledBox thing : things) {
            edges[at++] = (float) thing.xMin();
            edges[at++] = (float) thing.yMin();
            edges[at++] = (float) thing.xMax();
            edges[at++] = (float) thing.yMax();
        }
        return Array.of(edges, things.size(), 4);
    }

    /**
     * The classes of the things.
     *
     * @return INT32 {@code (things)}
     */
    public Array labels() {
        return Array.of(things.stream().mapToInt(LabelledBox::label).toArray(), things.size());
    }
}
