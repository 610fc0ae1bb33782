package jeras.layers;

import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The mean over all steps, channel by channel. Steps that the mask leaves out do not count, and the mask ends here.
 *
 * <ul>
 *   <li>input {@code (batch, steps, channels)}, output {@code (batch, channels)}; with {@code keepdims}
 *       {@code (batch, 1, channels)}
 * </ul>
 *
 * <pre>{@code GlobalAveragePooling1D.of()}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/global_average_pooling1d/">keras.layers.GlobalAveragePooling1D</a>
 */
public final class GlobalAveragePooling1D extends GlobalPooling<GlobalAveragePooling1D> {
    GlobalAveragePooling1D(Config config) {
        super(1, Ops::mean, config, GlobalAveragePooling1D::new);
    }

    public static GlobalAveragePooling1D of() {
        return new GlobalAveragePooling1D(Config.preset());
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public GlobalAveragePooling1D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Whether the pooled axes stay, with length 1. Default: false. */
    public GlobalAveragePooling1D keepdims(boolean keepdims) {
        return with("keepdims", keepdims);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        if (call.mask() == null) {
            return super.call(x, call);
        }
        Check.rank(this, x.shape(), 3);
        int steps = DataFormat.isFirst(config.dataFormat()) ? 2 : 1;
        Tensor kept = Ops.expandDims(call.mask(), steps == 1 ? 2 : 1);
        Tensor sum = Ops.sum(Ops.where(kept, x, 0), config.keepdims(), steps);
        return sum.divide(Ops.sum(Ops.cast(kept, x.dataType()), config.keepdims(), steps));
    }

    @Override
    public List<String> acceptedArguments() {
        return List.of(CallOptions.MASK, CallOptions.TRAINING);
    }
}
