package jeras.zoo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.FileFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GloveTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheVectorsOfTheVocabularyIntoTheirRows() throws IOException {
        Glove glove = read("the 0.5 -1\nunseen 1 1\n. . . 3 4\ngood 2e-1 0.25\n");
        Array rows = glove.into(Array.of(new double[6], 3, 2), List.of("", "good", "the"));

        assertThat(glove.size()).isEqualTo(2);
        assertThat(glove.known()).containsOnlyKeys("the", "good");
        assertThat(rows.toFloatArray()).containsExactly(0, 0, 0.2f, 0.25f, 0.5f, -1);
    }

    @Test
    void passesOverTheHeaderOfFastText() throws IOException {
        assertThat(read("2 3\nthe 1 2 3\n").size()).isEqualTo(3);
    }

    @Test
    void aShorterVectorIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("the 1 2\ngood 1\n"))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        Line 2 of %s cannot be read.
                          expected: a word and 2 numbers, separated by spaces
                          received: 1 numbers
                          fix:      give a file in GloVe's text format""".formatted(folder.resolve("vectors.txt")));
    }

    @Test
    void whatIsNoNumberIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("the 1 2\ngood 1 x\n"))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("Line 2 of ");
    }

    private Glove read(String content) throws IOException {
        Path file = folder.resolve("vectors.txt");
        Files.writeString(file, content);
        return Glove.read(file, List.of("", "good", "the"));
    }
}
