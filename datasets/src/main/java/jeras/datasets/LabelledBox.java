package jeras.datasets;

/**
 * A thing in an image: its class and the box around it, in pixels from the upper left corner.
 *
 * @param label an index into the class names
 * @param xMin the left edge
 * @param yMin the upper edge
 * @param xMax the right edge
 * @param yMax the lower edge
 * @param isHard whether it counts in no evaluation: difficult in Pascal VOC, a crowd in COCO
 */
public record LabelledBox(int label, double xMin, double yMin, double xMax, double yMax, boolean isHard) {}
