package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Walks along a sequence in both directions with two layers, and merges their outputs.
 *
 * <ul>
 *   <li>input as the inner layer's; first states, if any: those of the forward layer, then those of the backward
 *       one; then the mask, if any
 *   <li>output {@code (batch, 2 units)} or {@code (batch, time, 2 units)} when concatenated, else with {@code units}; two outputs
 *       with {@code mergeMode("none")}; then, with {@code returnState}, the last states in the order of the first ones
 * </ul>
 *
 * <pre>{@code Bidirectional.of(LSTM.of(64).returnSequences(true)).mergeMode("sum")}</pre>
 *
 * <p>The layer given is a pattern: both directions are new layers with weights of their own. A cell of the user's own cannot be
 * copied; give two layers with a cell each. With {@code returnSequences} the
 * outputs of masked steps are zeros.
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/bidirectional/">keras.layers.Bidirectional</a>
 */
public final class Bidirectional extends KerasLayer<Bidirectional, Bidirectional.Config> {
    private final RecurrentLayer<?, ?> forwardLayer;
    private final RecurrentLayer<?, ?> backwardLayer;

    /**
     * Keras's arguments.
     *
     * @param mergeMode null for two outputs
     * @param backwardLayer null for the layer with its direction turned round
     */
    record Config(Layer layer, String mergeMode, Layer backwardLayer) {
        Config {
            if (mergeMode != null) {
                Check.oneOf("Bidirectional", "mergeMode", mergeMode, "concat", "sum", "mul", "ave", "none");
                mergeMode = mergeMode.equals("none") ? null : mergeMode;
            }
            RecurrentLayer<?, ?> forward = recurrent(layer);
            RecurrentLayer<?, ?> backward =
                    backwardLayer == null ? forward.copy().goBackwards(true) : recurrent(backwardLayer);
            same(
                    "returnSequences",
                    forward.config().returnSequences(),
                    backward.config().returnSequences());
            same(
                    "returnState",
                    forward.config().returnState(),
                    backward.config().returnState());
            same("stateful", forward.config().stateful(), backward.config().stateful());
            if (forward.config().goBackwards() == backward.config().goBackwards()) {
                throw wrong(
                        "a forward and a backward layer with different goBackwards",
                        "goBackwards(" + forward.config().goBackwards() + ") in both",
                        "turn one of them round");
            }
            layer = directed(forward, "forward_", forward.displayName());
            backwardLayer = directed(
                    backward, backwardLayer == null || !backward.isNamed() ? "backward_" : "", backward.displayName());
        }

        private static RecurrentLayer<?, ?> recurrent(Layer layer) {
            if (layer instanceof RecurrentLayer<?, ?> r) {
                return r;
            }
            throw wrong("a recurrent layer, such as LSTM", layer.title(), "wrap a layer that walks along a sequence");
        }

        private static void same(String option, boolean forward, boolean backward) {
            if (forward != backward) {
                throw wrong(
                        "the same " + option + " in both layers",
                        forward + " in the forward and " + backward + " in the backward layer",
                        "set it in both");
            }
        }

        private static InvalidArgumentException wrong(String expected, String received, String fix) {
            return new InvalidArgumentException(
                    JerasException.message("Bidirectional cannot be made.", expected, received, fix));
        }

        /** Named after its direction; a sequence's masked steps must be zeros, or merging would repeat stale outputs. */
        private static RecurrentLayer<?, ?> directed(RecurrentLayer<?, ?> layer, String prefix, String name) {
            return layer.zeroOutputForMask(layer.config().returnSequences())
                    .name(name.startsWith(prefix) ? name : prefix + name);
        }
    }

    Bidirectional(Config config) {
        super(config, Bidirectional::new);
        forwardLayer = ((RecurrentLayer<?, ?>) config.layer).again();
        backwardLayer = ((RecurrentLayer<?, ?>) config.backwardLayer).again();
    }

