package jeras.metrics;

/**
 * {@link MeanIoU} of one-hot targets and of scores: the greatest of an axis is the class.
 *
 * <pre>{@code OneHotMeanIoU.of(10).ignoreClass(255)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/segmentation_metrics/">keras.metrics.OneHotMeanIoU</a>
 */
public final class OneHotMeanIoU extends IntersectionOverUnion<OneHotMeanIoU, OneHotMeanIoU.Config> {
    /** Keras's arguments; null for no class that is left out. */
    record Config(int numClasses, Integer ignoreClass, boolean sparseYPred, int axis, String dtype) {
        Config {
            check("OneHotMeanIoU", numClasses, all(numClasses));
        }
    }

    private OneHotMeanIoU(String name, Config config) {
        super(
                name,
                config,
                new Setting(
                        config.numClasses,
                        all(config.numClasses),
                        config.ignoreClass,
                        false,
                        config.sparseYPred,
                        config.axis,
                        config.dtype),
                OneHotMeanIoU::new);
    }

    /** The mean over so many classes. */
    public static OneHotMeanIoU of(int numClasses) {
        return new OneHotMeanIoU("one_hot_mean_io_u", new Config(numClasses, null, false, -1, "int"));
    }

    /** The number of classes. */
    public OneHotMeanIoU numClasses(int numClasses) {
        return with("numClasses", numClasses);
    }

    /** A target that is left out; default: none. */
    public OneHotMeanIoU ignoreClass(int ignoreClass) {
        return with("ignoreClass", ignoreClass);
    }

    /** Whether outputs are class numbers, and not one score a class; default: false. */
    public OneHotMeanIoU sparseYPred(boolean sparse) {
        return with("sparseYPred", sparse);
    }

    /** The axis of the classes where there is one; default: -1. */
    public OneHotMeanIoU axis(int axis) {
        return with("axis", axis);
    }
}
