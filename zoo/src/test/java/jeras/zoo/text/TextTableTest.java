package jeras.zoo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTableTest {
    @TempDir
    private Path folder;

    @Test
    void findsTheColumnsByTheirUsualNames() throws IOException {
        LabelledTexts texts = read("id,Review,stars\n1,\"Good, \"\"very\"\" good\",5\n2,\"Bad,\nreally\",1\n");

        assertThat(texts.texts()).containsExactly("Good, \"very\" good", "Bad,\nreally");
        assertThat(texts.classNames()).containsExactly("1", "5");
        assertThat(texts.labels()).containsExactly(1, 0);
    }

    @Test
    void columnsAreNamedOrNumbered() throws IOException {
        String table = "urteil;satz;nr\ngut;Sehr schön, wirklich;1\nschlecht;Nie wieder;2\n";

        assertThat(read(table, "satz", "urteil").texts()).containsExactly("Sehr schön, wirklich", "Nie wieder");
        assertThat(read(table.substring(table.indexOf('\n') + 1), "2", "1").classNames())
                .containsExactly("gut", "schlecht");
    }

    @Test
    void tabsLeaveQuotationMarksAloneAndNeedNoHeader() throws IOException {
        LabelledTexts texts = read("\"Wow\" is the word.\t1\r\n\r\n\"Meh, he said.\t0\r\n");

        assertThat(texts.texts()).containsExactly("\"Wow\" is the word.", "\"Meh, he said.");
        assertThat(texts.labels()).containsExactly(1, 0);
    }

    @Test
    void leavesOutRowsWithoutTextOrLabel() throws IOException {
        LabelledTexts.Builder all = new LabelledTexts.Builder();
        table("text,label\ngood,yes\n  ,yes\nunknown,\nbad,no\n", Optional.empty(), Optional.empty())
                .read(all);

        assertThat(all.unused()).isEqualTo(2);
        assertThat(all.build("t").texts()).containsExactly("good", "bad");
    }

    @Test
    void numbersAreClassesInTheOrderOfNumbers() throws IOException {
        assertThat(read("text,label\na,10\nb,9\nc,-1\n").classNames()).containsExactly("-1", "9", "10");
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
    void oneClassIsNothingToLearnFrom() {
        assertThatThrownBy(() -> read("text,label\na,x\nb,x\n")).hasMessage("""
                There is nothing to learn from t.
                  expected: texts of 2 to 1000 classes
                  received: 2 texts, all of the class x
                  fix:      name the column of the labels with --label-column, or add texts of other classes""");
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

        assertThatThrownBy(() -> new TextTable(file, StandardCharsets.UTF_8, Optional.empty(), Optional.empty())
                        .read(new LabelledTexts.Builder()))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s cannot be read.
                          expected: text in the encoding UTF-8
                          received: bytes that are none, in line 1 or soon after it
                          fix:      name its encoding, such as --charset ISO-8859-1 or --charset UTF-16""".formatted(file));
        LabelledTexts.Builder all = new LabelledTexts.Builder();
        new TextTable(file, StandardCharsets.ISO_8859_1, Optional.empty(), Optional.empty()).read(all);
        assertThat(all.build("t").texts()).containsExactly("café", "bar");
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

    private LabelledTexts read(String content, String... columns) throws IOException {
        LabelledTexts.Builder all = new LabelledTexts.Builder();
        List<String> told = List.of(columns);
        table(content, told.stream().findFirst(), told.stream().skip(1).findFirst())
                .read(all);
        return all.build("t");
    }

    private TextTable table(String content, Optional<String> text, Optional<String> label) throws IOException {
        Path file = folder.resolve("texts.csv");
        Files.writeString(file, content);
        return new TextTable(file, StandardCharsets.UTF_8, text, label);
    }
}
