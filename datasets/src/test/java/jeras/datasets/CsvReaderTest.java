package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
    @TempDir
    private Path folder;

    @Test
    void readsNumbersAndCategoriesByTheNamesInTheHeader() throws IOException {
        CsvTable table = read("a,kind,b\n1,cat,2.5\n3,ant,-4e2\n", o -> {});

        assertThat(table).hasToString("CsvTable(2 rows of a, kind, b)");
        assertThat(table.numbers("b", "a").toDoubleArray()).containsExactly(2.5, 1, -400, 3);
        assertThat(table.numbersExcept("kind").dataType()).isEqualTo(DataType.FLOAT64);
        assertThat(table.integers("a").toIntArray()).containsExactly(1, 3);
        assertThat(table.categories("kind")).hasToString("Categories(2 of ant, cat)");
        assertThat(table.categories("kind").codes().toIntArray()).containsExactly(1, 0);
        assertThat(table.categories("kind", "cat", "dog", "ant").codes().toIntArray())
                .containsExactly(0, 2);
        assertThat(table.texts("kind").toStringArray()).containsExactly("cat", "ant");
    }

    @Test
    void readsQuotesLineEndsInThemAndByteOrderMarks() throws IOException {
        CsvTable table = read("\ufeff\"a \"\"b\"\"\",c\r\n\"1,5\",\"two\r\nlines\"\r\n", o -> {});

        assertThat(table.columns()).containsExactly("a \"b\"", "c");
        assertThat(table.texts("a \"b\"").toStringArray()).containsExactly("1,5");
        assertThat(table.texts("c").toStringArray()).containsExactly("two\r\nlines");
    }

    @Test
    void readsTabsWithoutAHeader() throws IOException {
        CsvTable table = read(
                "# made by hand\n1\t2\n\n3\t?\n",
                o -> o.delimiter("\t").header(false).comment("#").missing("?"));

        assertThat(table.columns()).containsExactly("0", "1");
        assertThat(table.numbers().toDoubleArray()).containsExactly(1, 2, 3, Double.NaN);
        assertThat(read("1,2\n", o -> o.header(false).names("x", "y")).columns())
                .containsExactly("x", "y");
    }

    @Test
    void skipsLinesAndStopsAfterRows() throws IOException {
        CsvTable table =
                read("a title\nof two lines\na\n1\n2\n3\n", o -> o.skipRows(2).maxRows(2));

        assertThat(table.integers("a").toIntArray()).containsExactly(1, 2);
    }

    @Test
    void takesMissingValuesForNanAndMinusOne() throws IOException {
        CsvTable table = read("a,b\n,x\nNA,\n3,y\n", o -> {});

        assertThat(table.numbers("a").toDoubleArray()).containsExactly(Double.NaN, Double.NaN, 3);
        assertThat(table.categories("b").codes().toIntArray()).containsExactly(0, -1, 1);
        assertThat(table.dropMissing().count()).isEqualTo(1);
        assertThat(table.dropMissing("b").texts("b").toStringArray()).containsExactly("x", "y");
    }

    @Test
    void readsPenguins() {
        CsvTable penguins = CsvReader.read(SharedData.folder("penguins").resolve("penguins.csv"));

        assertThat(penguins.count()).isEqualTo(344);
        assertThat(penguins.categories("species")).hasToString("Categories(344 of Adelie, Chinstrap, Gentoo)");
        assertThat(penguins.dropMissing().count()).isEqualTo(333); // as in seaborn's and pandas's examples
        assertThat(penguins.numbers("bill_length_mm", "body_mass_g").shape()).isEqualTo(new Shape(344, 2));
    }

    @Test
    void readsTablesOfOtherKinds() {
        CsvTable cars = CsvReader.read(SharedData.folder("auto-mpg").resolve("mpg.csv"));
        assertThat(cars.count()).isEqualTo(398);
        assertThat(cars.dropMissing().count()).isEqualTo(392);
        assertThat(mean(cars.numbers("mpg").toDoubleArray())).isCloseTo(23.5146, within(1e-4));

        CsvTable diabetes = CsvReader.read(
                SharedData.folder("pima-diabetes").resolve("pima-indians-diabetes.data.csv"), o -> o.header(false));
        assertThat(diabetes.numbers().shape()).isEqualTo(new Shape(768, 9));
        assertThat(Arrays.stream(diabetes.integers("8").toIntArray()).sum()).isEqualTo(268);

        // R writes the numbers of the rows without a name for their column.
        CsvTable rooms = CsvReader.read(
                SharedData.folder("occupancy-detection").resolve("datatraining.txt"),
                o -> o.names("row", "date", "Temperature", "Humidity", "Light", "CO2", "HumidityRatio", "Occupancy"));
        assertThat(rooms.count()).isEqualTo(8143);
        assertThat(Arrays.stream(rooms.integers("Occupancy").toIntArray()).sum())
                .isEqualTo(1729);

        assertThat(CsvReader.read(SharedData.folder("air-quality-bratislava").resolve("EEA-SK-Ba-clean.csv.gz"))
                        .count())
                .isGreaterThan(10_000);
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @Test
    void namesTheLineOfAWrongValue() throws IOException {
        CsvTable table = read("a,b\n1,\"x\ny\"\n\ntwo,z\n", o -> {});

        assertThatThrownBy(() -> table.numbers("a"))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s, line 5 does not fit in column "a".
                          expected: a number
                          received: "two"
                          fix:      name what stands for missing values with missing(...), or drop such rows with \
                        dropMissing()""".formatted(folder.resolve("table.csv")));
        assertThatThrownBy(() -> table.categories("b", "z"))
                .hasMessageStartingWith(folder.resolve("table.csv") + ", line 3 does not fit in column \"b\".\n");
    }

    @Test
    void takesNoJavaLiteralsAndNoFractionsForNumbers() throws IOException {
        CsvTable table = read("a,b\n1d,1.5\n", o -> {});

        assertThatThrownBy(() -> table.numbers("a")).isInstanceOf(FileFormatException.class);
        assertThatThrownBy(() -> table.integers("b")).hasMessageContaining("expected: a whole number\n");
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> read("a,b\n1,2\n1,2,3\n", o -> {}))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s, line 3 is no row of the table.
                          expected: 2 values, one for each column
                          received: 3 values
                          fix:      quote values that hold a delimiter, and check which delimiter the file has""".formatted(folder.resolve("table.csv")));
    }

    @Test
    void namesTheNearestColumn() throws IOException {
        CsvTable table = read("species,island\n", o -> {});

        assertThatThrownBy(() -> table.categories("specis"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Unknown column of %s "specis".
                          expected: one of "species", "island"
                          received: "specis"
                          fix:      did you mean "species"?""".formatted(folder.resolve("table.csv")));
    }

    @Test
    void takesNoMoreBytesThanTheBoundAlsoOutOfGzip() throws IOException {
        Path file = folder.resolve("bomb.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a\n".getBytes(StandardCharsets.UTF_8));
            out.write(new byte[1 << 20]);
        }

        assertThatThrownBy(() -> CsvReader.read(file, o -> o.maxBytes(1000)))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s cannot be read.
                          expected: a table of separated values, plain or gzipped
                          received: more than 1000 bytes
                          fix:      check the file, its charset and its quotes""".formatted(file));
    }

    @Test
    void refusesAnOpenQuoteAndAnotherCharset() throws IOException {
        assertThatThrownBy(() -> read("a\n\"b\n", o -> {})).isInstanceOf(FileFormatException.class);
        Path latin = Files.write(folder.resolve("latin.csv"), "a\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CsvReader.read(latin)).isInstanceOf(FileFormatException.class);
        assertThat(CsvReader.read(latin, o -> o.charset(StandardCharsets.ISO_8859_1))
                        .texts("a")
                        .toStringArray())
                .containsExactly("caf\u00e9");
    }

    private CsvTable read(String text, Consumer<CsvReader.Options> options) throws IOException {
        return CsvReader.read(Files.writeString(folder.resolve("table.csv"), text), options);
    }
}
