package jeras.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import jeras.InvalidArgumentException;
import jeras.utils.SummaryTable.Column;
import org.junit.jupiter.api.Test;

/** The expected texts are what {@code model.summary()} of Keras 3.15 printed for models with these layers. */
class SummaryTableTest {
    private static final List<Column> COLUMNS =
            List.of(Column.left("Layer (type)", 0.45), Column.left("Output Shape", 0.80), Column.right("Param #", 1.0));

    private static final List<List<String>> CNN = List.of(
            List.of("conv2d (Conv2D)", "(None, 26, 26, 32)", "320"),
            List.of("max_pooling2d (MaxPooling2D)", "(None, 13, 13, 32)", "0"),
            List.of("conv2d_1 (Conv2D)", "(None, 11, 11, 64)", "18,496"),
            List.of("max_pooling2d_1 (MaxPooling2D)", "(None, 5, 5, 64)", "0"),
            List.of("flatten (Flatten)", "(None, 1600)", "0"),
            List.of("dropout (Dropout)", "(None, 1600)", "0"),
            List.of("dense (Dense)", "(None, 10)", "16,010"));

    private static final List<String> CNN_FOOTER = List.of(
            " Total params: 104,480 (408.12 KB)",
            " Trainable params: 34,826 (136.04 KB)",
            " Non-trainable params: 0 (0.00 B)",
            " Optimizer params: 69,654 (272.09 KB)");

    @Test
    void drawsAConvolutionalNetworkLikeKeras() {
        SummaryTable table = SummaryTable.of("Model: \"mnist_cnn\"", COLUMNS, CNN, CNN_FOOTER);
        assertThat(table.text(88)).isEqualTo(Resources.text("summary-cnn.txt"));
        assertThat(table.text(76)).isEqualTo(Resources.text("summary-cnn-76.txt"));
        assertThat(table).hasToString(table.text(88));
    }

    @Test
    void drawsCentredMarksLikeKeras() {
        List<Column> columns = List.of(
                Column.left("Layer (type)", 0.45 * 0.9),
                Column.left("Output Shape", 0.80 * 0.9),
                Column.right("Param #", 0.9),
                Column.center("Trainable", 1.0));
        List<List<String>> rows = CNN.stream()
                .map(r -> List.of(r.get(0), r.get(1), r.get(2), r.get(2).equals("0") ? "-" : "Y"))
                .toList();
        assertThat(SummaryTable.of("Model: \"mnist_cnn\"", columns, rows, CNN_FOOTER)
                        .text(100))
                .isEqualTo(Resources.text("summary-cnn-trainable.txt"));
    }

    @Test
    void drawsTheConnectionsOfAFunctionalModelLikeKeras() {
        List<Column> columns = List.of(
                Column.left("Layer (type)", 0.3),
                Column.left("Output Shape", 0.56),
                Column.right("Param #", 0.74),
                Column.left("Connected to", 1.0));
        SummaryTable table = SummaryTable.of(
                "Model: \"tickets\"",
                columns,
                List.of(
                        List.of("title (InputLayer)", "(None, 16)", "0", "-"),
                        List.of("body (InputLayer)", "(None, None, 32)", "0", "-"),
                        List.of("shared_projection (Dense)", "(None, 8)", "136", "title[0][0]"),
                        List.of("encoder (LSTM)", "[(None, 8), (None, 8), (None, 8)]", "1,312", "body[0][0]"),
                        List.of(
                                "concatenate (Concatenate)",
                                "(None, 32)",
                                "0",
                                "shared_projection[0][0], encoder[0][0], encoder[0][1], encoder[0][2]"),
                        List.of("mix (Dense)", "(None, 8)", "264", "concatenate[0][0]"),
                        List.of("residual (Add)", "(None, 8)", "0", "mix[0][0], shared_projection[0][0]"),
                        List.of("priority (Dense)", "(None, 1)", "9", "residual[0][0]"),
                        List.of("department (Dense)", "(None, 4)", "36", "residual[0][0]")),
                List.of(
                        " Total params: 1,757 (6.86 KB)",
                        " Trainable params: 1,757 (6.86 KB)",
                        " Non-trainable params: 0 (0.00 B)"));
        assertThat(table.text(108)).isEqualTo(Resources.text("summary-tickets.txt"));
        assertThat(table).hasToString(table.text(108));
    }

    @Test
    void breaksAndShortensLongNamesLikeKeras() {
        SummaryTable table = SummaryTable.of(
                "Model: \"long_names\"",
                COLUMNS,
                List.of(
                        List.of(
                                "the_first_fully_connected_layer_of_the_feature_extractor (Dense)",
                                "(None, 128)",
                                "8,320"),
                        List.of("normalization after the first layer (BatchNormalization)", "(None, 128)", "512"),
                        List.of("a".repeat(60) + " b (Activation)", "(None, 128)", "0"),
                        List.of("层_全连接_输出层 (Dense)", "(None, 3)", "387")),
                List.of(
                        " Total params: 9,219 (36.01 KB)",
                        " Trainable params: 8,963 (35.01 KB)",
                        " Non-trainable params: 256 (1.00 KB)"));
        assertThat(table.text(50)).isEqualTo(Resources.text("summary-long-names-50.txt"));
    }

