package jeras.plots;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.saving.AtomicFile;

/**
 * A picture: a cell of a notebook that ends in one shows it, as it is a {@link BufferedImage}, and {@link #save} writes it.
 *
 * <pre>{@code
 * History history = model.fit(x, y);
 * history.plot().save(Path.of("curves.png"));
 * }</pre>
 *
 * <p>Its pixels are twice as fine as its {@linkplain #toSvg() points}, for screens that can show that; those of a diagram of a model
 * are as fine as its dpi say.
 */
public final class Plot extends BufferedImage {
    private static final double PIXELS_PER_POINT = 2;
    /** What a picture may take of the memory: 120 MB. */
    private static final double MOST_PIXELS = 30e6;

    private final String title;
    private final int widthInPoints;
    private final int heightInPoints;
    private final Consumer<Canvas> drawing;

    /** A picture of this size in points, white where nothing is drawn. */
    Plot(String title, double width, double height, Consumer<Canvas> drawing) {
        this(title, width, height, PIXELS_PER_POINT, drawing);
    }

    /** As above, with another number of pixels a point; a picture that would have too many gets as many as it may have. */
    Plot(String title, double width, double height, double pixelsPerPoint, Consumer<Canvas> drawing) {
        super(
                pixels(width, scale(width, height, pixelsPerPoint)),
                pixels(height, scale(width, height, pixelsPerPoint)),
                TYPE_INT_RGB);
        this.title = title;
        this.widthInPoints = (int) Math.ceil(width);
        this.heightInPoints = (int) Math.ceil(height);
        this.drawing = drawing;
        Graphics2D graphics = createGraphics();
        graphics.setColor(Color.WHITE);
        // The last row of pixels may be a part of a point.
        graphics.fillRect(0, 0, getWidth(), getHeight());
        double scale = scale(width, height, pixelsPerPoint);
        graphics.scale(scale, scale);
        draw(new RasterCanvas(graphics));
        graphics.dispose();
    }

    private static double scale(double width, double height, double pixelsPerPoint) {
        return Math.min(pixelsPerPoint, Math.sqrt(MOST_PIXELS / (Math.ceil(width) * Math.ceil(height))));
    }

    private static int pixels(double points, double scale) {
        return Math.max(1, (int) Math.round(scale * Math.ceil(points)));
    }

    private void draw(Canvas canvas) {
        canvas.rectangle(0, 0, widthInPoints, heightInPoints, Color.WHITE);
        drawing.accept(canvas);
    }

    /** As {@link #save(Path)}. */
    public void save(String file) {
        save(Path.of(file));
    }

    /**
     * Writes the picture whole or not at all, in the place of a file that is there.
     *
     * @param file a name that ends in {@code .png} or {@code .svg}, which says what is written
     * @throws InvalidArgumentException if it ends otherwise
     * @throws jeras.FileFormatException if it cannot be written
     */
    public void save(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".svg")) {
            byte[] svg = toSvg().getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(file, out -> out.write(svg));
        } else if (name.endsWith(".png")) {
            AtomicFile.write(file, out -> {
                if (!ImageIO.write(this, "png", out)) {
                    throw new IOException("this Java cannot write PNG");
                }
            });
        } else {
            throw new InvalidArgumentException(JerasException.message(
                    "A picture cannot be saved as " + file + ".",
                    "a file name that ends in .png or .svg",
                    name,
                    "name the file accordingly"));
        }
    }

    /** The picture as an SVG document; images in it are embedded. */
    public String toSvg() {
        SvgCanvas canvas = new SvgCanvas(widthInPoints, heightInPoints);
        draw(canvas);
        return canvas.document();
    }

    @Override
    public String toString() {
        return "Plot(" + title + ", " + getWidth() + "x" + getHeight() + " pixels)";
    }
}
