package jeras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Spreads the values of each channel so that all are equally frequent, in training. The frequencies are those of the whole batch.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code Equalization.of()}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/equalization/">keras.layers.Equalization</a>
 */
public final class Equalization extends RandomImageLayer<Equalization, Equalization.Config> {
    /** Keras's arguments. */
    record Config(List<Double> valueRange, int bins, String dataFormat) {
        Config {
            valueRange = Factor.valueRange("Equalization", valueRange);
            Check.positive("Equalization", "bins", bins);
            DataFormat.check("Equalization", dataFormat);
        }
    }

    Equalization(Config config) {
        super(config, Equalization::new, config.dataFormat, null);
    }

    public static Equalization of() {
        return new Equalization(new Config(Factor.list(0, 255), 256, DataFormat.preset()));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public Equalization valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** How many values are told apart. Default: 256. */
    public Equalization bins(int bins) {
        return with("bins", bins);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public Equalization dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        return this::equalized;
    }

    private Tensor equalized(Tensor x) {
        List<Tensor> channels = new ArrayList<>();
        int count = Math.toIntExact(Check.knownAxis(this, x.shape(), -1));
        for (Tensor channel : Ops.split(ValueRange.to(x, config.valueRange, 0, 255), count, -1)) {
            channels.add(Histogram.equalized(channel, config.bins));
        }
        return ValueRange.from(Ops.concatenate(channels, -1), config.valueRange, 0, 255);
    }
}
