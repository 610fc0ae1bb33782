package jeras.layers;

import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * All axes but the batch as one, in channels-last order.
 *
 * <ul>
 *   <li>input {@code (batch, a, b, ...)}, output {@code (batch, a · b · ...)}
 * </ul>
 *
 * <pre>{@code Flatten.of()}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/flatten/">keras.layers.Flatten</a>
 */
public final class Flatten extends KerasLayer<Flatten, Flatten.Config> {
    /** Keras's arguments. */
    record Config(String dataFormat) {
        Config {
            DataFormat.check("Flatten", dataFormat);
        }
    }

    Flatten(Config config) {
        super(config, Flatten::new);
    }

    public static Flatten of() {
        return new Flatten(new Config(DataFormat.preset()));
    }

    /**
     * {@code "channels_last"}, or {@code "channels_first"}: then the second axis is moved behind the others first.
     * Default: {@code Keras.imageDataFormat()}.
     */
    public Flatten dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    protected Tensor call(Tensor x) {
        if (x.rank() == 2) {
            return x;
        }
        if (x.rank() == 1) {
            return Ops.expandDims(x, 1);
        }
        return Ops.reshape(DataFormat.toLast(x, config.dataFormat), new Shape(x.size(0), -1));
    }
}
