package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Recording;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * One step of a {@link ConvLSTM}: that of an {@link LSTMCell} with convolutions in the place of products.
 *
 * <p>The convolution of the inputs may pad, stride and dilate; that of the state keeps its shape. As in Keras, each gate has its own
 * dropout masks, of the inputs and of h, which serve all steps.
 */
final class ConvLSTMCell extends KerasCell<ConvLSTMCell, ConvLSTM.Config> {
    private static final int GATES = 4;

    private final long[] ones;
    private Variable kernel;
    private Variable recurrentKernel;
    private Variable bias;
    private Shape state;

    ConvLSTMCell(ConvLSTM.Config config) {
        super(config, ConvLSTMCell::new);
        ones = Tuple.longs(Collections.nCopies(config.kernelSize().size(), 1));
    }

    /** Known when it is built. */
    @Override
    public List<Shape> stateShapes() {
        return List.of(state, state);
    }

    @Override
    protected void build(Shape input) {
        long in = input.get(DataFormat.isFirst(config.dataFormat()) ? 1 : input.dimension() - 1);
        long columns = (long) GATES * config.filters();
        Shape window = new Shape(Tuple.longs(config.kernelSize()));
        kernel = kernel(window.add(in, columns));
        recurrentKernel = recurrentKernel(window.add(config.filters(), columns));
        bias = bias(
                new Shape(columns),
                config.unitForgetBias()
                        ? LSTMCell.rememberingAtFirst(config.biasInitializer(), config.filters())
                        : config.biasInitializer());
        Recording.of(false, () -> {
            Tensor gates = convolved(new Placeholder("x", input, variableDtype()), 1);
            Tensor h = DataFormat.fromLast(Ops.split(gates, GATES, -1).get(0), config.dataFormat());
            state = h.shape().slice(1);
        });
    }

    /**
     * The convolution of inputs for all gates, {@code (batch, newAxes..., 4 filters)}.
     *
     * @param groups how many gates have inputs of their own, one behind the other in the channels
     */
    private Tensor convolved(Tensor x, int groups) {
        return Ops.conv(
                DataFormat.toLast(x, config.dataFormat()),
                kernel,
                bias,
                Tuple.longs(config.strides()),
                config.padding(),
                Tuple.longs(config.dilationRate()),
                groups);
    }

    @Override
    Steps steps(Tensor x, boolean training) {
        boolean perGate = dropsInputs(training);
        Tensor merged = Ops.mergeSteps(perGate ? droppedPerGate(x) : x);
        Tensor input =
                Ops.splitSteps(convolved(merged, perGate ? GATES : 1), x); // (batch, time, newAxes..., 4 filters)
        List<Tensor> masks = dropsStates(training) ? stateMasks(x) : List.of();
        return new Steps(List.of(Walk.swapped(input)), (states, elements) -> {
            Tensor h = DataFormat.toLast(states.get(0), config.dataFormat());
            Tensor c = DataFormat.toLast(states.get(1), config.dataFormat());
            Tensor sums = elements.get(0).add(recurrent(h, masks));
            List<Tensor> next =
                    LSTMCell.step(Ops.split(sums, GATES, -1), c, config.activation(), config.recurrentActivation());
            return next.stream()
                    .map(t -> DataFormat.fromLast(t, config.dataFormat()))
                    .toList();
        });
    }

    /** The inputs once for each gate, under masks of their own, one behind the other in the channels. */
    private Tensor droppedPerGate(Tensor x) {
        Shape step = new Shape(x.size(0), 1).addAll(x.shape().slice(2));
        int channels = DataFormat.isFirst(config.dataFormat()) ? 2 : -1;
        return Ops.concatenate(eachGate(g -> x.multiply(noise.dropoutMask(x, step, config.dropout()))), channels);
    }

    /** A mask of h for each gate, channels last. */
    private List<Tensor> stateMasks(Tensor x) {
        Shape shape = new Shape(x.size(0)).addAll(state);
        return eachGate(
                g -> DataFormat.toLast(noise.dropoutMask(x, shape, config.recurrentDropout()), config.dataFormat()));
    }

    private Tensor recurrent(Tensor h, List<Tensor> masks) {
        Tensor seen = masks.isEmpty()
                ? h
                : Ops.concatenate(masks.stream().map(h::multiply).toList(), -1);
        return Ops.conv(seen, recurrentKernel, ones, "same", ones, masks.isEmpty() ? 1 : GATES);
    }

    private static List<Tensor> eachGate(IntFunction<Tensor> make) {
        return IntStream.range(0, GATES).mapToObj(make).toList();
    }
}
