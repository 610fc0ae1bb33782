package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import jeras.activations.Activation;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * One step of an {@link LSTM}: with the gates i, f, g, o from {@code x · kernel + h · recurrent_kernel + bias},
 * {@code c' = f c + i g} and {@code h' = o activation(c')}.
 *
 * <ul>
 *   <li>kernel {@code (in, 4 units)}, recurrent kernel {@code (units, 4 units)}, bias {@code (4 units)}; columns i, f, g, o
 * </ul>
 *
 * <p>Dropout masks are drawn once a batch and serve all steps. As in Keras, one mask of the inputs serves all gates, unless there
 * is recurrent dropout: then each gate has its own, of the inputs and of h.
 */
final class LSTMCell extends RecurrentCell {
    private static final int GATES = 4;

    private final LSTM.Config config;
    private Variable kernel;
    private Variable recurrentKernel;
    private Variable bias;

    LSTMCell(LSTM.Config config) {
        super("lstm_cell");
        this.config = config;
    }

    @Override
    List<Integer> stateSizes() {
        return List.of(config.units(), config.units());
    }

    @Override
    int outputSize() {
        return config.units();
    }

    @Override
    protected void build(Shape input) {
        long units = config.units();
        kernel = weight("kernel", new Shape(input.get(1), GATES * units), config.kernelInitializer())
                .regularizer(config.kernelRegularizer() == null ? null : config.kernelRegularizer()::apply)
                .constraint(config.kernelConstraint() == null ? null : config.kernelConstraint()::apply);
        recurrentKernel = weight("recurrent_kernel", new Shape(units, GATES * units), config.recurrentInitializer())
                .regularizer(config.recurrentRegularizer() == null ? null : config.recurrentRegularizer()::apply)
                .constraint(config.recurrentConstraint() == null ? null : config.recurrentConstraint()::apply);
        if (config.useBias()) {
            bias = weight("bias", new Shape(GATES * units), biasInitializer())
                    .regularizer(config.biasRegularizer() == null ? null : config.biasRegularizer()::apply)
                    .constraint(config.biasConstraint() == null ? null : config.biasConstraint()::apply);
        }
    }

    private Initializer biasInitializer() {
        Initializer plain = config.biasInitializer();
        long units = config.units();
        return !config.unitForgetBias()
                ? plain
                : (shape, type) -> Ops.concatenate(
                        List.of(
                                plain.apply(new Shape(units), type),
                                Ops.ones(new Shape(units), type),
                                plain.apply(new Shape(2 * units), type)),
                        0);
    }

    /** Keras drops nothing at a rate of 1. */
    private static boolean drops(double rate) {
        return rate > 0 && rate < 1;
    }

    /** Whether each gate has its own mask of the inputs. */
    private boolean dropsInputsPerGate(boolean training) {
        return training && config.recurrentDropout() != 0 && drops(config.dropout());
    }

    private boolean dropsStates(boolean training) {
        return training && drops(config.recurrentDropout());
    }

    @Override
    boolean canFuse(boolean training) {
        return !dropsInputsPerGate(training)
                && !dropsStates(training)
                && config.activation().equals(Activation.of("tanh"))
                && config.recurrentActivation().equals(Activation.of("sigmoid"));
    }

    @Override
    List<Tensor> fused(Tensor x, List<Tensor> states, boolean training) {
        return Ops.lstm(dropped(x, training), states.get(0), states.get(1), kernel, recurrentKernel, bias);
    }

    @Override
    Steps steps(Tensor x, boolean training) {
        Tensor product = dropsInputsPerGate(training) ? productPerGate(x) : product(dropped(x, training), kernel, bias);
        return dropsStates(training) ? dropping(product, x) : plain(product);
    }

    private Steps plain(Tensor product) {
        return new Steps(
                List.of(Ops.transpose(product, 1, 0, 2)), // (time, batch, 4 units)
                (states, elements) -> step(
                        Ops.split(Ops.linear(states.get(0), recurrentKernel, elements.get(0)), GATES, 1),
                        states.get(1)));
    }

    private Steps dropping(Tensor product, Tensor x) {
        int units = config.units();
        Tensor masks = Ops.stack( // (4, batch, units)
                eachGate(g -> Ops.dropoutMask(x, new Shape(x.size(0), units), config.recurrentDropout())), 0);
        Tensor recurrent = Ops.transpose(Ops.reshape(recurrentKernel, units, GATES, units), 1, 0, 2);
        Tensor gates = Ops.reshape(product, x.size(0), x.size(1), GATES, units);
        return new Steps(
                List.of(Ops.transpose(gates, 1, 2, 0, 3)), // (time, 4, batch, units)
                (states, elements) -> {
                    Tensor h = states.get(0).multiply(masks); // (4, batch, units)
                    return step(Ops.unstack(Ops.linearEach(h, recurrent, elements.get(0)), 0), states.get(1));
                });
    }

    /** The inputs under one mask for all gates and steps. */
    private Tensor dropped(Tensor x, boolean training) {
        return training && drops(config.dropout()) ? Ops.dropout(x, config.dropout(), new Shape(-1, 1, x.size(2))) : x;
    }

    private Tensor productPerGate(Tensor x) {
        List<Tensor> kernels = Ops.split(kernel, GATES, 1);
        List<Tensor> biases = bias == null ? null : Ops.split(bias, GATES, 0);
        return Ops.concatenate(
                eachGate(g -> product(dropped(x, true), kernels.get(g), biases == null ? null : biases.get(g))), -1);
    }

    private static Tensor product(Tensor x, Tensor weights, Tensor bias) {
        return bias == null ? Ops.matmul(x, weights) : Ops.linear(x, weights, bias); // (batch, time, ...)
    }

    private static List<Tensor> eachGate(IntFunction<Tensor> make) {
        return IntStream.range(0, GATES).mapToObj(make).toList();
    }

    /** From the gates before their activation, and c: the output h, and the states h and c. */
    private List<Tensor> step(List<Tensor> gates, Tensor c) {
        Activation recurrent = config.recurrentActivation();
        Tensor i = recurrent.apply(gates.get(0));
        Tensor f = recurrent.apply(gates.get(1));
        Tensor g = config.activation().apply(gates.get(2));
        Tensor o = recurrent.apply(gates.get(3));
        Tensor next = f.multiply(c).add(i.multiply(g));
        Tensor h = o.multiply(config.activation().apply(next));
        return List.of(h, h, next);
    }
}
