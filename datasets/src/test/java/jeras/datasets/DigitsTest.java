package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import jeras.Array;
import org.junit.jupiter.api.Test;

class DigitsTest {

    @Test
    void loadsImagesAndLabelsInTwoParts() {
        assertThat(Digits.load())
                .hasToString(
                        "Split(xTrain=(1442, 8, 8) uint8, yTrain=(1442) int32, xTest=(355, 8, 8) uint8, yTest=(355) int32)");
    }

    @Test
    void hasTheClassCountsThatUciPublishes() {
        assertThat(counts(Digits.loadAll().y())).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    }

    @Test
    void putsAFifthOfEachDigitIntoTheTestPart() {
        // numpy over scikit-learn's load_digits, counting each class: np.bincount(y[occurrence % 5 == 0])
        assertThat(counts(Digits.load().yTest())).containsExactly(35, 36, 35, 36, 36, 36, 36, 35, 34, 36);
    }

    @Test
    void partsTogetherAreTheWholeInItsOrder() {
        Split split = Digits.load();
        List<String> train = rows(split.train());
        List<String> test = rows(split.test());
        List<String> merged = new ArrayList<>();
        int[] seen = new int[10];
        for (String row : rows(Digits.loadAll())) {
            int digit = row.charAt(row.length() - 1) - '0';
            merged.add((++seen[digit] % 5 == 0 ? test : train).remove(0));
        }

        assertThat(merged).isEqualTo(rows(Digits.loadAll()));
        assertThat(train).isEmpty();
        assertThat(test).isEmpty();
    }

    @Test
    void holdsTheValuesOfTheOriginalFile() throws IOException {
        List<String> original =
                Files.readAllLines(SharedData.folder("optical-digits").resolve("optdigits.tes"));

        assertThat(rows(Digits.loadAll())).isEqualTo(original.subList(1, original.size()));
    }

    /** Each sample as a row of optdigits.tes: 64 pixels, then the label. */
    private static List<String> rows(Samples samples) {
        ByteBuffer pixels = samples.x().bytes();
        ByteBuffer labels = samples.y().bytes();
        List<String> rows = new ArrayList<>();
        while (labels.hasRemaining()) {
            StringBuilder row = new StringBuilder();
            for (int pixel = 0; pixel < 64; pixel++) {
                row.append(pixels.get()).append(',');
            }
            rows.add(row.append(labels.getInt()).toString());
        }
        return rows;
    }

    private static int[] counts(Array labels) {
        int[] counts = new int[10];
        ByteBuffer values = labels.bytes();
        while (values.hasRemaining()) {
            counts[values.getInt()]++;
        }
        return counts;
    }
}
