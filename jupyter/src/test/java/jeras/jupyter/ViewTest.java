package jeras.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.imageio.ImageIO;
import jeras.Array;
import jeras.History;
import jeras.Input;
import jeras.Sequential;
import jeras.graph.ModelSummary;
import jeras.layers.Dense;
import jeras.plots.ConfusionMatrix;
import jeras.plots.ImageGrid;
import jeras.plots.Plot;
import jeras.utils.SummaryTable;
import jeras.utils.SummaryTable.Column;
import org.dflib.jjava.jupyter.Extension;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

class ViewTest {
    private static final ModelSummary SUMMARY =
            Sequential.of(Input.of(3), Dense.of(2)).summary();
    private static final Array PHOTO = Array.of(new int[8 * 12 * 3], 8, 12, 3).cast("uint8");
    private static final Array NUMBERS = Array.of(new int[] {1, 2});
    private static final ConfusionMatrix CONFUSION =
            ConfusionMatrix.of(new int[] {0, 1}, new int[] {0, 0}, List.of("cat", "dog"));

    @Test
    void aSummaryIsATable() {
        View view = View.of(SUMMARY).orElseThrow();

        assertThat(view.mimeType()).isEqualTo("text/html");
        assertThat(view.data()).isEqualTo(SUMMARY.toHtml()).startsWith("<table>");
    }

    @Test
    void anyTableIsShownAsOne() {
        SummaryTable table = SummaryTable.of(
                "Results",
                List.of(Column.left("Trial", 0.5), Column.right("Score", 1)),
                List.of(List.of("0000", "0.5")),
                List.of());

        assertThat(View.of(table).orElseThrow().data()).isEqualTo(table.html()).contains("<table>");
    }

    @Test
    void aPlotIsAPictureHalfAsWideAsItsPixels() throws IOException {
        History history = new History();
        history.add(0, Map.of("loss", 1.0));
        Plot plot = history.plot();
        View view = View.of(plot).orElseThrow();

        BufferedImage image = decoded(view);

        assertThat(image.getWidth()).isEqualTo(plot.getWidth());
        assertThat(view.metadata()).isEqualTo(Map.of("width", plot.getWidth() / 2));
    }

    @Test
    void gridsAndConfusionsArePictures() throws IOException {
        for (Object value : List.of(CONFUSION, ImageGrid.of(Array.of(new double[4 * 4 * 4], 4, 4, 4)))) {
            assertThat(decoded(View.of(value).orElseThrow()).getWidth()).isGreaterThan(100);
        }
    }

    @Test
    void bytesOfAnImagesShapeAreAnImage() throws IOException {
        View view = View.of(PHOTO).orElseThrow();
        BufferedImage image = decoded(view);

        assertThat(image.getWidth()).isEqualTo(12);
        assertThat(image.getHeight()).isEqualTo(8);
        assertThat(view.metadata()).isEqualTo(Map.of("width", 160));
    }

    @Test
    void otherArraysAreNumbers() {
        assertThat(View.of(PHOTO.cast("float32"))).isEmpty();
        assertThat(View.of(Array.of(new int[64], 8, 8).cast("uint8"))).isEmpty();
        assertThat(View.of(Array.of(new int[12], 2, 2, 3).cast("uint8"))).isEmpty();
    }

    @Test
    void jjavaFindsItAndShowsTextBesides() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(JJavaDisplays.class);
        var renderer = new org.dflib.jjava.jupyter.kernel.display.Renderer();
        JJavaDisplays.register(renderer);
        var html = org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML;
        var png = org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.IMAGE_PNG;
        var text = org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_PLAIN;

        assertThat(renderer.render(SUMMARY).getData(html)).isEqualTo(SUMMARY.toHtml());
        assertThat(renderer.render(SUMMARY).getData(text)).isEqualTo(SUMMARY.toString());
        assertThat(renderer.render(CONFUSION).hasDataForType(png)).isTrue();
        assertThat(renderer.render(NUMBERS).hasDataForType(png)).isFalse();
        assertThat(renderer.render(NUMBERS).getData(text)).isEqualTo("[1 2]");
    }

    @Test
    void ijavaShowsTheSame() {
        Renderer renderer = new Renderer();
        IJavaDisplays.register(renderer);

        assertThat(renderer.render(SUMMARY).getData(MIMEType.TEXT_HTML)).isEqualTo(SUMMARY.toHtml());
        assertThat(renderer.render(SUMMARY).getData(MIMEType.TEXT_PLAIN)).isEqualTo(SUMMARY.toString());
        assertThat(renderer.render(CONFUSION).hasDataForType(MIMEType.IMAGE_PNG))
                .isTrue();
        assertThat(renderer.render(NUMBERS).hasDataForType(MIMEType.IMAGE_PNG)).isFalse();
        assertThat(renderer.render(NUMBERS).getData(MIMEType.TEXT_PLAIN)).isEqualTo("[1 2]");
    }

    @Test
    void rapaioFindsItAndShowsTheSame() {
        DisplayProvider provider = ServiceLoader.load(DisplayProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(RapaioDisplays.class::isInstance)
                .findFirst()
                .orElseThrow();

        assertThat(rendered(provider, SUMMARY).data())
                .isEqualTo(Map.of("text/html", SUMMARY.toHtml(), "text/plain", SUMMARY.toString()));
        assertThat(rendered(provider, NUMBERS).data()).isEqualTo(Map.of("text/plain", "[1 2]"));
        assertThat(provider.getDisplayTransformers()).isEmpty();
    }

    private static DisplayData rendered(DisplayProvider provider, Object value) {
        DisplayRenderer renderer = provider.getDisplayRenderers().stream()
                .filter(r -> r.rendererClass() == value.getClass())
                .findFirst()
                .orElseThrow();
        assertThat(renderer.canRender(null)).isTrue();
        return renderer.render(null, value);
    }

    private static BufferedImage decoded(View view) throws IOException {
        assertThat(view.mimeType()).isEqualTo("image/png");
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(view.data())));
    }
}
