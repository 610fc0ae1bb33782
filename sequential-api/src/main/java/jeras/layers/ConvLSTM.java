package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/**
 * What convolutional LSTM layers over 1, 2 and 3 axes have in common: an {@link LSTM} whose products are convolutions, so that its
 * states are images (Shi et al. 2015).
 *
 * <ul>
 *   <li>input {@code (batch, time, axes..., in)}, and optionally the first states h and c, {@code (batch, newAxes..., filters)};
 *       with {@code channels_first} the channels stand before the axes
 *   <li>output {@code (batch, newAxes..., filters)}, or {@code (batch, time, newAxes..., filters)} with {@code returnSequences};
 *       with {@code returnState} then the last h and c
 *   <li>kernel {@code (window..., in, 4 filters)}, recurrent kernel {@code (window..., filters, 4 filters)}, bias
 *       {@code (4 filters)}; columns i, f, g, o
 * </ul>
 *
 * @param <L> the layer's own type
 */
public abstract class ConvLSTM<L extends ConvLSTM<L>> extends RecurrentLayer<L, ConvLSTM.Config>
        implements GatedOptions<L> {
    private final int axes;

    /** Keras's arguments; the length of {@code kernelSize} is the number of axes. */
    record Config(
            int filters,
            List<Integer> kernelSize,
            List<Integer> strides,
            String padding,
            String dataFormat,
            List<Integer> dilationRate,
            Activation activation,
            Activation recurrentActivation,
            boolean useBias,
            Initializer kernelInitializer,
            Initializer recurrentInitializer,
            Initializer biasInitializer,
            boolean unitForgetBias,
            Regularizer kernelRegularizer,
            Regularizer recurrentRegularizer,
            Regularizer biasRegularizer,
            Constraint kernelConstraint,
            Constraint recurrentConstraint,
            Constraint biasConstraint,
            double dropout,
            double recurrentDropout,
            Long seed,
            boolean returnSequences,
            boolean returnState,
            boolean goBackwards,
            boolean stateful,
            boolean unroll,
            boolean zeroOutputForMask)
            implements RecurrentLayer.Options, CellArguments {
        Config {
            int axes = kernelSize.size();
            String layer = "ConvLSTM" + axes + "D";
            padding = padding.toLowerCase(Locale.ROOT);
            Check.positive(layer, "filters", filters);
            Tuple.check(layer, "kernelSize", axes, kernelSize);
            Tuple.check(layer, "strides", axes, strides);
            Check.oneOf(layer, "padding", padding, "valid", "same");
            DataFormat.check(layer, dataFormat);
            Tuple.check(layer, "dilationRate", axes, dilationRate);
            if (Collections.max(strides) > 1 && Collections.max(dilationRate) > 1) {
                throw new InvalidArgumentException(JerasException.message(
                        layer + " cannot be made.",
                        "strides or dilationRate above 1, not both",
                        "strides " + strides + " and dilationRate " + dilationRate,
                        "leave one of them at 1"));
            }
            check(layer);
        }

        static Config of(int filters, List<Integer> kernelSize) {
            List<Integer> ones = Collections.nCopies(kernelSize.size(), 1);
            return new Config(
                    filters,
                    kernelSize,
                    ones,
                    "valid",
                    DataFormat.preset(),
                    ones,
                    Activation.of("tanh"),
                    Activation.of("sigmoid"),
                    true,
                    Initializer.of("glorot_uniform"),
                    Initializer.of("orthogonal"),
                    Initializer.of("zeros"),
                    true,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    0,
                    null,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false);
        }
    }

    ConvLSTM(int axes, Config config, Function<Config, L> maker) {
        super(config, maker, new ConvLSTMCell(config).name("conv_lstm_cell"));
        this.axes = axes;
        Tuple.check(getClass().getSimpleName(), "kernelSize", axes, config.kernelSize);
    }

    /** How far the window moves over the inputs: one number, or one an axis. Default: 1. */
    public final L strides(int... strides) {
        return with("strides", tuple("strides", strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right), for the inputs. Default: {@code valid}. */
    public final L padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public final L dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** The distance of the window's elements on the inputs: one number, or one an axis. Default: 1. */
    public final L dilationRate(int... dilationRate) {
        return with("dilationRate", tuple("dilationRate", dilationRate));
    }

    /** Whether the bias of the forget gate starts at 1, so that the cell remembers at first; default: true. */
    public final L unitForgetBias(boolean unitForgetBias) {
        return with("unitForgetBias", unitForgetBias);
    }

    private List<Integer> tuple(String option, int... values) {
        return Tuple.of(getClass().getSimpleName(), option, axes, values);
    }

    @Override
    final void check(Shape input) {
        Check.rank(this, input, axes + 3);
        for (int axis = 2; axis < input.dimension(); axis++) {
            Check.knownAxis(this, input, axis);
        }
    }
}
