package jeras.datasets;

import java.util.List;

/**
 * Images with boxes around the things in them.
 *
 * @param classNames what the labels 0, 1, 2, ... mean
 * @param images the images
 */
public record BoxedImages(List<String> classNames, List<BoxedImage> images) {
    /** Keeps the lists as they are now. */
    public BoxedImages {
        classNames = List.copyOf(classNames);
        images = List.copyOf(images);
    }

    /** Counts and classes, never the boxes. */
    @Override
    public String toString() {
        long things = images.stream().mapToLong(image -> image.things().size()).sum();
        return "BoxedImages(" + images.size() + " images, " + things + " things of " + String.join(", ", classNames)
                + ")";
    }
}
