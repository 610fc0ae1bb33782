package jeras.metrics;

/**
 * The share of overlap of targets and outputs, {@code TP / (TP + FP + FN)}, the mean over all classes.
 *
 * <pre>{@code MeanIoU.of(10).ignoreClass(255)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/segmentation_metrics/">keras.metrics.MeanIoU</a>
 */
public final class MeanIoU extends IntersectionOverUnion<MeanIoU, MeanIoU.Config> {
    /** Keras's arguments; null for no class that is left out. */
    record Config(
            int numClasses, Integer ignoreClass, boolean sparseYTrue, boolean sparseYPred, int axis, String dtype) {
        Config {
            check("MeanIoU", numClasses, all(numClasses));
        }
    }

    private MeanIoU(String name, Config config) {
        super(
                name,
                config,
                new Setting(
                        config.numClasses,
                        all(config.numClasses),
                        config.ignoreClass,
                        config.sparseYTrue,
                        config.sparseYPred,
                        config.axis,
                        config.dtype),
                MeanIoU::new);
    }

    /** The mean over so many classes. */
    public static MeanIoU of(int numClasses) {
        return new MeanIoU("mean_io_u", new Config(numClasses, null, true, true, -1, "int"));
    }

    /** The number of classes. */
    public MeanIoU numClasses(int numClasses) {
        return with("numClasses", numClasses);
    }

    /** A target that is left out; default: none. */
    public MeanIoU ignoreClass(int ignoreClass) {
        return with("ignoreClass", ignoreClass);
    }

    /** Whether targets are class numbers, and not one number a class; default: true. */
    public MeanIoU sparseYTrue(boolean sparse) {
        return with("sparseYTrue", sparse);
    }

    /** Whether outputs are class numbers, and not one score a class; default: true. */
    public MeanIoU sparseYPred(boolean sparse) {
        return with("sparseYPred", sparse);
    }

    /** The axis of the classes where there is one; default: -1. */
    public MeanIoU axis(int axis) {
        return with("axis", axis);
    }
}
