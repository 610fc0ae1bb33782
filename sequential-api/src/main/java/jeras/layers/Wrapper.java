package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A layer around another, whose work it adds to.
 *
 * @param <L> the layer's own type
 * @param <C> its configuration
 * @see <a href="https://keras.io/api/layers/core_layers/wrapper/">keras.layers.Wrapper</a>
 */
public abstract class Wrapper<L extends Wrapper<L, C>, C extends Record> extends KerasLayer<L, C> {
    private final Layer layer;

    Wrapper(C config, Function<C, L> maker, Layer layer) {
        super(config, maker);
        this.layer = layer;
    }

    /** The layer inside. */
    public final Layer layer() {
        return layer;
    }

    @Override
    protected final List<Layer> sublayers() {
        return List.of(layer);
    }

    @Override
    public final Map<String, Layer> savedParts() {
        return Map.of("layer", layer);
    }

    @Override
    protected void build(List<Shape> inputs) {
        layer.ensureBuilt(inputs);
    }
}
