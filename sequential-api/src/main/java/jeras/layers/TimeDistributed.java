package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * Applies a layer, or a model, to each step of a sequence, with the same weights.
 *
 * <ul>
 *   <li>input {@code (batch, time, ...)}, where the layer takes {@code (batch, ...)}; output {@code (batch, time, ...)} with what
 *       the layer makes
 * </ul>
 *
 * <pre>{@code TimeDistributed.of(Conv2D.of(64, 3))}</pre>
 *
 * <p>The mask is handed on as it is; of a mask with more axes than {@code (batch, time)} the layer gets each step's part. As in
 * Keras, a penalty on the layer's own output is left out.
 *
 * <p>All steps stand in one batch for the layer, unless the samples of a batch touch each other there: as under batch normalization
 * in training, which takes its mean step by step. This needs a known number of steps.
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/time_distributed/">keras.layers.TimeDistributed</a>
 */
public final class TimeDistributed extends KerasLayer<TimeDistributed, TimeDistributed.Config> {
    /** Keras's arguments. */
    record Config(Layer layer) {}

    TimeDistributed(Config config) {
        super(config, TimeDistributed::new);
    }

    public static TimeDistributed of(Layer layer) {
        return new TimeDistributed(new Config(layer));
    }

    /** The layer inside. */
    public Layer layer() {
        return config.layer;
    }

    @Override
    Config configOfCopy() {
        return new Config(copyOf(config.layer));
    }

    @Override
    protected List<Layer> sublayers() {
        return List.of(config.layer);
    }

    @Override
    public Map<String, Layer> savedParts() {
        return Map.of("layer", config.layer);
    }

    @Override
    protected void build(Shape input) {
        Check.rankAtLeast(this, input, 3);
        config.layer.ensureBuilt(List.of(new Shape(input.get(0)).addAll(input.slice(2))));
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        if (inputs.size() != 1) {
            throw new ShapeMismatchException(JerasException.message(
                    titleAndPlace() + " cannot take several inputs.",
                    "one sequence",
                    inputs.size() + " tensors",
                    "concatenate them, or wrap a model that takes them apart"));
        }
        Tensor x = inputs.get(0);
        Check.rankAtLeast(this, x.shape(), 3);
        Tensor mask = call.mask();
        requireFit(x, mask);
        boolean together = x.size(1) < 1 || config.layer.treatsSamplesAlone(call.training());
        return together ? together(x, mask) : stepByStep(x, mask);
    }

    private void requireFit(Tensor x, Tensor mask) {
        if (mask != null
                && !Shapes.compatible(mask.shape().slice(0, 2), x.shape().slice(0, 2))) {
            throw Check.wrong(
                    this,
                    x.shape(),
                    "a mask that begins with the input's batch and steps",
                    "a mask of shape " + Shapes.text(mask.shape()),
                    "end the mask before this layer");
        }
    }

    private List<Tensor> together(Tensor x, Tensor mask) {
        Tensor steps = Ops.mergeSteps(x).withMask(suits(mask) ? Ops.mergeSteps(mask) : null);
        return config.layer.applyUnpenalized(List.of(steps)).stream()
                .map(y -> Ops.splitSteps(y.withMask(null), x))
                .toList();
    }

    private List<Tensor> stepByStep(Tensor x, Tensor mask) {
        List<Tensor> steps = Ops.unstack(x, 1);
        List<Tensor> masks = suits(mask) ? Ops.unstack(mask, 1) : List.of();
        List<List<Tensor>> made = new ArrayList<>();
        for (int t = 0; t < steps.size(); t++) {
            Tensor step = steps.get(t).withMask(masks.isEmpty() ? null : masks.get(t));
            made.add(config.layer.applyUnpenalized(List.of(step)));
        }
        List<Tensor> outputs = new ArrayList<>();
        for (int i = 0; i < made.get(0).size(); i++) {
            int output = i;
            outputs.add(Ops.stack(
                    made.stream().map(m -> m.get(output).withMask(null)).toList(), 1));
        }
        return outputs;
    }

    /** A mask of whole steps says nothing about the steps inside one, along which a recurrent layer walks. */
    private boolean suits(Tensor mask) {
        boolean walks = config.layer instanceof RecurrentLayer<?, ?> || config.layer instanceof Bidirectional;
        return mask != null && (mask.rank() > 2 || !walks);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
