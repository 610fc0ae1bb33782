package jeras.layers;

/**
 * Convolutional LSTM over the axis of a sequence of signals: see {@link ConvLSTM}.
 *
 * <ul>
 *   <li>input {@code (batch, time, length, in)}, output without the time, or with it under {@code returnSequences}, and with {@code filters} channels
 * </ul>
 *
 * <pre>{@code ConvLSTM1D.of(16, 3)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/conv_lstm1d/">keras.layers.ConvLSTM1D</a>
 */
public final class ConvLSTM1D extends ConvLSTM<ConvLSTM1D> {
    ConvLSTM1D(Config config) {
        super(1, config, ConvLSTM1D::new);
    }

    /** The length of the window is one number. */
    public static ConvLSTM1D of(int filters, int... kernelSize) {
        return new ConvLSTM1D(Config.of(filters, Tuple.of("ConvLSTM1D", "kernelSize", 1, kernelSize)));
    }
}
