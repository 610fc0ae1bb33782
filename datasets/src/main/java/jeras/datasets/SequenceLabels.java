package jeras.datasets;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import jeras.Array;
import jeras.FileFormatException;
import jeras.JerasException;

/** The labels that belong to texts. */
final class SequenceLabels {
    private SequenceLabels() {}

    /**
     * Reads labels and takes some of them.
     *
     * @param count how many texts there are
     * @param classes how many classes there are; labels count them from 0
     * @param places which to take, each 0 to {@code count - 1}
     * @return {@code (places)}, INT32
     */
    static Array take(Path file, String name, int count, int classes, int... places) {
        Array labels = Npz.numbers(file, name);
        DataType type = labels.dataType();
        if (labels.rank() != 1 || labels.length() != count || !type.isInteger()) {
            throw wrong(file, name, count + " integers, one for each text", labels.shape() + " " + type);
        }
        long[] values = labels.toLongArray();
        int[] taken = new int[places.length];
        for (int i = 0; i < taken.length; i++) {
            long label = values[places[i]];
            if (label < 0 || label >= classes) {
                throw wrong(file, name, "labels 0 to " + (classes - 1), label + " at index " + places[i]);
            }
            taken[i] = (int) label;
        }
        return Array.of(taken, taken.length);
    }

    private static FileFormatException wrong(Path file, String name, String expected, String received) {
        return new FileFormatException(JerasException.message(
                "\"" + name + "\" in " + file + " does not hold the labels of its texts.",
                expected,
                received,
                "give the file that Keras publishes, or one of its form"));
    }
}
