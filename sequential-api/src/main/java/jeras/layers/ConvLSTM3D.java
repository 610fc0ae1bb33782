package jeras.layers;

/**
 * Convolutional LSTM over the three axes of a sequence of volumes: see {@link ConvLSTM}.
 *
 * <ul>
 *   <li>input {@code (batch, time, depth, height, width, in)}, output without the time, or with it under {@code returnSequences}, and with {@code filters} channels
 * </ul>
 *
 * <pre>{@code ConvLSTM3D.of(16, 3)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/conv_lstm3d/">keras.layers.ConvLSTM3D</a>
 */
public final class ConvLSTM3D extends ConvLSTM<ConvLSTM3D> {
    ConvLSTM3D(Config config) {
        super(3, config, ConvLSTM3D::new);
    }

    /** The length of the window is one number, or 3. */
    public static ConvLSTM3D of(int filters, int... kernelSize) {
        return new ConvLSTM3D(Config.of(filters, Tuple.of("ConvLSTM3D", "kernelSize", 3, kernelSize)));
    }
}
