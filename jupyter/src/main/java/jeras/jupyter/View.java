package jeras.jupyter;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import jeras.Array;
import jeras.graph.ModelSummary;
import jeras.plots.ConfusionMatrix;
import jeras.plots.ImageGrid;
import jeras.plots.Plot;
import jeras.utils.SummaryTable;
import jeras.utils.Utils;

/**
 * What a browser shows for a value.
 *
 * @param mimeType {@link #HTML} or {@link #PNG}
 * @param data an HTML fragment, or the image in Base64
 * @param metadata what Jupyter is told besides, such as an image's width
 */
record View(String mimeType, String data, Map<String, Object> metadata) {
    static final String HTML = "text/html";
    static final String PNG = "image/png";

    /** A plot has twice as many pixels as points, so that it is sharp on fine screens. */
    private static final int PIXELS_PER_POINT = 2;

    /** A smaller array is rather a table of numbers than an image. */
    private static final int LEAST_SIDE = 8;

    /** Below this width an image is shown larger, pixel by pixel: it would be a stamp. */
    private static final int SMALL = 160;

    private static final Map<Class<?>, Function<Object, Optional<View>>> VIEWS = new LinkedHashMap<>();

    static {
        add(ModelSummary.class, summary -> Optional.of(new View(HTML, summary.toHtml(), Map.of())));
        add(SummaryTable.class, table -> Optional.of(new View(HTML, table.html(), Map.of())));
        add(Plot.class, plot -> Optional.of(of(plot)));
        add(ImageGrid.class, grid -> Optional.of(of(grid.plot())));
        add(ConfusionMatrix.class, confusion -> Optional.of(of(confusion.plot())));
        add(Array.class, View::image);
    }

    private static <T> void add(Class<T> type, Function<T, Optional<View>> view) {
        VIEWS.put(type, value -> view.apply(type.cast(value)));
    }

    /** The classes whose values may be shown otherwise than as text. */
    static Set<Class<?>> types() {
        return VIEWS.keySet();
    }

    /** What is shown for a value; empty for text. */
    static Optional<View> of(Object value) {
        Function<Object, Optional<View>> view = VIEWS.get(value.getClass());
        return view == null ? Optional.empty() : view.apply(value);
    }

    private static View of(Plot plot) {
        return png(plot, plot.getWidth() / PIXELS_PER_POINT);
    }

    /** Bytes {@code (height, width, 1 or 3)} are an image; other arrays are numbers. */
    private static Optional<View> image(Array array) {
        Shape shape = array.shape();
        boolean isImage = array.dataType() == DataType.UINT8
                && shape.dimension() == 3
                && shape.get(0) >= LEAST_SIDE
                && shape.get(1) >= LEAST_SIDE
                && (shape.get(2) == 1 || shape.get(2) == 3);
        if (!isImage) {
            return Optional.empty();
        }
        BufferedImage image = Utils.arrayToImg(array, o -> o.scale(false));
        return Optional.of(png(image, Math.max(SMALL, image.getWidth())));
    }

    private static View png(BufferedImage image, int width) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new View(PNG, Base64.getEncoder().encodeToString(bytes.toByteArray()), Map.of("width", width));
    }
}
