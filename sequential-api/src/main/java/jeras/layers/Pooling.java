package jeras.layers;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** What poolings over 1, 2 and 3 axes have in common. */
abstract class Pooling<L extends Pooling<L>> extends KerasLayer<L, Pooling.Config> {
    private final Operation operation;

    /** Keras's arguments; the length of {@code poolSize} is the number of axes. */
    record Config(List<Integer> poolSize, List<Integer> strides, String padding, String dataFormat) {
        Config {
            int axes = poolSize.size();
            String layer = "Pooling" + axes + "D";
            Tuple.check(layer, "poolSize", axes, poolSize);
            Tuple.check(layer, "strides", axes, strides);
            padding = padding.toLowerCase(Locale.ROOT);
            Check.oneOf(layer, "padding", padding, "valid", "same");
            DataFormat.check(layer, dataFormat);
        }

        /** Windows side by side. */
        static Config of(String layer, int axes, int... poolSize) {
            List<Integer> size = Tuple.of(layer, "poolSize", axes, poolSize);
            return new Config(size, size, "valid", DataFormat.preset());
        }
    }

    /** One of {@link Ops#maxPool} and {@link Ops#averagePool}. */
    interface Operation {
        Tensor apply(Tensor x, long[] window, long[] strides, String padding);
    }

    Pooling(int axes, Operation operation, Config config, Function<Config, L> maker) {
        super(config, maker);
        Tuple.check(getClass().getSimpleName(), "poolSize", axes, config.poolSize);
        this.operation = operation;
    }

    @Override
    protected final Tensor call(Tensor x, Call call) {
        Check.rank(this, x.shape(), config.poolSize.size() + 2);
        Tensor y = operation.apply(
                DataFormat.toLast(x, config.dataFormat),
                Tuple.longs(config.poolSize),
                Tuple.longs(config.strides),
                config.padding);
        return DataFormat.fromLast(y, config.dataFormat);
    }
}
