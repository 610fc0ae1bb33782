package jeras.zoo.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpanScoreTest {
    private static SpanScore score(String truth, String said) {
        return SpanScore.of(List.of(List.of(truth.split(" "))), List.of(List.of(said.split(" "))));
    }

    @Test
    void aSpanIsRightWhenItIsWholeAndOfTheRightKind() {
        SpanScore score = score("B-PER I-PER O B-LOC O B-LOC", "B-PER I-PER O B-ORG B-LOC I-LOC");

        assertThat(score).isEqualTo(new SpanScore(1, 3, 3));
        assertThat(score.f1()).isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void aSpanMayBeginWithoutABAndEndsWhereTheKindChanges() {
        assertThat(score("I-PER I-LOC B-LOC O", "B-PER B-LOC B-LOC O")).isEqualTo(new SpanScore(3, 3, 3));
    }

    @Test
    void nothingFoundIsNothing() {
        assertThat(score("B-PER O", "O O").f1()).isZero();
        assertThat(score("O O", "O O").precision()).isZero();
    }
}
