package jeras.layers;

import java.util.List;
import java.util.function.Function;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** What poolings to a given size over 1, 2 and 3 axes have in common. */
abstract class AdaptivePooling<L extends AdaptivePooling<L>> extends KerasLayer<L, AdaptivePooling.Config> {
    private final Operation operation;

    /** Keras's arguments; the length of {@code outputSize} is the number of axes. */
    record Config(List<Integer> outputSize, String dataFormat) {
        Config {
            DataFormat.check("Adaptive pooling", dataFormat);
        }

        static Config of(String layer, int axes, int... outputSize) {
            return new Config(Tuple.of(layer, "outputSize", axes, outputSize), DataFormat.preset());
        }
    }

    /** One of {@link Ops#adaptiveAveragePool} and {@link Ops#adaptiveMaxPool}. */
    interface Operation {
        Tensor apply(Tensor x, long... size);
    }

    AdaptivePooling(int axes, Operation operation, Config config, Function<Config, L> maker) {
        super(config, maker);
        Tuple.check(getClass().getSimpleName(), "outputSize", axes, config.outputSize);
        this.operation = operation;
    }

    @Override
    protected final Tensor call(Tensor x, Call call) {
        Check.rank(this, x.shape(), config.outputSize.size() + 2);
        Tensor y = operation.apply(DataFormat.toLast(x, config.dataFormat), Tuple.longs(config.outputSize));
        return DataFormat.fromLast(y, config.dataFormat);
    }
}
