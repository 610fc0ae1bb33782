package jeras.zoo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledTextsTest {
    /** 30 texts of class a, 10 of class b. */
    private static final LabelledTexts TEXTS = new LabelledTexts(
            IntStream.range(0, 40).mapToObj(i -> "text " + i).toList(),
            IntStream.range(0, 40).map(i -> i % 4 == 0 ? 1 : 0).toArray(),
            List.of("a", "b"));

    @Test
    void splitsEachClassInTheSameShares() {
        LabelledTexts.Parts parts = TEXTS.split(0.2, 1);

        assertThat(Arrays.stream(parts.test().labels()).sum()).isEqualTo(2);
        assertThat(parts.test().size()).isEqualTo(8);
        assertThat(parts.train().size()).isEqualTo(32);
        assertThat(parts.train().texts())
                .doesNotContainAnyElementsOf(parts.test().texts());
    }

    @Test
    void aSeedRepeatsTheSplit() {
        assertThat(TEXTS.split(0.2, 1).test().texts())
                .isEqualTo(TEXTS.split(0.2, 1).test().texts())
                .isNotEqualTo(TEXTS.split(0.2, 2).test().texts());
    }

    @Test
    void foldsHaveEachTextOnceAndTheSameClasses() {
        List<List<Integer>> folds = TEXTS.folds(5, 1);

        assertThat(folds.stream().flatMap(List::stream)).hasSize(40).doesNotHaveDuplicates();
        assertThat(folds)
                .allSatisfy(fold -> assertThat(fold.stream()
                                .mapToInt(row -> TEXTS.labels()[row])
                                .sum())
                        .isEqualTo(2));
    }

    @Test
    void aClassOfTooFewTextsIsRefused() {
        assertThatThrownBy(() -> TEXTS.folds(11, 1)).hasMessage("""
                The texts cannot be split.
                  expected: at least 11 texts of each class
                  received: 10 of the class b
                  fix:      add texts of this class, or leave it out""");
    }

    @Test
    void leavesOutTextsThatAreBlankOrHaveNoLabel() {
        LabelledTexts.Builder all = builder("good", "yes", "  ", "yes", "unknown", "", "bad", "no");

        assertThat(all.unused()).isEqualTo(2);
        assertThat(all.build("t").texts()).containsExactly("good", "bad");
        assertThat(all.build("t").classNames()).containsExactly("no", "yes");
        assertThat(all.build("t").labels()).containsExactly(1, 0);
    }

    @Test
    void numbersAreClassesInTheOrderOfNumbers() {
        assertThat(builder("a", "10", "b", "9", "c", "-1").build("t").classNames())
                .containsExactly("-1", "9", "10");
    }

    @Test
    void oneClassIsNothingToLearnFrom() {
        assertThatThrownBy(() -> builder("a", "x", "b", "x").build("t")).hasMessage("""
                There is nothing to learn from t.
                  expected: texts of 2 to 1000 classes
                  received: 2 texts, all of the class x
                  fix:      name the column of the labels with --label-column, or add texts of other classes""");
    }

    private static LabelledTexts.Builder builder(String... textsAndLabels) {
        LabelledTexts.Builder all = new LabelledTexts.Builder();
        for (int i = 0; i < textsAndLabels.length; i += 2) {
            all.add(textsAndLabels[i], textsAndLabels[i + 1]);
        }
        return all;
    }
}
