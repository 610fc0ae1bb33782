package jeras.layers;

import java.util.Arrays;
import java.util.List;
import jeras.Array;
import jeras.backend.Eager;
import jeras.ops.Tensor;

/**
 * Layers one after the other, such as the changes that images go through before training.
 *
 * <ul>
 *   <li>input as the first layer's, output as the last one's
 * </ul>
 *
 * <pre>{@code Pipeline.of(RandomFlip.of("horizontal"), RandomRotation.of(0.1)).apply(images)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/">keras.layers.Pipeline</a>
 */
public final class Pipeline extends KerasLayer<Pipeline, Pipeline.Config> {
    private final Eager eager = new Eager(true, this::applyAll);

    /** Keras's arguments. */
    record Config(List<Layer> layers) {
        Config {
            layers = List.copyOf(layers);
        }
    }

    Pipeline(Config config) {
        super(config, Pipeline::new);
    }

    public static Pipeline of(Layer... layers) {
        return new Pipeline(new Config(Arrays.asList(layers)));
    }

    /** The output for an array with a batch, or one image of three axes, computed at once, as in training. */
    public Array apply(Array input) {
        return eager.call(List.of(input), input.rank() != 3).get(0);
    }

    @Override
    protected List<Layer> sublayers() {
        return config.layers;
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        List<Tensor> current = inputs;
        for (Layer layer : config.layers) {
            current = layer.applyAll(current);
        }
        return current;
    }

    @Override
    protected Tensor computeMask(List<Tensor> inputs, int output) {
        return inputs.get(0).mask();
    }

    /** As in Keras, what comes in is taken as it is. */
    @Override
    boolean castsInputs() {
        return false;
    }
}