    @Test
    void keepsTheIndentOfNestedLayersAndBreaksHeadingsLikeKeras() {
        SummaryTable table = SummaryTable.of(
                "Model: \"outer\"",
                COLUMNS,
                List.of(
                        List.of("inner (Sequential)", "(None, 2)", "26"),
                        List.of("   └ d1 (Dense)", "(None, 4)", "16"),
                        List.of("   └ d2 (Dense)", "(None, 2)", "10")),
                List.of(
                        " Total params: 26 (104.00 B)",
                        " Trainable params: 26 (104.00 B)",
                        " Non-trainable params: 0 (0.00 B)"));
        assertThat(table.text(40)).isEqualTo(Resources.text("summary-nested.txt"));
    }

    @Test
    void blanksAtTheEndOfACellTakeNoLine() {
        SummaryTable padded = SummaryTable.of(
                "Model: \"m\"", COLUMNS, List.of(List.of("dense" + " ".repeat(20), "(None, 2)", "6")), List.of());
        SummaryTable bare =
                SummaryTable.of("Model: \"m\"", COLUMNS, List.of(List.of("dense", "(None, 2)", "6")), List.of());
        assertThat(padded.text(40)).isEqualTo(bare.text(40));
    }

    @Test
    void drawsAModelWithoutLayersLikeKeras() {
        SummaryTable table = SummaryTable.of(
                "Model: \"empty\"",
                COLUMNS,
                List.of(),
                List.of(
                        " Total params: 0 (0.00 B)",
                        " Trainable params: 0 (0.00 B)",
                        " Non-trainable params: 0 (0.00 B)"));
        assertThat(table.text(88)).isEqualTo(Resources.text("summary-empty.txt"));
    }

    @Test
    void refusesALineThatIsTooShort() {
        SummaryTable table = SummaryTable.of("Model: \"m\"", COLUMNS, List.of(), List.of());
        assertThatThrownBy(() -> table.text(15))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Insufficient console width to print summary.
                          expected: 4 characters or more for each column
                          received: 3 for "Param #" of a line of 15
                          fix:      give a greater line length, or other positions""");
    }

    @Test
    void refusesARowWithTooFewCells() {
        assertThatThrownBy(() -> SummaryTable.of("Model: \"m\"", COLUMNS, List.of(List.of("a", "b")), List.of()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        A row does not fit the table "Model: "m"".
                          expected: 3 cells
                          received: 2 cells: [a, b]
                          fix:      give one cell for each column""");
    }

    @Test
    void writesAnHtmlTableWithHeadingsForColumnsAndRows() {
        SummaryTable table = SummaryTable.of(
                "Model: \"a<b\"",
                COLUMNS,
                List.of(List.of("d&e (Dense)", "(None, 2)", "6")),
                List.of(" Total params: 6 (24.00 B)"));
        assertThat(table.html()).isEqualTo("""
                        <table>
                        <caption>Model: &quot;a&lt;b&quot;</caption>
                        <thead>
                        <tr><th scope="col" style="text-align:left">Layer (type)</th>\
                        <th scope="col" style="text-align:left">Output Shape</th>\
                        <th scope="col" style="text-align:right">Param #</th></tr>
                        </thead>
                        <tbody>
                        <tr><th scope="row" style="text-align:left">d&amp;e (Dense)</th>\
                        <td style="text-align:left">(None, 2)</td><td style="text-align:right">6</td></tr>
                        </tbody>
                        <tfoot>
                        <tr><td colspan="3" style="text-align:left">Total params: 6 (24.00 B)</td></tr>
                        </tfoot>
                        </table>
                        """);
    }

    @Test
    void writesSizesAndNumbersLikeKeras() {
        assertThat(SummaryTable.readableBytes(0)).isEqualTo("0.00 B");
        assertThat(SummaryTable.readableBytes(1023)).isEqualTo("1023.00 B");
        assertThat(SummaryTable.readableBytes(1024)).isEqualTo("1.00 KB");
        assertThat(SummaryTable.readableBytes(652_928)).isEqualTo("637.62 KB");
        assertThat(SummaryTable.readableBytes(5243)).isEqualTo("5.12 KB");
        assertThat(SummaryTable.readableBytes(1L << 40)).isEqualTo("1.00 TB");
        assertThat(SummaryTable.readableBytes(1L << 60)).isEqualTo("1024.00 PB");
        assertThat(SummaryTable.thousands(1_234_567)).isEqualTo("1,234,567");
        assertThat(SummaryTable.thousands(0)).isEqualTo("0");
    }
}
