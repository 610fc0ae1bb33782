package jeras.tutorials;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.datasets.Digits;
import jeras.datasets.Samples;
import jeras.datasets.Split;

/** What the tutorials are run on: the digits inside Jeras, and the folder {@code shared} beside the checkout. */
final class RealData {
    private static final int FULL_INK = 16;

    private RealData() {}

    /** The digits as rows of 64 pixels from 0 to 1, labels 0 to 9. */
    static Split flatDigits() {
        Split digits = Digits.load();
        return new Split(flat(digits.xTrain()), digits.yTrain(), flat(digits.xTest()), digits.yTest());
    }

    private static Array flat(Array images) {
        return images.reshape(-1, 64).cast("float32").divide(FULL_INK); // (n, 64)
    }

    /** The images of two digits, which become 0 and 1. */
    static Samples pair(Samples digits, int zero, int one) {
        int[] labels = digits.y().toIntArray();
        int[] rows = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == zero || labels[i] == one)
                .toArray();
        int[] targets = Arrays.stream(rows).map(i -> labels[i] == one ? 1 : 0).toArray();
        return new Samples(digits.x().take(rows), Array.of(targets, targets.length));
    }

    /** 1 for the digits from 5 on, else 0; (n). */
    static Array fiveOrMore(Array labels) {
        int[] targets =
                Arrays.stream(labels.toIntArray()).map(d -> d >= 5 ? 1 : 0).toArray();
        return Array.of(targets, targets.length);
    }

    /** A folder of {@code shared/data}; without it the test is skipped. */
    static Path shared(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolveSibling("shared").resolve("data").resolve(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        assumeTrue(false, "skipped: no folder shared/data/" + name + " beside the checkout");
        throw new AssertionError("unreachable");
    }
}
