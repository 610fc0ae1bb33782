package jeras.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.FileFormatException;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Add;
import jeras.layers.Dense;
import jeras.ops.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryWriterTest {
    @TempDir
    Path folder;

    @Test
    void aChecksumIsTheTurnedAndShiftedCrc32c() {
        // The check value of CRC-32C is E3069283; turned by 15 bits it is 2507C60D.
        assertThat(EventFile.maskedChecksum("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0x2507C60D + 0xA282EAD8);
    }

    @Test
    void numbersAreWrittenWithTagAndStep() {
        try (SummaryWriter writer = SummaryWriter.of(folder)) {
            writer.scalar("loss", 0.5, 3);
            writer.scalar("loss", Double.NaN, 1L << 40);
        }

        List<Events.Value> values = Events.read(folder);
        assertThat(values).extracting(Events.Value::tag).containsExactly("loss", "loss");
        assertThat(values).extracting(Events.Value::step).containsExactly(3L, 1L << 40);
        assertThat(values).extracting(Events.Value::number).containsExactly(0.5, Double.NaN);
    }

    @Test
    void aHistogramHas30EqualRanges() {
        try (SummaryWriter writer = SummaryWriter.of(folder)) {
            writer.histogram("w", Array.of(new double[] {0, 1, 2, 60, Double.NaN}, 5), 0);
        }

        byte[] histogram = Events.read(folder).get(0).content();
        assertThat(Events.doubles(histogram, 1)).containsExactly(0);
        assertThat(Events.doubles(histogram, 2)).containsExactly(60);
        assertThat(Events.doubles(histogram, 3)).containsExactly(4);
        assertThat(Events.doubles(histogram, 4)).containsExactly(63);
        assertThat(Events.doubles(histogram, 5)).containsExactly(3605);
        assertThat(Events.doubles(histogram, 6)).hasSize(30).startsWith(2, 4, 6).endsWith(58, 60);
        assertThat(Events.doubles(histogram, 7)).hasSize(30).startsWith(2, 1, 0).endsWith(0, 1);
    }

    @Test
    void equalNumbersAreOneRange() {
        try (SummaryWriter writer = SummaryWriter.of(folder)) {
            writer.histogram("w", Array.of(new double[] {7, 7}, 2), 0);
            writer.histogram("none", Array.of(new double[] {Double.NaN}, 1), 0);
        }

        List<Events.Value> values = Events.read(folder);
        assertThat(values).hasSize(1);
        assertThat(Events.doubles(values.get(0).content(), 6)).containsExactly(7);
        assertThat(Events.doubles(values.get(0).content(), 7)).containsExactly(2);
    }

    @Test
    void picturesAndTextsAreWritten() {
        try (SummaryWriter writer = SummaryWriter.of(folder)) {
            writer.image("picture", new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB), 1);
            writer.text("notes", "**bold** ä", 1);
        }

        List<Events.Value> values = Events.read(folder);
        assertThat(Events.texts(values.get(0).content(), 4).get(0)).contains("PNG");
        assertThat(Events.texts(values.get(1).content(), 8)).containsExactly("**bold** ä");
    }

    @Test
    void hyperparametersAreNumbersTruthValuesAndTexts() {
        try (SummaryWriter writer = SummaryWriter.of(folder)) {
            writer.hparams(Map.of("rate", 0.1, "optimizer", "adam", "augment", true));
        }

        assertThat(Events.read(folder))
                .extracting(Events.Value::tag)
                .containsExactly("_hparams_/session_start_info", "_hparams_/session_end_info");
        assertThatThrownBy(() -> SummaryWriter.of(folder).hparams(Map.of("layers", List.of(1, 2))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The hyperparameter "layers" cannot be written.
                          expected: a number, a truth value or a text
                          received: ListN
                          fix:      give its toString()""".replace("ListN", List.of(1, 2).getClass().getSimpleName()));
    }

    @Test
    void theGraphHasTheLayersOfModelsInside() {
        Tensor in = Input.of(4).name("in");
        Sequential inner = Sequential.named("inner")
                .add(Input.of(4))
                .add(Dense.of(4).name("first"))
                .add(Dense.of(4).name("last"));
        Tensor x = inner.apply(in);
        Model model = Model.of("m", List.of(in), List.of(Add.of().name("sum").apply(in, x)));

        try (SummaryWriter writer = SummaryWriter.of(folder)) {
            writer.graph(model);
        }

        List<Events.Value> values = Events.read(folder);
        byte[] graph = values.get(0).content();
        assertThat(Events.texts(graph, 1, 1)).containsExactlyInAnyOrder("in", "inner/first", "inner/last", "sum");
        assertThat(Events.texts(graph, 1, 3)).containsExactlyInAnyOrder("in", "inner/first", "in", "inner/last");
        assertThat(values.get(1).tag()).isEqualTo("keras");
        assertThat(Events.texts(values.get(1).content(), 8)).containsExactly(model.toJson());
    }

    @Test
    void aFolderThatCannotBeIsSaidSo() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        SummaryWriter writer = SummaryWriter.of(file.resolve("below"));
        writer.scalar("loss", 1, 0);

        assertThatThrownBy(writer::flush)
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("Cannot write events for TensorBoard to " + file.resolve("below") + ".");
    }
}
