package jeras.plots;

import ai.djl.ndarray.types.DataType;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.LongStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.utils.Arguments;
import jeras.utils.Records;

/**
 * Images with captions, row by row in one picture; immutable.
 *
 * <pre>{@code
 * ImageGrid.of(xTest.slice(0, 10)).captions(names).columns(5).plot().save("first.png");
 * }</pre>
 */
public final class ImageGrid {
    private final List<BufferedImage> images;
    private final Config config;

    private record Config(List<String> captions, int columns, double tileSize, String title) {}

    private ImageGrid(List<BufferedImage> images, Config config) {
        this.images = images;
        this.config = config;
    }

    /** Images of any sizes. */
    public static ImageGrid of(List<? extends BufferedImage> images) {
        if (images.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is no picture of no images.", "at least one image", "none", "leave the picture out"));
        }
        return new ImageGrid(List.copyOf(images), new Config(List.of(), 5, 130, ""));
    }

    /**
     * The images of an array: uint8 ones as they are; of others the least number, or 0 if that is less, is drawn black and
     * the greatest white.
     *
     * @param images {@code (n, height, width)}, {@code (n, height, width, 1)} or, in colour,
     *     {@code (n, height, width, 3)}
     * @throws ShapeMismatchException if they have another shape
     */
    public static ImageGrid of(Array images) {
        boolean bytes = images.dataType() == DataType.UINT8;
        return of(
                images,
                bytes ? 0 : Math.min(0, images.min().item()),
                bytes ? 255 : images.max().item());
    }

    /** As {@link #of(Array)}, with the numbers that are drawn black and white: {@code of(digits, 16, 0)} is ink on paper. */
    public static ImageGrid of(Array images, double black, double white) {
        return of(LongStream.range(0, images.shape().get(0))
                .mapToObj(i -> Pixels.image(images.get(i), black, white))
                .toList());
    }

    private ImageGrid with(String component, Object value) {
        return new ImageGrid(images, Records.with(config, component, value));
    }

    /** A text below each image; what follows a line break is a second line. Default: none. */
    public ImageGrid captions(List<String> texts) {
        if (texts.size() != images.size()) {
            throw new InvalidArgumentException(JerasException.message(
                    "These captions do not belong to the images.",
                    images.size() + " captions, one for each image",
                    texts.size() + " captions",
                    "give one for each image, an empty one for none"));
        }
        return with("captions", List.copyOf(texts));
    }

    /** Images in a row; default: 5. */
    public ImageGrid columns(int count) {
        Arguments.positive("ImageGrid", "columns", count);
        return with("columns", count);
    }

    /** The longer side of an image in points; default: 130. */
    public ImageGrid tileSize(double points) {
        Arguments.positive("ImageGrid", "tileSize", points);
        return with("tileSize", points);
    }

    /** The line above the images; default: none. */
    public ImageGrid title(String text) {
        return with("title", text);
    }

    /** The images without their captions. */
    public List<BufferedImage> images() {
        return images;
    }

    /** The picture. */
    public Plot plot() {
        return GridPicture.of(images, config.captions, config.columns, config.tileSize, config.title);
    }
}
