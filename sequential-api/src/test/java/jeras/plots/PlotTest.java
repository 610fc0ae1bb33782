package jeras.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import jeras.Array;
import jeras.History;
import jeras.InvalidArgumentException;
import jeras.ModelStateException;
import jeras.ShapeMismatchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlotTest {
    @TempDir
    Path folder;

    private static History history(int epochs) {
        History history = new History();
        for (int epoch = 0; epoch < epochs; epoch++) {
            Map<String, Double> logs = new LinkedHashMap<>();
            logs.put("accuracy", 1 - 1.0 / (epoch + 2));
            logs.put("loss", epoch == 2 ? Double.NaN : 1.0 / (epoch + 1));
            logs.put("val_loss", 1.5 / (epoch + 1));
            history.add(epoch, logs);
        }
        return history;
    }

    private static Document parsed(Plot plot) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(plot.toSvg().getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Plot plot) throws Exception {
        NodeList found = parsed(plot).getElementsByTagName("text");
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }

    private static boolean hasInk(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .anyMatch(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFFFFFF) != 0xFFFFFF);
    }

    @Test
    void aPictureIsWrittenByTheEndingOfItsName() throws IOException {
        Plot plot = history(5).plot();

        plot.save(folder.resolve("curves.png"));
        plot.save(folder.resolve("curves.svg").toString());

        BufferedImage read = ImageIO.read(folder.resolve("curves.png").toFile());
        assertThat(read.getWidth()).isEqualTo(plot.getWidth());
        assertThat(hasInk(read)).isTrue();
        assertThat(folder.resolve("curves.svg")).content().isEqualTo(plot.toSvg());
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing temporary is left").hasSize(2);
        }
    }

    @Test
    void anotherEndingIsRefused() {
        assertThatThrownBy(() -> history(1).plot().save("curves.gif"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        A picture cannot be saved as curves.gif.
                          expected: a file name that ends in .png or .svg
                          received: curves.gif
                          fix:      name the file accordingly""");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 200})
    void curvesHaveAPanelForEachMeasure(int epochs) throws Exception {
        assertThat(texts(history(epochs).plot(p -> p.title("digits & <letters>"))))
                .contains("digits & <letters>", "loss", "accuracy")
                .doesNotContain("val_loss")
                .anyMatch(text -> text.startsWith("validation "));
    }

    @Test
    void epochsAreWholeNumbers() throws Exception {
        assertThat(texts(history(3).plot(p -> p.metrics("loss")))).containsSubsequence("1", "2", "3");
        assertThat(texts(history(1).plot())).contains("epoch 1");
    }

    @Test
    void valuesThatAreNoNumbersLeaveAGap() throws Exception {
        History broken = new History();
        broken.add(0, Map.of("loss", Double.NaN));
        broken.add(1, Map.of("loss", Double.POSITIVE_INFINITY));

        assertThat(texts(broken.plot())).contains("no value is a number", "Infinity");
        assertThat(history(5).plot(p -> p.metrics("loss")).toSvg()).doesNotContain("NaN");
    }

    @Test
    void anUnknownMeasureIsRefused() {
        assertThatThrownBy(() -> history(1).plot(p -> p.metrics("los"))).hasMessage("""
                Unknown log "los".
                  expected: one of "accuracy", "loss"
                  received: "los"
                  fix:      did you mean "loss"?""");
    }

    @Test
    void withoutAnEpochThereAreNoCurves() {
        assertThatThrownBy(() -> new History().plot())
                .isInstanceOf(ModelStateException.class)
                .hasMessage("""
                        There are no curves to draw.
                          expected: at least one epoch
                          received: none that has ended
                          fix:      fit the model first""");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 46, 100, 300})
    void aConfusionMatrixNamesItsClassesAsLongAsTheyFit(int classes) throws Exception {
        int[] labels = IntStream.range(0, classes).toArray();
        List<String> names = IntStream.range(0, classes)
                .mapToObj(i -> "class " + i + " whose name does not end soon, " + "very ".repeat(10) + "long")
                .toList();
        Plot plot = ConfusionMatrix.of(labels, labels, names).plot("all right");

        List<String> texts = texts(plot);

        assertThat(texts)
                .contains("all right", classes + " of " + classes + " right (100.00 %)", "predicted", "really");
        assertThat(texts.stream().filter(text -> text.startsWith("class ")))
                .hasSize(classes <= 150 ? 2 * classes : 0)
                .allMatch(text -> text.matches("class.*….*long"));
        assertThat(hasInk(plot)).isTrue();
        assertThat(plot.getWidth()).isLessThan(3000);
    }

    @Test
    void imagesKeepTheirColoursAndCaptions() throws Exception {
        Array images = Array.of(new float[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 1}, 1, 2, 2, 3);

        ImageGrid grid = ImageGrid.of(images).captions(List.of("cat\nreally dog"));

        BufferedImage image = grid.images().get(0);
        assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x000000);
        assertThat(image.getRGB(1, 0) & 0xFFFFFF).isEqualTo(0xFF0000);
        assertThat(image.getRGB(0, 1) & 0xFFFFFF).isEqualTo(0x00FF00);
        assertThat(image.getRGB(1, 1) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(texts(grid.plot())).containsExactly("", "cat", "really dog");
        assertThat(parsed(grid.plot()).getElementsByTagName("image").getLength())
                .isEqualTo(1);
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertThatThrownBy(() -> ImageGrid.of(Array.of(new float[8], 2, 4)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        This array is no image.
                          expected: (height, width), (height, width, 1) or (height, width, 3)
                          received: (4)
                          fix:      choose a colour channel, or give images with the channels last""");
    }

    @Test
    void aNotebookShowsAPictureAsItIsAnImage() {
        Plot plot = history(2).plot(p -> p.title("MNIST"));

        assertThat(plot).isInstanceOf(BufferedImage.class);
        assertThat(plot).hasToString("Plot(MNIST, " + plot.getWidth() + "x" + plot.getHeight() + " pixels)");
    }

    @Test
    void longNamesThatDifferAtTheirEndsStayDifferent() throws Exception {
        List<String> names = IntStream.range(0, 12)
                .mapToObj(i -> "a class whose name is rather long " + i)
                .toList();
        int[] truth = IntStream.range(0, 12).toArray();

        List<String> shown = texts(ConfusionMatrix.of(truth, truth, names).plot());

        assertThat(shown).anyMatch(t -> t.matches("a class.*….*long 7"));
        assertThat(shown.stream().filter(t -> t.contains("…")).distinct()).hasSize(12);
    }

    @Test
    void textsTakeTheSpaceThatTheLayoutCountedOn() throws Exception {
        NodeList found = parsed(history(3).plot()).getElementsByTagName("text");
        Element title = (Element) IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .filter(t -> t.getTextContent().equals("loss"))
                .findFirst()
                .orElseThrow();

        double size = Double.parseDouble(title.getAttribute("font-size"));
        assertThat(Double.parseDouble(title.getAttribute("textLength")))
                .isCloseTo(Typeface.width("loss", size, true), within(0.01));
    }
}
