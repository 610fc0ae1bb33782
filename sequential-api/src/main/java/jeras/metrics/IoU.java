package jeras.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * The share of overlap of targets and outputs, {@code TP / (TP + FP + FN)}, the mean over some classes.
 *
 * <pre>{@code IoU.of(10, 2, 3).ignoreClass(255)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/segmentation_metrics/">keras.metrics.IoU</a>
 */
public final class IoU extends IntersectionOverUnion<IoU, IoU.Config> {
    /** Keras's arguments; null for no class that is left out. */
    record Config(
            int numClasses,
            List<Integer> targetClassIds,
            Integer ignoreClass,
            boolean sparseYTrue,
            boolean sparseYPred,
            int axis,
            String dtype) {
        Config {
            check("IoU", numClasses, targetClassIds);
        }
    }

    private IoU(String name, Config config) {
        super(
                name,
                config,
                new Setting(
                        config.numClasses,
                        config.targetClassIds,
                        config.ignoreClass,
                        config.sparseYTrue,
                        config.sparseYPred,
                        config.axis,
                        config.dtype),
                IoU::new);
    }

    /**
     * The mean of the intersections over unions of some classes.
     *
     * @param numClasses the number of classes
     * @param targetClassIds the classes that count
     */
    public static IoU of(int numClasses, int... targetClassIds) {
        return new IoU(
                "io_u",
                new Config(numClasses, Arrays.stream(targetClassIds).boxed().toList(), null, true, true, -1, "int"));
    }

    /** The number of classes. */
    public IoU numClasses(int numClasses) {
        return with("numClasses", numClasses);
    }

    /** The classes that count. */
    public IoU targetClassIds(int... ids) {
        return with("targetClassIds", Arrays.stream(ids).boxed().toList());
    }

    /** A target that is left out; default: none. */
    public IoU ignoreClass(int ignoreClass) {
        return with("ignoreClass", ignoreClass);
    }

    /** Whether targets are class numbers, and not one number a class; default: true. */
    public IoU sparseYTrue(boolean sparse) {
        return with("sparseYTrue", sparse);
    }

    /** Whether outputs are class numbers, and not one score a class; default: true. */
    public IoU sparseYPred(boolean sparse) {
        return with("sparseYPred", sparse);
    }

    /** The axis of the classes where there is one; default: -1. */
    public IoU axis(int axis) {
        return with("axis", axis);
    }
}
