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
     * tokenizers 0.23: {@code WordPieceTrainer(vocab_size=60, min_frequency=2)}; of what it joins those pieces that do not depend
     * on the order of equally frequent pairs.
     */
    @Test
    void learnsWhatPythonsTrainerLearns() {
        WordPieceVocabulary words =
                WordPieceVocabulary.train(TEXTS, o -> o.size(60).minFrequency(2));

        String specialAndCharacters = "[PAD] [UNK] [CLS] [SEP] [MASK] ! , : ; d e i l n o r s t w";
        assertThat(words.tokens().subList(0, 19)).containsExactly(specialAndCharacters.split(" "));
        assertThat(words.tokens().subList(19, 27))
                .containsExactlyInAnyOrder("##e ##w ##r ##i ##d ##s ##t ##o".split(" "));
        assertThat(words.tokens().subList(27, words.tokens().size()))
                .contains("lo", "low", "ne", "wi", "##er", "new", "##est");
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
