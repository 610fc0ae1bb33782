package jeras.layers;

import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Images in another size, in training and elsewhere.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same with the new height and width; whole numbers
 *       stay of their data type
 * </ul>
 *
 * <pre>{@code Resizing.of(224, 224).cropToAspectRatio(true)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/">keras.layers.Resizing</a>
 */
public final class Resizing extends ImageLayer<Resizing, Resizing.Config> {
    /** Keras's arguments. */
    record Config(
            int height,
            int width,
            String interpolation,
            boolean cropToAspectRatio,
            boolean padToAspectRatio,
            String fillMode,
            double fillValue,
            boolean antialias,
            String dataFormat) {
        Config {
            Check.positive("Resizing", "height", height);
            Check.positive("Resizing", "width", width);
            Check.oneOf(
                    "Resizing",
                    "interpolation",
                    interpolation,
                    "bilinear",
                    "nearest",
                    "bicubic",
                    "lanczos3",
                    "lanczos5",
                    "area");
            Check.oneOf("Resizing", "fillMode", fillMode, "constant");
            DataFormat.check("Resizing", dataFormat);
            if (cropToAspectRatio && padToAspectRatio) {
                throw new InvalidArgumentException(JerasException.message(
                        "Resizing cannot be made.", "cropToAspectRatio or padToAspectRatio", "both", "leave one away"));
            }
        }
    }

    Resizing(Config config) {
        super(config, Resizing::new, config.dataFormat);
    }

    public static Resizing of(int height, int width) {
        return new Resizing(
                new Config(height, width, "bilinear", false, false, "constant", 0, false, DataFormat.preset()));
    }

    /** {@code bilinear}, {@code nearest}, {@code bicubic}, {@code lanczos3}, {@code lanczos5}, {@code area}. Default: {@code bilinear}. */
    public Resizing interpolation(String interpolation) {
        return with("interpolation", interpolation);
    }

    /** Whether to cut the largest middle part of the new shape out first, so that nothing is distorted. Default: false. */
    public Resizing cropToAspectRatio(boolean cropToAspectRatio) {
        return with("cropToAspectRatio", cropToAspectRatio);
    }

    /** Whether to pad both sides to the new shape first, so that nothing is distorted. Default: false. */
    public Resizing padToAspectRatio(boolean padToAspectRatio) {
        return with("padToAspectRatio", padToAspectRatio);
    }

    /** How to pad; {@code constant}, the only one that Keras has. */
    public Resizing fillMode(String fillMode) {
        return with("fillMode", fillMode);
    }

    /** What {@link #padToAspectRatio} pads with. Default: 0. */
    public Resizing fillValue(double fillValue) {
        return with("fillValue", fillValue);
    }

    /** Whether to smooth when making images smaller. Default: false. */
    public Resizing antialias(boolean antialias) {
        return with("antialias", antialias);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public Resizing dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    Tensor transform(Tensor images, boolean training) {
        return Ops.resize(
                images,
                config.height,
                config.width,
                o -> o.interpolation(config.interpolation)
                        .antialias(config.antialias)
                        .cropToAspectRatio(config.cropToAspectRatio)
                        .padToAspectRatio(config.padToAspectRatio)
                        .fillValue(config.fillValue));
    }
}