    public static Bidirectional of(RecurrentLayer<?, ?> layer) {
        return new Bidirectional(new Config(layer.copy(), "concat", null));
    }

    /** Two layers, of which one has {@code goBackwards(true)}; they may differ in kind and size. */
    public static Bidirectional of(RecurrentLayer<?, ?> layer, RecurrentLayer<?, ?> backwardLayer) {
        return new Bidirectional(new Config(layer, "concat", backwardLayer));
    }

    @Override
    Config configOfCopy() {
        return new Config(copyOf(config.layer), config.mergeMode, copyOf(config.backwardLayer));
    }

    /**
     * How the two outputs become one: {@code concat}, {@code sum}, {@code mul}, {@code ave}; {@code none} gives both. Default:
     * {@code concat}.
     */
    public Bidirectional mergeMode(String mergeMode) {
        return with("mergeMode", mergeMode);
    }

    /** The layer for the way back, with {@code goBackwards(true)}; default: the wrapped layer, turned round. */
    public Bidirectional backwardLayer(RecurrentLayer<?, ?> layer) {
        return with("backwardLayer", layer);
    }

    /** Sets the states that stateful layers keep between batches to zeros. */
    public void resetState() {
        forwardLayer.resetState();
        backwardLayer.resetState();
    }

    /** As {@link #resetState}. */
    public void resetStates() {
        resetState();
    }

    @Override
    protected List<Layer> sublayers() {
        return List.of(forwardLayer, backwardLayer);
    }

    @Override
    public Map<String, Layer> savedParts() {
        return Map.of("forward_layer", forwardLayer, "backward_layer", backwardLayer);
    }

    @Override
    public List<Object> callArguments(List<Tensor> inputs) {
        return Sequence.of(inputs).callArguments();
    }

    @Override
    public Map<String, Tensor> callKeywords(List<Tensor> inputs) {
        return Sequence.of(inputs).callKeywords();
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
        forwardLayer.ensureBuilt(inputs.subList(0, 1));
        backwardLayer.ensureBuilt(inputs.subList(0, 1));
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        Sequence given = Sequence.of(inputs);
        int all = given.states().size();
        int forwards = Math.min(all, forwardLayer.cell().stateShapes().size());
        List<Tensor> forward = forwardLayer.applyAll(share(given, 0, forwards));
        List<Tensor> backward = backwardLayer.applyAll(share(given, forwards, all));
        Tensor there = forward.get(0);
        Tensor back = returnsSequences() ? Ops.flip(backward.get(0), 1) : backward.get(0);
        List<Tensor> outputs = new ArrayList<>(merge(there, back));
        outputs.addAll(forward.subList(1, forward.size()));
        outputs.addAll(backward.subList(1, backward.size()));
        return Precision.cast(outputs, computeDtype());
    }

    /** The sequence, its share of the first states, and the mask. */
    private static List<Tensor> share(Sequence given, int from, int to) {
        List<Tensor> all = new ArrayList<>(List.of(given.x()));
        all.addAll(given.states().subList(from, to));
        if (given.givenMask() != null) {
            all.add(given.givenMask());
        }
        return all;
    }

    private List<Tensor> merge(Tensor there, Tensor back) {
        if (config.mergeMode == null) {
            return List.of(there, back);
        }
        return List.of(
                switch (config.mergeMode) {
                    case "sum" -> there.add(back);
                    case "mul" -> there.multiply(back);
                    case "ave" -> there.add(back).divide(2);
                    default -> Ops.concatenate(List.of(there, back), -1);
                });
    }

    private boolean returnsSequences() {
        return forwardLayer.config().returnSequences();
    }

    @Override
    protected Tensor computeMask(List<Tensor> inputs, int output) {
        boolean sequence = output == 0 || (output == 1 && config.mergeMode == null);
        return sequence && returnsSequences() ? Sequence.of(inputs).mask() : null;
    }
}
