package jeras.zoo.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of SQuAD's own evaluation, worked out by hand from its rules. */
class AnswerScoreTest {
    @Test
    void caseArticlesAndPunctuationDoNotCount() {
        assertThat(AnswerScore.exactMatch("The Denver Broncos!", List.of("denver broncos")))
                .isEqualTo(1);
        assertThat(AnswerScore.exactMatch("Broncos", List.of("Denver Broncos"))).isZero();
    }

    @Test
    void f1IsTheHarmonicMeanOfTheSharesOfCommonWords() {
        // 2 of 3 words said are right, 2 of 4 right ones were said.
        assertThat(AnswerScore.f1("gold and blue", List.of("gold and white stripes")))
                .isCloseTo(2 * (2.0 / 3) * 0.5 / (2.0 / 3 + 0.5), within(1e-12));
        assertThat(AnswerScore.f1("x x", List.of("x"))).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(AnswerScore.f1("nothing", List.of("gold"))).isZero();
    }

    @Test
    void theNearestOfSeveralAnswersCounts() {
        assertThat(AnswerScore.f1("in 1999", List.of("2001", "1999"))).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void chineseCharactersAreWords() {
        assertThat(AnswerScore.f1("北京市", List.of("北京"))).isCloseTo(0.8, within(1e-12));
    }
}
