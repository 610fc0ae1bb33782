package jeras.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * {@link IoU} of one-hot targets and of scores: the greatest of an axis is the class.
 *
 * <pre>{@code OneHotIoU.of(10, 2, 3).ignoreClass(255)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/segmentation_metrics/">keras.metrics.OneHotIoU</a>
 */
public final class OneHotIoU extends IntersectionOverUnion<OneHotIoU, OneHotIoU.Config> {
    /** Keras's arguments; null for no class that is left out. */
    record Config(
            int numClasses,
            List<Integer> targetClassIds,
            Integer ignoreClass,
            boolean sparseYPred,
            int axis,
            String dtype) {
        Config {
            check("OneHotIoU", numClasses, targetClassIds);
        }
    }

    private OneHotIoU(String name, Config config) {
        super(
                name,
                config,
                new Setting(
                        config.numClasses,
                        config.targetClassIds,
                        config.ignoreClass,
                        false,
                        config.sparseYPred,
                        config.axis,
                        config.dtype),
                OneHotIoU::new);
    }

    /**
     * The mean of the intersections over unions of some classes.
     *
     * @param numClasses the number of classes
     * @param targetClassIds the classes that count
     */
    public static OneHotIoU of(int numClasses, int... targetClassIds) {
        return new OneHotIoU(
                "one_hot_io_u",
                new Config(numClasses, Arrays.stream(targetClassIds).boxed().toList(), null, false, -1, "int"));
    }

    /** The number of classes. */
    public OneHotIoU numClasses(int numClasses) {
        return with("numClasses", numClasses);
    }

    /** The classes that count. */
    public OneHotIoU targetClassIds(int... ids) {
        return with("targetClassIds", Arrays.stream(ids).boxed().toList());
    }

    /** A target that is left out; default: none. */
    public OneHotIoU ignoreClass(int ignoreClass) {
        return with("ignoreClass", ignoreClass);
    }

    /** Whether outputs are class numbers, and not one score a class; default: false. */
    public OneHotIoU sparseYPred(boolean sparse) {
        return with("sparseYPred", sparse);
    }

    /** The axis of the classes where there is one; default: -1. */
    public OneHotIoU axis(int axis) {
        return with("axis", axis);
    }
}
