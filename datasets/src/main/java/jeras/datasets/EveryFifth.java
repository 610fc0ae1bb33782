package jeras.datasets;

import java.util.ArrayList;
import java.util.List;

/** The split of the sets inside the jar, which come without one. */
final class EveryFifth {
    private static final int TEST_SHARE = 5;

    private EveryFifth() {}

    /** Of each class every fifth sample, in the order of the file, goes to the test part; labels are INT32. */
    static Split split(Samples all, int classes) {
        List<Integer> train = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        int[] seen = new int[classes];
        int[] labels = all.y().toIntArray();
        for (int i = 0; i < labels.length; i++) {
            int occurrence = ++seen[labels[i]];
            (occurrence % TEST_SHARE == 0 ? test : train).add(i);
        }
        int[] trainRows = train.stream().mapToInt(Integer::intValue).toArray();
        int[] testRows = test.stream().mapToInt(Integer::intValue).toArray();
        return new Split(
                Rows.take(all.x(), trainRows),
                Rows.take(all.y(), trainRows),
                Rows.take(all.x(), testRows),
                Rows.take(all.y(), testRows));
    }
}
