package jeras.metrics;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@link IoU} of targets 0 and 1 and of outputs that mean 1 from a threshold on.
 *
 * <pre>{@code BinaryIoU.of().targetClassIds(1).threshold(0.3)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/segmentation_metrics/">keras.metrics.BinaryIoU</a>
 */
public final class BinaryIoU extends IntersectionOverUnion<BinaryIoU, BinaryIoU.Config> {
    /** Keras's arguments. */
    record Config(List<Integer> targetClassIds, double threshold, String dtype) {
        Config {
            check("BinaryIoU", 2, targetClassIds);
        }
    }

    private BinaryIoU(String name, Config config) {
        super(name, config, new Setting(2, config.targetClassIds, null, true, true, -1, config.dtype), BinaryIoU::new);
    }

    public static BinaryIoU of() {
        return new BinaryIoU("binary_io_u", new Config(List.of(0, 1), 0.5, "int"));
    }

    /** The classes that count, 0, 1 or both; default: both. */
    public BinaryIoU targetClassIds(int... ids) {
        return with("targetClassIds", Arrays.stream(ids).boxed().toList());
    }

    /** From which an output means 1; default: 0.5. */
    public BinaryIoU threshold(double threshold) {
        return with("threshold", threshold);
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Tensor scores = Ops.cast(yPred, DataType.FLOAT32);
        super.update(yTrue, Ops.greaterEqual(scores, config.threshold), sampleWeight);
    }
}
