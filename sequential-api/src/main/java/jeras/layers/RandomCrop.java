package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * A part of images from a place left to chance in training, the same for the whole batch. Elsewhere the largest part from the
 * middle with the shape of the target, resized.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same with the new height and width, float32
 * </ul>
 *
 * <pre>{@code RandomCrop.of(28, 28)}</pre>
 *
 * <p>Keras 3 says the same of images outside training, declares the output's shape so, and yet hands them on whole; here they come
 * in the shape that is declared.
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_crop/">keras.layers.RandomCrop</a>
 */
public final class RandomCrop extends ImageLayer<RandomCrop, RandomCrop.Config> {
    private final Noise noise;

    /** Keras's arguments. */
    record Config(int height, int width, Long seed, String dataFormat) {
        Config {
            Check.positive("RandomCrop", "height", height);
            Check.positive("RandomCrop", "width", width);
            DataFormat.check("RandomCrop", dataFormat);
        }
    }

    RandomCrop(Config config) {
        super(config, RandomCrop::new, config.dataFormat);
        noise = config.seed == null ? Noise.shared() : Noise.of(config.seed);
    }

    public static RandomCrop of(int height, int width) {
        return new RandomCrop(new Config(height, width, null, DataFormat.preset()));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomCrop seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomCrop dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    Tensor transform(Tensor images, boolean training) {
        Tensor x = Ops.cast(images, DataType.FLOAT32);
        long height = Check.knownAxis(this, x.shape(), 1);
        long width = Check.knownAxis(this, x.shape(), 2);
        if (!training) {
            return Ops.resize(x, config.height, config.width, o -> o.cropToAspectRatio(true));
        }
        if (height > config.height && width > config.width) {
            UnaryOperator<Tensor> rows = part(x, 1, height - config.height, config.height);
            UnaryOperator<Tensor> columns = part(x, 2, width - config.width, config.width);
            return columns.apply(rows.apply(x));
        }
        long rows = (height - Math.max(Math.min(height, width * config.height / config.width), 1)) / 2;
        long columns = (width - Math.max(Math.min(width, height * config.width / config.height), 1)) / 2;
        String part = ":, " + rows + ":" + (rows + config.height) + ", " + columns + ":" + (columns + config.width);
        return Ops.resize(x.get(part), config.height, config.width);
    }

    /** So many slices along an axis from a random one on. */
    private UnaryOperator<Tensor> part(Tensor x, int axis, long room, int length) {
        Tensor start = Ops.floor(noise.uniform(x, new Shape(1), 0, room + 1.0));
        Tensor places = Ops.cast(start.add(Ops.arange(0, length, DataType.FLOAT32)), DataType.INT64);
        return t -> Ops.take(t, places, axis);
    }

    /** As in Keras, what comes in is taken as it is. */
    @Override
    boolean castsInputs() {
        return false;
    }
}
