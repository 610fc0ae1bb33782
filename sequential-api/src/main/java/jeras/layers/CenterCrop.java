package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The middle part of images, in training and elsewhere. Of images that are too small the largest part of the same shape, resized.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same with the new height and width, float32
 * </ul>
 *
 * <pre>{@code CenterCrop.of(224, 224)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/center_crop/">keras.layers.CenterCrop</a>
 */
public final class CenterCrop extends ImageLayer<CenterCrop, CenterCrop.Config> {
    /** Keras's arguments. */
    record Config(int height, int width, String dataFormat) {
        Config {
            Check.positive("CenterCrop", "height", height);
            Check.positive("CenterCrop", "width", width);
            DataFormat.check("CenterCrop", dataFormat);
        }
    }

    CenterCrop(Config config) {
        super(config, CenterCrop::new, config.dataFormat);
    }

    public static CenterCrop of(int height, int width) {
        return new CenterCrop(new Config(height, width, DataFormat.preset()));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public CenterCrop dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    Tensor transform(Tensor images, boolean training) {
        Tensor x = Ops.cast(images, DataType.FLOAT32);
        Shape shape = x.shape();
        long rows = Check.knownAxis(this, shape, 1) - config.height;
        long columns = Check.knownAxis(this, shape, 2) - config.width;
        if (rows >= 0 && columns >= 0) {
            return Ops.cropImages(
                    x,
                    o -> o.top(rows / 2)
                            .left(columns / 2)
                            .targetHeight(config.height)
                            .targetWidth(config.width));
        }
        return Ops.resize(x, config.height, config.width, o -> o.cropToAspectRatio(true));
    }
}
