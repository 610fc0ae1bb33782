package jeras.zoo.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.zoo.recipe.TextTable.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTableTest {
    private static final Column TEXT = Column.texts(Optional.empty());
    private static final Column LABEL = Column.labels(Optional.empty());

    @TempDir
    private Path folder;

    @Test
    void findsTheColumnsByTheirUsualNames() throws IOException {
        assertThat(read("id,Review,stars\n1,\"Good, \"\"very\"\" good\",5\n2,\"Bad,\nreally\",1\n"))
                .containsExactly(List.of("Good, \"very\" good", "5"), List.of("Bad,\nreally", "1"));
        assertThat(read("label,premise,text\n1,no,yes\n"))
                .as("the likeliest name, not the first column")
                .containsExactly(List.of("yes", "1"));
    }

    @Test
    void findsBothTextsOfPairs() throws IOException {
        String tabs = "sentence2\tlabel\tsentence1\nb\tx\ta\n";

        assertThat(rows(table(
                        tabs,
                        Column.texts(Optional.empty()),
                        Column.secondTexts(Optional.empty()),
                        Column.labels(Optional.empty()))))
                .containsExactly(List.of("a", "b", "x"));
        assertThatThrownBy(() -> rows(table(
                        tabs,
                        Column.texts(Optional.of("1")),
                        Column.secondTexts(Optional.empty()),
                        Column.labels(Optional.empty()))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The table %s cannot be read.
                          expected: different columns
                          received: column 1 twice
                          fix:      name the columns with --text-column and --second-column and --label-column, or give \
                        their numbers from 1""".formatted(folder.resolve("texts.csv")));
    }

    @Test
    void columnsAreNamedOrNumbered() throws IOException {
        String table = "urteil;satz;nr\ngut;Sehr schön, wirklich;1\nschlecht;Nie wieder;2\n";

        assertThat(read(table, "satz", "urteil"))
                .containsExactly(List.of("Sehr schön, wirklich", "gut"), List.of("Nie wieder", "schlecht"));
        assertThat(read(table.substring(table.indexOf('\n') + 1), "2", "1"))
                .containsExactly(List.of("Sehr schön, wirklich", "gut"), List.of("Nie wieder", "schlecht"));
    }

    @Test
    void aNumberedColumnMayHaveANameAsWell() throws IOException {
        assertThat(read("text,label\na,x\n", "1", "2")).containsExactly(List.of("a", "x"));
    }

    @Test
    void tabsLeaveQuotationMarksAloneAndNeedNoHeader() throws IOException {
        assertThat(read("\"Wow\" is the word.\t1\r\n\r\n\"Meh, he said.\t0\r\n"))
                .containsExactly(List.of("\"Wow\" is the word.", "1"), List.of("\"Meh, he said.", "0"));
    }

    @Test
    void aByteOrderMarkAndBlankLinesArePassedOver() throws IOException {
        assertThat(read("\uFEFFtext,label\r\n\r\nplain \"ok\",pos")).containsExactly(List.of("plain \"ok\"", "pos"));
    }

    @Test
    void aMissingColumnIsRefusedWithTheColumnsThatThereAre() {
        assertThatThrownBy(() -> read("text,label\na,b\n", "txt", "label"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("Unknown column of texts.csv \"txt\".")
                .hasMessageEndingWith("did you mean \"text\"?");
        assertThatThrownBy(() -> read("a,b,c\n1,2,3\n"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The table %s cannot be read.
                          expected: to be told which column has the texts
                          received: 3 columns: a | b | c
                          fix:      name the columns with --text-column and --label-column, or give their numbers from 1""".formatted(folder.resolve("texts.csv")));
    }

    @Test
    void aRowWithTooFewFieldsIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("text,label\na,x\nb\n"))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("Line 3 of ")
                .hasMessageContaining("received: 1 of them");
    }

    @Test
    void anotherEncodingIsRefusedWithTheWayOut() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "text,label\ncafé,good\nbar,bad\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> rows(TextTable.of(file, StandardCharsets.UTF_8, TEXT, LABEL)))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s cannot be read.
                          expected: text in the encoding UTF-8
                          received: bytes that are none, in line 1 or soon after it
                          fix:      name its encoding, such as --charset ISO-8859-1 or --charset UTF-16""".formatted(file));
        assertThat(rows(TextTable.of(file, StandardCharsets.ISO_8859_1, TEXT, LABEL)))
                .containsExactly(List.of("café", "good"), List.of("bar", "bad"));
    }

    @Test
    void aHugeLineIsRefused() {
        assertThatThrownBy(() -> read("text,label\n" + "x".repeat(TextLines.LONGEST + 1) + ",a\n"))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("texts of at most 1048576 characters");
    }

    @Test
    void anOpenQuotationMarkIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("text,label\na,x\n\"b,y\nc,z\n"))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("Line 3 of ")
                .hasMessageContaining("a closing quotation mark");
    }

    private List<List<String>> read(String content, String... told) throws IOException {
        return rows(
                told.length == 0
                        ? table(content, TEXT, LABEL)
                        : table(content, Column.texts(Optional.of(told[0])), Column.labels(Optional.of(told[1]))));
    }

    private static List<List<String>> rows(TextTable table) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        table.read(rows::add);
        return rows;
    }

    private TextTable table(String content, Column... columns) throws IOException {
        return TextTable.of(Files.writeString(folder.resolve("texts.csv"), content), StandardCharsets.UTF_8, columns);
    }
}
