package jeras.layers;

/**
 * Convolutional LSTM over the two axes of a sequence of images: see {@link ConvLSTM}.
 *
 * <ul>
 *   <li>input {@code (batch, time, height, width, in)}, output without the time, or with it under {@code returnSequences}, and with {@code filters} channels
 * </ul>
 *
 * <pre>{@code ConvLSTM2D.of(16, 3).padding("same").returnSequences(true)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/conv_lstm2d/">keras.layers.ConvLSTM2D</a>
 */
public final class ConvLSTM2D extends ConvLSTM<ConvLSTM2D> {
    ConvLSTM2D(Config config) {
        super(2, config, ConvLSTM2D::new);
    }

    /** The length of the window is one number, or 2. */
    public static ConvLSTM2D of(int filters, int... kernelSize) {
        return new ConvLSTM2D(Config.of(filters, Tuple.of("ConvLSTM2D", "kernelSize", 2, kernelSize)));
    }
}
