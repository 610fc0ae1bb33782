package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jeras.Array;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.backend.Values;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * A layer that walks along a sequence, step by step, with states: what {@code LSTM} and its kin have in common.
 *
 * <ul>
 *   <li>input {@code (batch, time, features)}, and optionally the first states, {@code (batch, units)} each:
 *       {@code lstm.apply(x, h, c)}
 *   <li>output {@code (batch, units)}, or {@code (batch, time, units)} with {@link #returnSequences}; then the last states with
 *       {@link #returnState}
 * </ul>
 *
 * <p>At a step that the input's mask leaves out, the states stay as they are and the output is the one before (zeros at first,
 * or always with {@link #zeroOutputForMask}).
 *
 * <p>Where a kernel for the whole layer exists it is used, also under a mask; else the product with the inputs is taken out of a
 * loop over the steps.
 *
 * @param <L> the layer's own type
 * @param <C> its configuration
 * @see <a href="https://keras.io/api/layers/recurrent_layers/rnn/">keras.layers.RNN</a>
 */
public abstract class RecurrentLayer<L extends RecurrentLayer<L, C>, C extends Record & RecurrentLayer.Options>
        extends KerasLayer<L, C> {
    private final RecurrentCell cell;
    private List<Variable> kept = List.of();

    /** What every recurrent layer may be told. */
    interface Options {
        boolean returnSequences();

        boolean returnState();

        boolean goBackwards();

        boolean stateful();

        boolean unroll();

        boolean zeroOutputForMask();
    }

    /** What a walk along the sequence gives: each step's output, the last output, the last states. */
    private record Walk(Tensor sequence, Tensor last, List<Tensor> states) {}

    RecurrentLayer(C config, Function<C, L> maker, RecurrentCell cell) {
        super(config, maker);
        this.cell = cell;
    }

    /** Whether to give the outputs of all steps instead of the last one; default: false. */
    public final L returnSequences(boolean returnSequences) {
        return with("returnSequences", returnSequences);
    }

    /** Whether to give the last states after the output; default: false. */
    public final L returnState(boolean returnState) {
        return with("returnState", returnState);
    }

    /** Whether to walk from the last step to the first, and give the outputs in that order; default: false. */
    public final L goBackwards(boolean goBackwards) {
        return with("goBackwards", goBackwards);
    }

    /** Whether a batch's last states are the next one's first; it needs a fixed batch size. Default: false. */
    public final L stateful(boolean stateful) {
        return with("stateful", stateful);
    }

    /** As in Keras's files; it changes no result, nor how a program is written. Default: false. */
    public final L unroll(boolean unroll) {
        return with("unroll", unroll);
    }

    /** Whether the output of a masked step is zeros instead of the output before it; default: false. */
    public final L zeroOutputForMask(boolean zeroOutputForMask) {
        return with("zeroOutputForMask", zeroOutputForMask);
    }

    /** Sets the states that a stateful layer keeps between batches to zeros. */
    public final void resetState() {
        for (Variable v : kept) {
            if (v.storage() != null) {
                int bytes = Math.toIntExact(v.shape().size()) * v.dataType().getNumOfBytes();
                Values.write(v, Array.wrap(ByteBuffer.allocate(bytes), v.shape(), v.dataType()));
            }
        }
    }

    /** The states that a stateful layer keeps between batches; none before it is built, or when it is not stateful. */
    public final List<Variable> states() {
        return kept;
    }

    final RecurrentCell cell() {
        return cell;
    }

    @Override
    protected List<Layer> sublayers() {
        return List.of(cell);
    }

    @Override
    public Map<String, Layer> savedParts() {
        return Map.of("cell", cell);
    }

    @Override
    public List<Object> callArguments(List<Tensor> inputs) {
        return sequenceAndStates(inputs);
    }

    /** As Keras's {@code call(sequences, initial_state)} takes them. */
    static List<Object> sequenceAndStates(List<Tensor> inputs) {
        return inputs.size() == 1
                ? List.copyOf(inputs)
                : List.of(inputs.get(0), List.copyOf(inputs.subList(1, inputs.size())));
    }

    @Override
    public List<String> inputNames() {
        return List.of("sequence", "initial_state");
    }

    @Override
    public List<String> acceptedArguments() {
        return List.of(CallOptions.MASK, CallOptions.TRAINING);
    }

    @Override
    protected void build(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Check.rank(this, input, 3);
        cell.ensureBuilt(List.of(new Shape(input.get(0), Check.knownAxis(this, input, 2))));
        if (config.stateful()) {
            long batch = input.get(0);
            if (batch < 0) {
                throw Check.wrong(
                        this,
                        input,
                        "a known batch size, because the layer is stateful",
                        "an unknown one",
                        "give the input's shape with its batch size");
            }
            kept = cell.stateSizes().stream().map(n -> state(batch, n)).toList();
        }
    }

    /** Not among the weights, as in Keras: it is neither trained nor saved. */
    private Variable state(long batch, int units) {
        Shape shape = new Shape(batch, units);
        Variable v = Variable.zeros("rnn_state", shape, DataType.FLOAT32);
        v.path(displayName() + "/" + v.name());
        return v;
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        Tensor x = inputs.get(0);
        Check.rank(this, x.shape(), 3);
        x = x.dataType().isFloating() ? x : Ops.cast(x, DataType.FLOAT32);
        List<Tensor> first = firstStates(inputs);
        Tensor mask = call.mask();
        boolean fuses = cell.canFuse(call.training()) && (mask == null || !(config.returnState() || config.stateful()));
        Walk walk = fuses ? fused(x, first, mask, call.training()) : loop(x, first, mask, call.training());
        for (int i = 0; i < kept.size(); i++) {
            kept.get(i).assign(walk.states().get(i));
        }
        List<Tensor> outputs = new ArrayList<>();
        outputs.add(config.returnSequences() ? walk.sequence() : walk.last());
        outputs.addAll(config.returnState() ? walk.states() : List.of());
        return outputs;
    }

    private List<Tensor> firstStates(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        List<Integer> sizes = cell.stateSizes();
        if (config.stateful() && !Shapes.compatible(kept.get(0).shape(), new Shape(x.size(0), sizes.get(0)))) {
            throw Check.wrong(
                    this,
                    x.shape(),
                    "batch size " + kept.get(0).size(0) + ", for which the stateful layer was built",
                    Long.toString(x.size(0)),
                    "keep the batch size fixed");
        }
        if (inputs.size() == 1) {
            return config.stateful()
                    ? List.copyOf(kept)
                    : sizes.stream().map(n -> zeros(x, n)).toList();
        }
        List<Tensor> states = inputs.subList(1, inputs.size());
        List<Shape> expected = sizes.stream().map(n -> new Shape(x.size(0), n)).toList();
        boolean fit = states.size() == sizes.size();
        for (int i = 0; fit && i < sizes.size(); i++) {
            fit = Shapes.compatible(states.get(i).shape(), expected.get(i));
        }
        if (!fit) {
            throw new ShapeMismatchException(JerasException.message(
                    titleAndPlace() + " cannot start from these states.",
                    String.join(" and ", expected.stream().map(Shapes::text).toList()),
                    String.join(
                            " and ",
                            states.stream().map(s -> Shapes.text(s.shape())).toList()),
                    "apply it to the sequence and one tensor for each state"));
        }
        return states;
    }

    private static Tensor zeros(Tensor x, int units) {
        return Ops.fullLike(x, new Shape(x.size(0), units), 0, x.dataType());
    }

    /** One step at a time. */
    private Walk loop(Tensor x, List<Tensor> first, Tensor mask, boolean training) {
        RecurrentCell.Steps steps = cell.steps(x, training);
        List<Tensor> sequences = new ArrayList<>(steps.sequences());
        if (mask != null) {
            sequences.add(Ops.transpose(Ops.expandDims(mask, -1), 1, 0, 2)); // (time, batch, 1)
        }
        List<Tensor> start = new ArrayList<>(List.of(zeros(x, cell.outputSize())));
        start.addAll(first);
        List<Tensor> end = Ops.scan(
                (before, elements) -> {
                    List<Tensor> after = mask == null
                            ? steps.step().apply(before.subList(1, before.size()), elements)
                            : masked(steps, before, elements);
                    List<Tensor> all = new ArrayList<>(after);
                    all.add(after.get(0));
                    return all;
                },
                start,
                sequences,
                0,
                config.goBackwards());
        Tensor sequence = Ops.transpose(end.get(end.size() - 1), 1, 0, 2); // (batch, time, units)
        return new Walk(sequence, end.get(0), end.subList(1, end.size() - 1));
    }

    /** A step that changes only the rows that the mask, the last of the elements, keeps. */
    private List<Tensor> masked(RecurrentCell.Steps steps, List<Tensor> before, List<Tensor> elements) {
        Tensor keep = elements.get(elements.size() - 1);
        List<Tensor> made =
                steps.step().apply(before.subList(1, before.size()), elements.subList(0, elements.size() - 1));
        List<Tensor> after = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            after.add(
                    i == 0 && config.zeroOutputForMask()
                            ? Ops.where(keep, made.get(i), 0)
                            : Ops.where(keep, made.get(i), before.get(i)));
        }
        return after;
    }

    /** All steps in one kernel. */
    private Walk fused(Tensor x, List<Tensor> first, Tensor mask, boolean training) {
        Tensor ordered = config.goBackwards() ? Ops.flip(x, 1) : x;
        if (mask == null) {
            List<Tensor> all = cell.fused(ordered, first, training);
            return new Walk(all.get(0), all.get(1), all.subList(1, all.size()));
        }
        // A masked step changes nothing, so the kernel may see the other steps first, without gaps; what it makes of
        // the
        // masked ones after them is never read. Each step's output is then the one at its count of unmasked steps.
        Tensor keep = config.goBackwards() ? Ops.flip(mask, 1) : mask;
        Tensor packed = Ops.takeSteps(ordered, Ops.keptFirst(keep));
        Tensor y = cell.fused(packed, first, training).get(0);
        Tensor place = Ops.cumsum(keep, 1).subtract(1); // (batch, time), -1 before the first unmasked step
        Tensor shown = config.zeroOutputForMask() ? keep : Ops.greaterEqual(place, 0);
        Tensor last = unpacked(y, place.get(":, -1:"), shown.get(":, -1:")); // (batch, 1, units)
        return new Walk(unpacked(y, place, shown), Ops.squeeze(last, 1), List.of());
    }

    private static Tensor unpacked(Tensor y, Tensor place, Tensor shown) {
        return Ops.where(Ops.expandDims(shown, -1), Ops.takeSteps(y, Ops.maximum(place, 0)), 0);
    }

    /** The outputs of all steps keep the mask; the last output and the states have none. */
    @Override
    protected Tensor computeMask(List<Tensor> inputs, int output) {
        return output == 0 && config.returnSequences() ? inputs.get(0).mask() : null;
    }
}
