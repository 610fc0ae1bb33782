package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.initializers.Initializer;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * A cell of Keras's: it can prepare a whole sequence, so that what needs no state is computed once and not at each step.
 *
 * @param <L> the cell's own type
 * @param <C> its configuration
 */
abstract class KerasCell<L extends KerasCell<L, C>, C extends Record & CellArguments> extends KerasLayer<L, C>
        implements Cell, RecurrentOptions<L> {
    final Noise noise;

    KerasCell(C config, Function<C, L> maker) {
        super(config, maker);
        noise = config.seed() == null ? Noise.shared() : Noise.of(config.seed());
    }

    /**
     * @param sequences what each step gets an element of, time first: {@code (time, ...)}
     * @param step the old states and this step's elements in, the output and the new states out
     */
    record Steps(List<Tensor> sequences, BiFunction<List<Tensor>, List<Tensor>, List<Tensor>> step) {}

    /**
     * The steps over a sequence. What needs no state (the product with the inputs, the dropout masks) is recorded here, once for
     * all steps.
     *
     * @param x {@code (batch, time, ...)}
     */
    abstract Steps steps(Tensor x, boolean training);

    /** Whether {@link #fused} computes what {@link #steps} do. */
    boolean canFuse(boolean training) {
        return false;
    }

    /**
     * All steps in one kernel, for cells whose output is their first state.
     *
     * @return the outputs {@code (batch, time, units)}, then the last states
     */
    List<Tensor> fused(Tensor x, List<Tensor> states, boolean training) {
        throw new IllegalStateException("no kernel for " + className());
    }

    final Variable kernel(Shape shape) {
        return weight(
                "kernel", shape, config.kernelInitializer(), config.kernelRegularizer(), config.kernelConstraint());
    }

    final Variable recurrentKernel(Shape shape) {
        return weight(
                "recurrent_kernel",
                shape,
                config.recurrentInitializer(),
                config.recurrentRegularizer(),
                config.recurrentConstraint());
    }

    /** Null without a bias. */
    final Variable bias(Shape shape, Initializer initializer) {
        return !config.useBias()
                ? null
                : weight("bias", shape, initializer, config.biasRegularizer(), config.biasConstraint());
    }

    /** Keras's gated cells drop nothing at a rate of 1. */
    boolean drops(double rate) {
        return rate > 0 && rate < 1;
    }

    final boolean dropsInputs(boolean training) {
        return training && drops(config.dropout());
    }

    final boolean dropsStates(boolean training) {
        return training && drops(config.recurrentDropout());
    }

    /** One step, from {@code (batch, ...)} and the old states to the output and the new states. */
    @Override
    protected final List<Tensor> call(List<Tensor> inputs, Call call) {
        List<Shape> states = stateShapes();
        if (inputs.size() != 1 + states.size()) {
            throw new ShapeMismatchException(JerasException.message(
                    titleAndPlace() + " cannot make a step.",
                    "one input and " + states.size() + (states.size() == 1 ? " state" : " states"),
                    inputs.size() + (inputs.size() == 1 ? " tensor" : " tensors"),
                    "apply it to the input and each state, or put it into an RNN"));
        }
        Steps steps = steps(Ops.expandDims(inputs.get(0), 1), call.training());
        List<Tensor> elements =
                steps.sequences().stream().map(s -> Ops.squeeze(s, 0)).toList();
        return steps.step().apply(inputs.subList(1, inputs.size()), elements);
    }

    @Override
    public List<String> parameterNames() {
        return List.of("inputs", "states");
    }

    @Override
    public List<Object> callArguments(List<Tensor> inputs) {
        return List.of(inputs.get(0), List.copyOf(inputs.subList(1, inputs.size())));
    }
}
