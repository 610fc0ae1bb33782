package jeras.plots;

import java.awt.Color;
import java.awt.image.BufferedImage;

/** What a picture is drawn on; lengths are points, from the upper left corner. */
interface Canvas {
    /** Which point of a text lies at the place that is given for it. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /**
     * How a text looks.
     *
     * @param size the height of the font in points
     * @param bold whether it is heavy
     * @param color its colour
     * @param anchor which point of its base line lies at the place given
     * @param upright whether it runs upwards, a quarter turn to the left
     */
    record Style(double size, boolean bold, Color color, Anchor anchor, boolean upright) {
        static Style of(double size, Color color) {
            return new Style(size, false, color, Anchor.START, false);
        }

        Style heavy() {
            return new Style(size, true, color, anchor, upright);
        }

        Style at(Anchor other) {
            return new Style(size, bold, color, other, upright);
        }

        Style upwards() {
            return new Style(size, bold, color, anchor, true);
        }
    }

    void rectangle(double x, double y, double width, double height, Color fill);

    /** Straight lines from point to point. */
    void line(double[] x, double[] y, Color color, double width);

    /** The area inside straight lines from point to point. */
    void polygon(double[] x, double[] y, Color fill);

    void dot(double x, double y, double radius, Color fill);

    void text(String text, double x, double y, Style style);

    /** An image, stretched; {@code smooth} blends neighbouring pixels, else they stay visible squares. */
    void image(BufferedImage image, double x, double y, double width, double height, boolean smooth);
}
