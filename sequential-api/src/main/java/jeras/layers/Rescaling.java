package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.Array;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * {@code x · scale + offset}, in float32; such as bytes of an image to numbers from 0 to 1.
 *
 * <ul>
 *   <li>input of any shape, output the same
 *   <li>scale and offset: a number each, or one for each channel, which is the last axis
 * </ul>
 *
 * <pre>{@code Rescaling.of(1.0 / 127.5).offset(-1)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/">keras.layers.Rescaling</a>
 */
public final class Rescaling extends KerasLayer<Rescaling, Rescaling.Config> {
    private Variable scales;
    private Variable offsets;

    /** Keras's arguments. */
    record Config(Array scale, Array offset) {}

    Rescaling(Config config) {
        super(config, Rescaling::new);
    }

    /** One number, or one for each channel. */
    public static Rescaling of(double... scale) {
        return of(numbers(scale));
    }

    /** Numbers of any shape that broadcasts. */
    public static Rescaling of(Array scale) {
        return new Rescaling(new Config(scale.cast(DataType.FLOAT64), Array.of(0.0)));
    }

    /** One number, or one for each channel. Default: 0. */
    public Rescaling offset(double... offset) {
        return offset(numbers(offset));
    }

    /** Numbers of any shape that broadcasts. Default: 0. */
    public Rescaling offset(Array offset) {
        return with("offset", offset.cast(DataType.FLOAT64));
    }

    private static Array numbers(double... values) {
        return values.length == 1 ? Array.of((Object) values[0]) : Array.of((Object) values);
    }

    @Override
    protected void build(Shape input) {
        scales = config.scale.rank() == 0 ? null : FixedArray.of("scale", config.scale, variableDtype());
        offsets = config.offset.rank() == 0 ? null : FixedArray.of("offset", config.offset, variableDtype());
    }

    @Override
    protected Tensor call(Tensor x) {
        Tensor numbers = Ops.cast(x, computeDtype());
        Tensor scaled = scales == null ? numbers.multiply(config.scale.item()) : numbers.multiply(scales);
        if (offsets != null) {
            return scaled.add(offsets);
        }
        double offset = config.offset.item();
        return offset == 0 ? scaled : scaled.add(offset);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
