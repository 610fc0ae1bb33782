package jeras.layers;

import java.util.function.Function;
import java.util.stream.IntStream;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** What poolings over all of the axes between batch and channels have in common. */
abstract class GlobalPooling<L extends GlobalPooling<L>> extends KerasLayer<L, GlobalPooling.Config> {
    private final int axes;
    private final Operation operation;

    /** Keras's arguments. */
    record Config(String dataFormat, boolean keepdims) {
        Config {
            DataFormat.check("Global pooling", dataFormat);
        }

        static Config preset() {
            return new Config(DataFormat.preset(), false);
        }
    }

    /** One of {@link Ops#mean} and {@link Ops#max}. */
    interface Operation {
        Tensor apply(Tensor x, boolean keepDims, int... axis);
    }

    GlobalPooling(int axes, Operation operation, Config config, Function<Config, L> maker) {
        super(config, maker);
        this.axes = axes;
        this.operation = operation;
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Check.rank(this, x.shape(), axes + 2);
        int first = DataFormat.isFirst(config.dataFormat) ? 2 : 1;
        return operation.apply(
                x, config.keepdims, IntStream.range(first, first + axes).toArray());
    }
}
