package jeras.layers;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Spreads the values of each channel so that all are about equally frequent around each place, in training and elsewhere (CLAHE).
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, of the data type of the input
 * </ul>
 *
 * <pre>{@code ContrastLimitedAdaptiveHistogramEqualization.of().clipLimit(2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/clahe/">keras.layers.ContrastLimitedAdaptiveHistogramEqualization</a>
 */
public final class ContrastLimitedAdaptiveHistogramEqualization
        extends ImageLayer<
                ContrastLimitedAdaptiveHistogramEqualization, ContrastLimitedAdaptiveHistogramEqualization.Config> {
    /** Keras's arguments. */
    record Config(List<Double> valueRange, double clipLimit, List<Integer> tileGridSize, String dataFormat) {
        Config {
            valueRange = Factor.valueRange("ContrastLimitedAdaptiveHistogramEqualization", valueRange);
            Tuple.check("ContrastLimitedAdaptiveHistogramEqualization", "tileGridSize", 2, tileGridSize);
            DataFormat.check("ContrastLimitedAdaptiveHistogramEqualization", dataFormat);
        }
    }

    ContrastLimitedAdaptiveHistogramEqualization(Config config) {
        super(config, ContrastLimitedAdaptiveHistogramEqualization::new, config.dataFormat);
    }

    public static ContrastLimitedAdaptiveHistogramEqualization of() {
        return new ContrastLimitedAdaptiveHistogramEqualization(
                new Config(Factor.list(0, 255), 4, List.of(8, 8), DataFormat.preset()));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public ContrastLimitedAdaptiveHistogramEqualization valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** How many times the mean a frequency may be; 0 for no limit. Default: 4. */
    public ContrastLimitedAdaptiveHistogramEqualization clipLimit(double clipLimit) {
        return with("clipLimit", clipLimit);
    }

    /** Into how many rows and columns of tiles images are divided; one number for both. Default: 8. */
    public ContrastLimitedAdaptiveHistogramEqualization tileGridSize(int... tileGridSize) {
        return with(
                "tileGridSize",
                Tuple.of("ContrastLimitedAdaptiveHistogramEqualization", "tileGridSize", 2, tileGridSize));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public ContrastLimitedAdaptiveHistogramEqualization dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    Tensor transform(Tensor images, boolean training) {
        Check.knownAxis(this, images.shape(), 1);
        Check.knownAxis(this, images.shape(), 2);
        Check.knownAxis(this, images.shape(), 3);
        Tensor bytes = ValueRange.to(Ops.cast(images, DataType.FLOAT32), config.valueRange, 0, 255);
        Tensor even = new LocalEqualization(bytes, config.tileGridSize.get(0), config.tileGridSize.get(1))
                .apply(config.clipLimit);
        return Ops.cast(ValueRange.from(even, config.valueRange, 0, 255), images.dataType());
    }
}
