package jeras.zoo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.TextVectorization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stems are those of Python's {@code snowballstemmer} 3.0. */
class TextAnalysisTest {
    @TempDir
    private Path folder;

    @Test
    void doesWhatTextVectorizationDoesUnlessToldMore() {
        assertThat(TextAnalysis.of().standardize("Don't  PANIC, it's\tfine!")).isEqualTo("dont panic its fine");
    }

    @Test
    void cutsWordsDownToTheirStems() {
        assertThat(TextAnalysis.of()
                        .stem("english")
                        .standardize(
                                "Waiters were waiting generously, running happily; not bad, boring, disappointed."))
                .isEqualTo("waiter were wait generous run happili not bad bore disappoint");
        assertThat(TextAnalysis.of().stem("german").standardize("häuser laufen schönes langweilige Filme Katzen"))
                .isEqualTo("haus lauf schon langweil film katz");
        assertThat(TextAnalysis.of().stem("french").standardize("magnifiques chevaux continuellement"))
                .isEqualTo("magnif cheval continuel");
    }

    @Test
    void leavesStopWordsOutHoweverTheyAreWritten() {
        assertThat(TextAnalysis.of().stopWords(List.of("Don't", "the")).standardize("The dog: don't feed the dog"))
                .isEqualTo("dog feed dog");
    }

    @Test
    void luceneEnglishStopWordsHaveNegationsAmongThem() {
        assertThat(TextAnalysis.stopWords("english")).hasSize(33).contains("the", "no", "not");
        assertThat(TextAnalysis.stopWords("german")).contains("der", "nicht").isSorted();
    }

    @Test
    void leavesTheTextAsItIsWhenToldSo() {
        assertThat(TextAnalysis.of().standardizer("none").standardize("A Fine  day."))
                .isEqualTo("A Fine day.");
    }

    @Test
    void anUnknownLanguageIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> TextAnalysis.of().stem("englisch"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("Unknown language \"englisch\".")
                .hasMessageEndingWith("fix:      did you mean \"english\"?");
    }

    @Test
    void isFoundByModelLoadWithoutBeingRegistered() {
        TextVectorization words = TextVectorization.of()
                .standardize(TextAnalysis.of().stopWords(List.of("the")).stem("english"))
                .outputSequenceLength(3);
        words.adapt(new String[] {"the waiters waited", "a waiter waits for the dog"});
        Model model = Sequential.of(Input.of(1).dtype("string"), words);
        Path file = folder.resolve("words.keras");
        model.save(file);
        String[] question = {"The waiter is waiting"};

        Model loaded = Model.load(file);

        assertThat(words.getVocabulary()).startsWith("", "[UNK]", "waiter", "wait");
        assertThat(loaded.predict(question)).isEqualTo(model.predict(question));
        assertThat(loaded.predict(question).toLongArray()).containsExactly(2, 1, 3);
    }
}
