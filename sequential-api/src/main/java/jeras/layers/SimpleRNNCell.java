package jeras.layers;

import java.util.List;
import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.regularizers.Regularizer;
import jeras.utils.Records;

/**
 * One step of a {@link SimpleRNN}: {@code h' = activation(x · kernel + h · recurrent_kernel + bias)}.
 *
 * <ul>
 *   <li>input {@code (batch, in)} and the state h, {@code (batch, units)}; output h', then the state h'
 *   <li>kernel {@code (in, units)}, recurrent kernel {@code (units, units)}, bias {@code (units)}
 * </ul>
 *
 * <pre>{@code RNN.of(SimpleRNNCell.of(64), SimpleRNNCell.of(32))}</pre>
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/simple_rnn_cell/">keras.layers.SimpleRNNCell</a>
 */
public final class SimpleRNNCell extends DenseCell<SimpleRNNCell, SimpleRNNCell.Config> {
    /** Keras's arguments. */
    record Config(
            int units,
            Activation activation,
            boolean useBias,
            Initializer kernelInitializer,
            Initializer recurrentInitializer,
            Initializer biasInitializer,
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
            Check.positive("SimpleRNNCell", "units", units);
            check("SimpleRNNCell");
        }
    }

    SimpleRNNCell(Config config) {
        super(1, config.units, config, SimpleRNNCell::new);
    }

    public static SimpleRNNCell of(int units) {
        return new SimpleRNNCell(Records.part(SimpleRNN.of(units).config(), Config.class));
    }

    /** Unlike the gated cells, Keras's plain one drops all at a rate of 1. */
    @Override
    boolean drops(double rate) {
        return rate > 0;
    }

    @Override
    boolean canFuse(boolean training) {
        return isPlain(training) && (config.activation.equals(Activation.of("tanh")) || isRectified());
    }

    private boolean isRectified() {
        return config.activation.equals(Activation.of("relu"));
    }

    @Override
    List<Tensor> fused(Tensor x, List<Tensor> states, boolean training) {
        return Ops.simpleRnn(dropped(x, training), states.get(0), kernel, recurrentKernel, bias, isRectified());
    }

    @Override
    Steps steps(Tensor x, boolean training) {
        Tensor mask = dropsStates(training) ? Ops.squeeze(stateMasks(x), 0) : null;
        return new Steps(List.of(Walk.swapped(product(x, bias, training))), (states, elements) -> {
            Tensor h = mask == null ? states.get(0) : states.get(0).multiply(mask);
            Tensor next = config.activation.apply(Ops.linear(h, recurrentKernel, elements.get(0)));
            return List.of(next, next);
        });
    }
}
