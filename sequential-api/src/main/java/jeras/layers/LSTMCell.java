package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.regularizers.Regularizer;
import jeras.utils.Records;

/**
 * One step of an {@link LSTM}: with the gates i, f, g, o from {@code x · kernel + h · recurrent_kernel + bias},
 * {@code c' = f c + i g} and {@code h' = o activation(c')}.
 *
 * <ul>
 *   <li>input {@code (batch, in)} and the states h and c, {@code (batch, units)} each; output h', then the states h' and c'
 *   <li>kernel {@code (in, 4 units)}, recurrent kernel {@code (units, 4 units)}, bias {@code (4 units)}; columns i, f, g, o
 * </ul>
 *
 * <pre>{@code RNN.of(LSTMCell.of(64), LSTMCell.of(32))}</pre>
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/lstm_cell/">keras.layers.LSTMCell</a>
 */
public final class LSTMCell extends DenseCell<LSTMCell, LSTMCell.Config> implements GatedOptions<LSTMCell> {
    private static final int GATES = 4;

    /** Keras's arguments. */
    record Config(
            int units,
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
            Long seed)
            implements CellArguments {
        Config {
            Check.positive("LSTMCell", "units", units);
            check("LSTMCell");
        }
    }

    LSTMCell(Config config) {
        super(GATES, config.units, config, LSTMCell::new);
    }

    public static LSTMCell of(int units) {
        return new LSTMCell(Records.part(LSTM.of(units).config(), Config.class));
    }

    /** Whether the bias of the forget gate starts at 1, so that the cell remembers at first; default: true. */
    public LSTMCell unitForgetBias(boolean unitForgetBias) {
        return with("unitForgetBias", unitForgetBias);
    }

    @Override
    public List<Shape> stateShapes() {
        return List.of(new Shape(config.units), new Shape(config.units));
    }

    @Override
    Initializer biasInitializer() {
        return config.unitForgetBias
                ? rememberingAtFirst(config.biasInitializer, config.units)
                : config.biasInitializer;
    }

    /** Ones for the forget gate, so that the cell remembers at first. */
    static Initializer rememberingAtFirst(Initializer others, long units) {
        return (shape, type) -> Ops.concatenate(
                List.of(
                        others.apply(new Shape(units), type),
                        Ops.ones(new Shape(units), type),
                        others.apply(new Shape(2 * units), type)),
                0);
    }

    @Override
    boolean canFuse(boolean training) {
        return isPlain(training)
                && config.activation.equals(Activation.of("tanh"))
                && config.recurrentActivation.equals(Activation.of("sigmoid"));
    }

    @Override
    List<Tensor> fused(Tensor x, List<Tensor> states, boolean training) {
        return Ops.lstm(dropped(x, training), states.get(0), states.get(1), kernel, recurrentKernel, bias);
    }

    @Override
    Steps steps(Tensor x, boolean training) {
        Tensor product = product(x, bias, training);
        return dropsStates(training) ? dropping(product, x) : plain(product);
    }

    private Steps plain(Tensor product) {
        return new Steps(
                List.of(Walk.swapped(product)), // (time, batch, 4 units)
                (states, elements) -> step(
                        Ops.split(Ops.linear(states.get(0), recurrentKernel, elements.get(0)), GATES, 1),
                        states.get(1)));
    }

    private Steps dropping(Tensor product, Tensor x) {
        Tensor masks = stateMasks(x); // (4, batch, units)
        Tensor recurrent = recurrentPerGate();
        return new Steps(List.of(perGate(product)), (states, elements) -> {
            Tensor h = states.get(0).multiply(masks); // (4, batch, units)
            return step(Ops.unstack(Ops.linearEach(h, recurrent, elements.get(0)), 0), states.get(1));
        });
    }

    private List<Tensor> step(List<Tensor> gates, Tensor c) {
        return step(gates, c, config.activation, config.recurrentActivation);
    }

    /** From the gates before their activation, and c: the output h, and the states h and c. */
    static List<Tensor> step(List<Tensor> gates, Tensor c, Activation activation, Activation recurrentActivation) {
        Tensor i = recurrentActivation.apply(gates.get(0));
        Tensor f = recurrentActivation.apply(gates.get(1));
        Tensor g = activation.apply(gates.get(2));
        Tensor o = recurrentActivation.apply(gates.get(3));
        Tensor next = f.multiply(c).add(i.multiply(g));
        Tensor h = o.multiply(activation.apply(next));
        return List.of(h, h, next);
    }
}
