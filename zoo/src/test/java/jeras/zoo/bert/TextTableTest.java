package jeras.zoo.bert;

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
    Path folder;

    private TextTable table(String name, String text) throws IOException {
        return TextTable.read(Files.writeString(folder.resolve(name), text));
    }

    @Test
    void quotedFieldsMayHoldCommasQuotesAndLines() throws IOException {
        TextTable table =
                table("a.csv", "\uFEFFtext,label\r\n\"He said \"\"no\"\",\ntwice\",neg\r\n\r\nplain \"ok\",pos");

        assertThat(table.rows(2, true))
                .containsExactly(List.of("He said \"no\",\ntwice", "neg"), List.of("plain \"ok\"", "pos"));
        assertThat(table.column("--text-column", Optional.empty(), List.of("sentence", "text")))
                .isZero();
    }

    @Test
    void quotesMeanThemselvesBetweenTabs() throws IOException {
        TextTable table = table("a.tsv", "\"quite good\t1\nbad, bad\t0\n");

        assertThat(table.rows(2, false)).containsExactly(List.of("\"quite good", "1"), List.of("bad, bad", "0"));
        assertThat(table.column("--label-column", Optional.of("2"), List.of())).isEqualTo(1);
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        TextTable table = table("a.csv", "body,kind\nx,y\n");

        assertThatThrownBy(() -> table.column("--text-column", Optional.empty(), List.of("text", "review")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        A column of %s is not there.
                          expected: a first row with text or review
                          received: columns body | kind
                          fix:      name it with --text-column, or give its number from 1 when there is no row of names\
                        """, folder.resolve("a.csv"));
    }

    @Test
    void shortRowsAndOtherEncodingsAreRefused() throws IOException {
        TextTable table = table("a.csv", "text,label\nx\n");
        assertThatThrownBy(() -> table.rows(2, true))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("received: 1 in row 2");

        Path latin =
                Files.write(folder.resolve("b.csv"), "text,label\ncaf\u00e9,1".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> TextTable.read(latin))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("text in UTF-8");
    }
}
