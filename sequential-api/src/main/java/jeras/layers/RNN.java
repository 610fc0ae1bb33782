package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ops.Tensor;

/**
 * Walks along a sequence with any {@link Cell}: one of Keras's, several of them one above the other, or one of the user's own.
 *
 * <ul>
 *   <li>input {@code (batch, time, ...)}, and optionally the first states: {@code rnn.apply(x, h, c)}
 *   <li>output as the cell's, {@code (batch, ...)}, or {@code (batch, time, ...)} with {@code returnSequences}; with
 *       {@code returnState} then the last states, those of stacked cells from the lowest cell up
 * </ul>
 *
 * <pre>{@code RNN.of(LSTMCell.of(64), GRUCell.of(32)).returnSequences(true)}</pre>
 *
 * <p>The layer uses the very cell that it is given, so that the cell can be applied by itself too, with the same weights.
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/rnn/">keras.layers.RNN</a>
 */
public final class RNN extends RecurrentLayer<RNN, RNN.Config> {
    /** Keras's arguments. */
    record Config(
            Cell cell,
            boolean returnSequences,
            boolean returnState,
            boolean goBackwards,
            boolean stateful,
            boolean unroll,
            boolean zeroOutputForMask)
            implements RecurrentLayer.Options {
        Config {
            StackedRNNCells.requireLayer("RNN", cell);
        }
    }

    RNN(Config config) {
        super(config, RNN::new, config.cell);
    }

    /** A walk with one cell. */
    public static RNN of(Cell cell) {
        return new RNN(new Config(cell, false, false, false, false, false, false));
    }

    /** A walk with several cells, each of which gets the output of the one before it. */
    public static RNN of(Cell... cells) {
        return of(StackedRNNCells.of(cells));
    }

    @Override
    Config configOfCopy() {
        return new Config(
                (Cell) copyOf((Layer) config.cell),
                config.returnSequences,
                config.returnState,
                config.goBackwards,
                config.stateful,
                config.unroll,
                config.zeroOutputForMask);
    }

    @Override
    void check(Shape input) {
        Check.rankAtLeast(this, input, 3);
    }

    /** The states of stacked cells stand in a list for each cell. */
    @Override
    public List<Object> callArguments(List<Tensor> inputs) {
        List<Tensor> states = Sequence.of(inputs).states();
        return states.isEmpty() || !(config.cell instanceof StackedRNNCells stack)
                ? super.callArguments(inputs)
                : List.of(inputs.get(0), stack.nested(states));
    }
}
