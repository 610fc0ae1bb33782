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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SquadTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"xquad.en.json", "xquad.zh.json"})
    void readsXquad(String name) {
        List<SquadQuestion> questions = Squad.read(SharedData.folder("xquad").resolve(name));

        assertThat(questions).hasSize(1190).allSatisfy(q -> {
            assertThat(q.isImpossible()).isFalse();
            assertThat(q.id()).hasSize(24);
            assertThat(q.answers()).isNotEmpty().allSatisfy(answer -> {
                assertThat(q.context().startsWith(answer.text(), answer.start()))
                        .isTrue();
                assertThat(answer.end())
                        .isEqualTo(answer.start() + answer.text().length());
            });
        });
        assertThat(questions.get(0).context()).isSameAs(questions.get(1).context());
    }

    @Test
    void readsQuestionsWithoutAnAnswerAndPlacesAfterCharactersOfTwoChars() throws IOException {
        Path file = write("""
                {"version": "v2.0", "data": [{"paragraphs": [{"qas": [
                  {"question": "What?", "id": "1", "is_impossible": true, "answers": [],
                   "plausible_answers": [{"text": "x", "answer_start": 3}]},
                  {"question": "Who?", "id": "2", "answers": [{"text": "Ann", "answer_start": 2}]}],
                  "context": "\\ud83d\\ude00 Ann"}], "title": "People"}]}""");

        assertThat(Squad.read(file))
                .containsExactly(
                        new SquadQuestion("1", "People", "\ud83d\ude00 Ann", "What?", List.of(), true),
                        new SquadQuestion(
                                "2", "People", "\ud83d\ude00 Ann", "Who?", List.of(new SquadAnswer("Ann", 3)), false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | no "data"
            [] | Expected BEGIN_OBJECT but was BEGIN_ARRAY at line 1 column 2 path $
            {"data": [{"paragraphs": [{"qas": []}]}]} | a paragraph without "context", at line 1 column 38 path $.data[0].paragraphs[1]
            {"data": [{"paragraphs": [{"context": "a", "qas": [{}]}]}]} | a question without "question", at line 1 column 53 path $.data[0].paragraphs[0].qas[0]
            {"data": | End of input at line 1 column 9 path $.data
            """)
    void saysWhereAFileIsWrong(String text, String received) throws IOException {
        Path file = write(text);

        assertThatThrownBy(() -> Squad.read(file))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s is no file of questions in the form of SQuAD.
                          expected: JSON: data, paragraphs, context and qas with id, question and answers (text, \
                        answer_start)
                          received: %s
                          fix:      check the file at the line that is named; fetch it again if it was damaged""".formatted(file, received));
    }

    @Test
    void refusesAnAnswerOutsideItsContext() throws IOException {
        Path file = write("""
                {"data": [{"paragraphs": [{"context": "abc", "qas": [
                  {"question": "?", "answers": [{"text": "d", "answer_start": 4}]}]}]}]}""");

        assertThatThrownBy(() -> Squad.read(file))
                .hasMessageContaining(
                        "received: an answer that starts at 4 of 3 characters, at the question at line 2 ");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("squad.json"), text);
    }
}
