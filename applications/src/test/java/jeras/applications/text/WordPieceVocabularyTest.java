package jeras.applications.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;

class WordPieceVocabularyTest {
    private static final List<String> TEXTS =
            List.of("Low lower, lowest: low!", "new NEWER newest; wide wider widest", "low");

    /**
     * The tokens that joining leads to by hand: "low" comes 3 times and in two longer words, so l-o and lo-w are joined first,
     * and so on.
     */
    @Test
    void learnsThePiecesThatJoinMostOften() {
        WordPieceVocabulary words =
                WordPieceVocabulary.train(TEXTS, o -> o.size(60).minFrequency(2));

        assertThat(words.tokens()).startsWith("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
        assertThat(words.tokens()).contains("l", "##o", "##w", "low", "new", "wid", "##er", "##est");
        assertThat(words.tokens()).doesNotContain("lower", "newest", "Low");
    }

    @Test
    void isNoLargerThanAskedFor() {
        WordPieceVocabulary words = WordPieceVocabulary.train(TEXTS, o -> o.size(30));

        assertThat(words.tokens()).hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void theTokenizerKnowsEveryWordThatItWasTrainedOn() {
        TextTokenizer tokenizer = TextTokenizer.of(WordPieceVocabulary.train(TEXTS));

        for (String text : TEXTS) {
            assertThat(tokenizer.encode(text).tokens())
                    .doesNotContain("[UNK]")
                    .startsWith("[CLS]")
                    .endsWith("[SEP]");
        }
        assertThat(tokenizer.decode(tokenizer.encode("low lower").ids())).isEqualTo("low lower");
    }

    @Test
    void keepsCaseWhenToldTo() {
        WordPieceVocabulary words = WordPieceVocabulary.train(TEXTS, o -> o.lowercase(false));

        assertThat(words.tokens()).contains("L", "N");
        assertThat(TextTokenizer.of(words).encode("Low").tokens())
                .doesNotContain("[UNK]")
                .contains("L");
    }

    @Test
    void specialTokensAreAskedFor() {
        assertThatThrownBy(() -> WordPieceVocabulary.of(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The vocabulary cannot be used.
                          expected: the tokens [PAD], [UNK], [CLS], [SEP], [MASK] among the others
                          received: none of [[MASK]]
                          fix:      add them, or read a tokenizer.json, which says what its special tokens are""");
    }
}
