package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviewsTest {

    @Test
    void loadsTextsAndLabelsInTwoParts() {
        assertThat(Reviews.load())
                .hasToString("Split(xTrain=(900) string, yTrain=(900) int32, xTest=(200) string, yTest=(200) int32)");
    }

    @Test
    void bothPartsAreBalanced() {
        assertThat(Arrays.stream(Reviews.load().yTrain().toIntArray()).sum()).isEqualTo(450);
        assertThat(Arrays.stream(Reviews.load().yTest().toIntArray()).sum()).isEqualTo(100);
    }

    @Test
    void labelsAreTheNamesThatTheReviewsHaveInTheFile() {
        Samples all = Reviews.loadAll();
        List<String> texts = List.of(all.x().toStringArray());

        assertThat(Reviews.classNames()).containsExactly("negative", "positive");
        assertThat(all.y().toIntArray()[texts.indexOf("A masterpiece, and I do not use that word often.")])
                .isEqualTo(1);
        assertThat(all.y().toIntArray()[texts.indexOf("I dozed off twice and missed nothing.")])
                .isZero();
    }

    @Test
    void noReviewComesTwice() {
        assertThat(Arrays.stream(Reviews.loadAll().x().toStringArray())
                        .map(text -> text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ")))
                .doesNotHaveDuplicates();
    }

    @Test
    void lengthDoesNotTellTheLabel() {
        Samples all = Reviews.loadAll();

        assertThat(meanWords(all, 1) / meanWords(all, 0)).isBetween(0.9, 1.1);
    }

    private static double meanWords(Samples all, int label) {
        String[] texts = all.x().toStringArray();
        int[] labels = all.y().toIntArray();
        return IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label)
                .mapToDouble(i -> texts[i].split(" ", -1).length)
                .average()
                .orElseThrow();
    }
}
