package jeras.training;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import jeras.Array;
import jeras.JerasException;
import jeras.Model;
import jeras.data.Batch;
import jeras.utils.Warnings;

/** Looks for the reason when a loss is no number any more; only then, because it reads all data. */
final class LossCheck {
    private LossCheck() {}

    /** Warns when the loss of an epoch is not finite, and names the input or target that may be why. */
    static boolean tellIfNotFinite(Model model, Source source, int epoch, double loss) {
        if (Double.isFinite(loss)) {
            return false;
        }
        Batch data = source.sample();
        Optional<String> found = notFinite("input", model.inputNames(), data.x())
                .or(() -> notFinite("target", model.outputNames(), data.y()));
        Warnings.warn(JerasException.message(
                "The loss is " + loss + " since epoch " + (epoch + 1) + ".",
                "a finite loss",
                found.orElse("finite data, as far as they were looked at"),
                (found.isPresent() ? "take such values out of the data" : "try a lower learning rate, or clipnorm")
                        + ", and begin with new weights: these may be spoilt"));
        return true;
    }

    private static Optional<String> notFinite(String what, List<String> names, List<Array> arrays) {
        for (int i = 0; i < arrays.size(); i++) {
            long sample = firstNotFinite(arrays.get(i));
            if (sample >= 0) {
                String name = i < names.size() ? "\"" + names.get(i) + "\"" : Integer.toString(i + 1);
                return Optional.of("a value that is not finite in " + what + " " + name + ", sample " + sample);
            }
        }
        return Optional.empty();
    }

    /** The first sample with a value that is not finite; -1 if there is none. */
    private static long firstNotFinite(Array array) {
        ByteBuffer bytes = array.bytes();
        long row = array.size() / Math.max(1, array.length());
        boolean isDouble = array.dataType() == DataType.FLOAT64;
        if (!isDouble && array.dataType() != DataType.FLOAT32) {
            return -1;
        }
        for (int i = 0; i < array.size(); i++) {
            double value = isDouble ? bytes.getDouble(i * Double.BYTES) : bytes.getFloat(i * Float.BYTES);
            if (!Double.isFinite(value)) {
                return i / row;
            }
        }
        return -1;
    }
}
