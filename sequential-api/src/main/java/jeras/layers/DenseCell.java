package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * A cell whose gates are products with its input and its state: kernel {@code (in, gates * units)}, recurrent kernel
 * {@code (units, gates * units)}.
 *
 * <p>Dropout masks are drawn once a batch and serve all steps. As in Keras, one mask of the inputs serves all gates, unless there
 * is recurrent dropout: then each gate has its own, of the inputs and of the state.
 */
abstract class DenseCell<L extends DenseCell<L, C>, C extends Record & CellArguments> extends KerasCell<L, C> {
    private final int gates;
    private final int units;
    Variable kernel;
    Variable recurrentKernel;
    /** Null without one. */
    Variable bias;

    DenseCell(int gates, int units, C config, Function<C, L> maker) {
        super(config, maker);
        this.gates = gates;
        this.units = units;
    }

    @Override
    public List<Shape> stateShapes() {
        return List.of(new Shape(units));
    }

    @Override
    protected final void build(Shape input) {
        Check.rank(this, input, 2);
        long columns = (long) gates * units;
        kernel = kernel(new Shape(Check.knownAxis(this, input, 1), columns));
        recurrentKernel = recurrentKernel(new Shape(units, columns));
        bias = bias(biasShape(columns), biasInitializer());
    }

    Shape biasShape(long columns) {
        return new Shape(columns);
    }

    Initializer biasInitializer() {
        return config.biasInitializer();
    }

    /** Whether each gate has its own mask of the inputs. */
    final boolean dropsInputsPerGate(boolean training) {
        return gates > 1 && config.recurrentDropout() != 0 && dropsInputs(training);
    }

    /** Whether nothing keeps the steps from running in one kernel but the activations. */
    final boolean isPlain(boolean training) {
        return !dropsInputsPerGate(training) && !dropsStates(training);
    }

    /** The inputs under one mask for all gates and steps; x {@code (batch, time, in)}. */
    final Tensor dropped(Tensor x, boolean training) {
        return dropsInputs(training) ? noise.dropout(x, config.dropout(), new Shape(-1, 1, x.size(2))) : x;
    }

    /**
     * The inputs times the kernel, for all steps at once, {@code (batch, time, gates * units)}.
     *
     * @param inputBias null for none
     */
    final Tensor product(Tensor x, Tensor inputBias, boolean training) {
        if (!dropsInputsPerGate(training)) {
            return product(dropped(x, training), kernel, inputBias);
        }
        List<Tensor> kernels = Ops.split(kernel, gates, 1);
        List<Tensor> biases = inputBias == null ? null : Ops.split(inputBias, gates, 0);
        return Ops.concatenate(
                eachGate(g -> product(dropped(x, true), kernels.get(g), biases == null ? null : biases.get(g))), -1);
    }

    private static Tensor product(Tensor x, Tensor weights, Tensor bias) {
        return bias == null ? Ops.matmul(x, weights) : Ops.linear(x, weights, bias);
    }

    /** A dropout mask of the state for each gate, {@code (gates, batch, units)}. */
    final Tensor stateMasks(Tensor x) {
        Shape shape = new Shape(x.size(0), units);
        return Ops.stack(eachGate(g -> noise.dropoutMask(x, shape, config.recurrentDropout())), 0);
    }

    /** The recurrent kernel gate by gate, {@code (gates, units, units)}. */
    final Tensor recurrentPerGate() {
        return Ops.transpose(Ops.reshape(recurrentKernel, units, gates, units), 1, 0, 2);
    }

    /** A product of all gates gate by gate and time first: {@code (time, gates, batch, units)}. */
    final Tensor perGate(Tensor product) {
        Tensor split = Ops.reshape(product, product.size(0), product.size(1), gates, units);
        return Ops.transpose(split, 1, 2, 0, 3);
    }

    private List<Tensor> eachGate(IntFunction<Tensor> make) {
        return IntStream.range(0, gates).mapToObj(make).toList();
    }
}
