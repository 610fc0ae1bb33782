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
 * One step of a {@link GRU}: with the gates z and r, {@code h' = z h + (1 - z) candidate}.
 *
 * <ul>
 *   <li>input {@code (batch, in)} and the state h, {@code (batch, units)}; output h', then the state h'
 *   <li>kernel {@code (in, 3 units)}, recurrent kernel {@code (units, 3 units)}; columns z, r, candidate; bias
 *       {@code (2, 3 units)}, of the inputs and of the state, or {@code (3 units)} with {@code resetAfter(false)}
 * </ul>
 *
 * <pre>{@code RNN.of(GRUCell.of(64), GRUCell.of(32))}</pre>
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/gru_cell/">keras.layers.GRUCell</a>
 */
public final class GRUCell extends DenseCell<GRUCell, GRUCell.Config> implements GatedOptions<GRUCell> {
    private static final int GATES = 3;

    /** Keras's arguments. */
    record Config(
            int units,
            Activation activation,
            Activation recurrentActivation,
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
            boolean resetAfter,
            Long seed)
            implements CellArguments {
        Config {
            Check.positive("GRUCell", "units", units);
            check("GRUCell");
        }
    }

    /** From the old state and a step's share of the product with the inputs, by gate: what the gates make of them. */
    private record Gates(Tensor z, Tensor candidate) {}

    GRUCell(Config config) {
        super(GATES, config.units, config, GRUCell::new);
    }

    public static GRUCell of(int units) {
        return new GRUCell(Records.part(GRU.of(units).config(), Config.class));
    }

    /**
     * Whether the reset gate works on the state after its product with the recurrent kernel, which then has a bias of its own;
     * else before, as in the first paper. Default: true.
     */
    public GRUCell resetAfter(boolean resetAfter) {
        return with("resetAfter", resetAfter);
    }

    @Override
    Shape biasShape(long columns) {
        return config.resetAfter ? new Shape(2, columns) : new Shape(columns);
    }

    @Override
    boolean canFuse(boolean training) {
        return config.resetAfter
                && isPlain(training)
                && config.activation.equals(Activation.of("tanh"))
                && config.recurrentActivation.equals(Activation.of("sigmoid"));
    }

    @Override
    List<Tensor> fused(Tensor x, List<Tensor> states, boolean training) {
        return Ops.gru(dropped(x, training), states.get(0), kernel, recurrentKernel, bias);
    }

    @Override
    Steps steps(Tensor x, boolean training) {
        List<Tensor> biases = bias != null && config.resetAfter ? Ops.unstack(bias, 0) : null;
        Tensor product = product(x, biases == null ? bias : biases.get(0), training);
        Tensor stateBias = biases == null ? null : biases.get(1);
        if (dropsStates(training)) {
            Tensor masks = stateMasks(x); // (3, batch, units)
            return config.resetAfter ? droppingAfter(product, stateBias, masks) : droppingBefore(product, masks);
        }
        return config.resetAfter ? plainAfter(product, stateBias) : plainBefore(product);
    }

    private Steps plainAfter(Tensor product, Tensor stateBias) {
        return new Steps(List.of(Walk.swapped(product)), (states, elements) -> {
            Tensor h = states.get(0);
            Tensor inner = stateBias == null ? h.matmul(recurrentKernel) : Ops.linear(h, recurrentKernel, stateBias);
            return next(h, after(Ops.split(elements.get(0), GATES, 1), Ops.split(inner, GATES, 1)));
        });
    }

    private Steps droppingAfter(Tensor product, Tensor stateBias, Tensor masks) {
        Tensor recurrent = recurrentPerGate();
        Tensor added = stateBias == null ? null : Ops.reshape(stateBias, GATES, 1, config.units);
        return new Steps(List.of(perGate(product)), (states, elements) -> {
            Tensor h = states.get(0);
            Tensor seen = h.multiply(masks); // (3, batch, units)
            Tensor inner = added == null ? seen.matmul(recurrent) : Ops.linearEach(seen, recurrent, added);
            return next(h, after(Ops.unstack(elements.get(0), 0), Ops.unstack(inner, 0)));
        });
    }

    private Gates after(List<Tensor> input, List<Tensor> inner) {
        Tensor z = config.recurrentActivation.apply(input.get(0).add(inner.get(0)));
        Tensor r = config.recurrentActivation.apply(input.get(1).add(inner.get(1)));
        return new Gates(z, config.activation.apply(input.get(2).add(r.multiply(inner.get(2)))));
    }

    private Steps plainBefore(Tensor product) {
        int both = 2 * config.units;
        Tensor gates = product.get("..., :" + both);
        Tensor candidate = product.get("..., " + both + ":");
        Tensor gateKernel = recurrentKernel.get(":, :" + both);
        Tensor candidateKernel = recurrentKernel.get(":, " + both + ":");
        return new Steps(List.of(Walk.swapped(gates), Walk.swapped(candidate)), (states, elements) -> {
            Tensor h = states.get(0);
            List<Tensor> sums = Ops.split(Ops.linear(h, gateKernel, elements.get(0)), 2, 1);
            return next(h, before(sums, h, candidateKernel, elements.get(1)));
        });
    }

    private Steps droppingBefore(Tensor product, Tensor masks) {
        Tensor recurrent = recurrentPerGate();
        Tensor gateKernels = recurrent.get(":2");
        Tensor candidateKernel = recurrent.get("2");
        Tensor gateMasks = masks.get(":2");
        Tensor candidateMask = masks.get("2");
        return new Steps(List.of(perGate(product)), (states, elements) -> {
            Tensor h = states.get(0);
            Tensor input = elements.get(0); // (3, batch, units)
            Tensor sums = Ops.linearEach(h.multiply(gateMasks), gateKernels, input.get(":2"));
            return next(h, before(Ops.unstack(sums, 0), h.multiply(candidateMask), candidateKernel, input.get("2")));
        });
    }

    /**
     * @param seen the state as the candidate sees it
     */
    private Gates before(List<Tensor> sums, Tensor seen, Tensor candidateKernel, Tensor input) {
        Tensor z = config.recurrentActivation.apply(sums.get(0));
        Tensor r = config.recurrentActivation.apply(sums.get(1));
        return new Gates(z, config.activation.apply(Ops.linear(r.multiply(seen), candidateKernel, input)));
    }

    /** The output and the state. */
    private static List<Tensor> next(Tensor h, Gates gates) {
        Tensor next = gates.z.multiply(h).add(Ops.subtract(1, gates.z).multiply(gates.candidate));
        return List.of(next, next);
    }
}
