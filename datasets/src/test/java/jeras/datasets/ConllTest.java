package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.FileFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConllTest {
    @TempDir
    private Path folder;

    @Test
    void readsNamesInTheFormOf2003() throws IOException {
        Path file = write("""
                -DOCSTART- -X- O O

                EU NNP I-NP I-ORG
                rejects VBZ I-VP O

                Peter NNP I-NP I-PER
                """);

        List<TaggedSentence> sentences = Conll.read(file);

        assertThat(sentences)
                .containsExactly(
                        new TaggedSentence(List.of("EU", "rejects"), List.of("I-ORG", "O")),
                        new TaggedSentence(List.of("Peter"), List.of("I-PER")));
        assertThat(Conll.tags(sentences)).containsExactly("I-ORG", "I-PER", "O");
        assertThat(Conll.read(file, o -> o.tagColumn(1)).get(1).tags()).containsExactly("NNP");
    }

    @Test
    void readsPartsOfSpeechInTheFormOfUniversalDependencies() throws IOException {
        Path file = write("""
                # text = vámonos al mar
                1-2\tvámonos\t_\t_
                1\tvamos\tir\tVERB
                2\tnos\tnosotros\tPRON
                2.1\tx\t_\t_
                3\tmar azul\tmar\tNOUN
                """);

        assertThat(Conll.read(
                        file, o -> o.wordColumn(1).tagColumn(3).delimiter("\t").comment("#")))
                .containsExactly(
                        new TaggedSentence(List.of("vamos", "nos", "mar azul"), List.of("VERB", "PRON", "NOUN")));
    }

    @Test
    void namesTheLineWithoutATag() throws IOException {
        Path file = write("EU I-ORG\nrejects\n");

        assertThatThrownBy(() -> Conll.read(file))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s, line 2 has too few columns.
                          expected: a word and a tag, columns 0 and -1
                          received: 1 column
                          fix:      choose other columns, another delimiter, or what comments begin with""".formatted(file));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("words.conll"), text);
    }
}
