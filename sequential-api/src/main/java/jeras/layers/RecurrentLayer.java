package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.DTypePolicy;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.backend.Values;
import jeras.ops.Ops;
import jeras.ops.Replicas;
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
 * <p>A boolean tensor {@code (batch, time)} behind the other inputs is a mask: {@code lstm.apply(x, h, c, mask)}. It goes before
 * the input's own, of which Keras makes no use when first states are given.
 *
 * <p>At a step that the mask leaves out, the states stay as they are and the output is the one before (zeros at first,
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
    private final Cell cell;
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

    RecurrentLayer(C config, Function<C, L> maker, Cell cell) {
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

    /** As {@link #resetState}. */
    public final void resetStates() {
        resetState();
    }

    /** The states that a stateful layer keeps between batches; none before it is built, or when it is not stateful. */
    public final List<Variable> states() {
        return kept;
    }

    /** Copies of the states that a stateful layer keeps between batches. */
    public final List<Array> getStates() {
        return kept.stream().map(Values::read).toList();
    }

    /**
     * Sets the states from which a stateful layer goes on.
     *
     * @param values {@code (batch, ...)} each, in the order of {@link #states()}
     */
    public final void setStates(List<Array> values) {
        List<Shape> expected = kept.stream().map(Variable::shape).toList();
        List<Shape> received = values.stream().map(Array::shape).toList();
        if (kept.isEmpty() || !expected.equals(received)) {
            throw new ShapeMismatchException(JerasException.message(
                    titleAndPlace() + " cannot take these states.",
                    kept.isEmpty() ? "a stateful layer that is built" : Walk.text(expected),
                    kept.isEmpty() ? "one that keeps no states" : Walk.text(received),
                    "give one array for each of states()"));
        }
        for (int i = 0; i < values.size(); i++) {
            Values.write(kept.get(i), values.get(i).cast(kept.get(i).dataType()));
        }
    }

    final Cell cell() {
        return cell;
    }

    @Override
    protected List<Layer> sublayers() {
        return List.of((Layer) cell);
    }

    @Override
    public Map<String, Layer> savedParts() {
        return Map.of("cell", (Layer) cell);
    }

    @Override
    public List<Object> callArguments(List<Tensor> inputs) {
        return Sequence.of(inputs).callArguments();
    }

    @Override
    public Map<String, Tensor> callKeywords(List<Tensor> inputs) {
        return Sequence.of(inputs).callKeywords();
    }

    /** Refuses a sequence that the layer cannot walk along; by default one that is not {@code (batch, time, features)}. */
    void check(Shape input) {
        Check.rank(this, input, 3);
    }

    @Override
    public List<String> parameterNames() {
        return List.of("sequence", "initial_state");
    }

    @Override
    public List<String> acceptedArguments() {
        return List.of(CallOptions.MASK, CallOptions.TRAINING);
    }

    @Override
    protected void build(List<Shape> inputs) {
        Shape input = inputs.get(0);
        check(input);
        ((Layer) cell).ensureBuilt(List.of(new Shape(input.get(0)).addAll(input.slice(2))));
        if (config.stateful()) {
            if (input.get(0) < 0) {
                throw Check.wrong(
                        this,
                        input,
                        "a known batch size, because the layer is stateful",
                        "an unknown one",
                        "give the input's shape with its batch size");
            }
            kept = IntStream.range(0, cell.stateShapes().size())
                    .mapToObj(i -> state(input.get(0), i))
                    .toList();
        }
    }

    /** Not among the weights, as in Keras: it is neither trained nor saved. */
    private Variable state(long batch, int place) {
        Shape shape = new Shape(batch).addAll(cell.stateShapes().get(place));
        Variable v = new Variable(
                "rnn_state",
                shape,
                variableDtype(),
                false,
                () -> cell.initialStates(Ops.zeros(new Shape(batch), variableDtype()))
                        .get(place));
        v.path(displayName() + "/" + v.name());
        return v;
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        DTypePolicy policy = cellPolicy();
        List<Tensor> outputs = Precision.compute(policy, true, () -> walked(inputs, call, policy.computeDtype()));
        return Precision.cast(outputs, computeDtype());
    }

    /** The steps are computed in the data types of the cell, which for an RNN may be others than its own. */
    private DTypePolicy cellPolicy() {
        return cell instanceof Layer layer ? layer.dtypePolicy() : dtypePolicy();
    }

    private List<Tensor> walked(List<Tensor> inputs, Call call, DataType type) {
        Sequence given = Sequence.of(inputs);
        check(given.x().shape());
        if (config.stateful() && Replicas.active()) {
            throw new InvalidArgumentException(JerasException.message(
                    titleAndPlace() + " cannot be computed by several devices.",
                    "stateful(false)",
                    "stateful(true): states that are kept for each place in the whole batch",
                    "train and ask such a model on one device"));
        }
        Tensor x = Ops.cast(given.x(), type);
        Tensor mask = given.maskToWalkBy();
        boolean clearsAfterwards =
                mask != null && config.zeroOutputForMask() && config.unroll() && config.goBackwards();
        Walk walk = new Walk(
                mask,
                config.goBackwards(),
                config.zeroOutputForMask() && !clearsAfterwards,
                config.returnState() || config.stateful(),
                call.training());
        Walk.Result walked = walk.along(cell, x, firstStates(x, given.states()));
        Walk.Result result = clearsAfterwards ? walked.clearedAsUnrolled(mask) : walked;
        for (int i = 0; i < kept.size(); i++) {
            kept.get(i).assign(result.states().get(i));
        }
        List<Tensor> outputs = new ArrayList<>();
        outputs.add(config.returnSequences() ? result.sequence() : result.last());
        outputs.addAll(config.returnState() ? result.states() : List.of());
        return outputs;
    }

    private List<Tensor> firstStates(Tensor x, List<Tensor> states) {
        if (config.stateful() && !Shapes.compatible(new Shape(kept.get(0).size(0)), new Shape(x.size(0)))) {
            throw Check.wrong(
                    this,
                    x.shape(),
                    "batch size " + kept.get(0).size(0) + ", for which the stateful layer was built",
                    Long.toString(x.size(0)),
                    "keep the batch size fixed");
        }
        if (states.isEmpty()) {
            return config.stateful() ? List.copyOf(kept) : cell.initialStates(x);
        }
        List<Shape> expected = cell.stateShapes().stream()
                .map(s -> new Shape(x.size(0)).addAll(s))
                .toList();
        boolean fit = states.size() == expected.size();
        for (int i = 0; fit && i < expected.size(); i++) {
            fit = Shapes.compatible(states.get(i).shape(), expected.get(i));
        }
        if (!fit) {
            throw new ShapeMismatchException(JerasException.message(
                    titleAndPlace() + " cannot start from these states.",
                    Walk.text(expected),
                    Walk.text(states.stream().map(Tensor::shape).toList()),
                    "apply it to the sequence and one tensor for each state"));
        }
        return states.stream().map(s -> Ops.cast(s, x.dataType())).toList();
    }

    /** The states that are kept from batch to batch tie the batches' samples together. */
    @Override
    boolean treatsSamplesAlone(boolean training) {
        return !config.stateful() && super.treatsSamplesAlone(training);
    }

    /** The outputs of all steps keep the mask; the last output and the states have none. */
    @Override
    protected Tensor computeMask(List<Tensor> inputs, int output) {
        return output == 0 && config.returnSequences() ? Sequence.of(inputs).mask() : null;
    }
}
