package jeras.layers;

import ai.djl.ndarray.types.Shape;
import jeras.initializers.Constant;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * Multiplies each channel by a weight of its own, small at first, so that a deep network starts near the identity. A part of
 * ConvNeXt.
 *
 * <ul>
 *   <li>input {@code (batch, ..., projectionDim)}, output the same
 *   <li>gamma {@code (projectionDim)}
 * </ul>
 *
 * <pre>{@code LayerScale.of(1e-6, 96)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/2103.17239">Touvron et al., 2021</a>
 * @see <a href="https://keras.io/api/applications/convnext/">keras.applications.ConvNeXtTiny</a>
 */
public final class LayerScale extends KerasLayer<LayerScale, LayerScale.Config> {
    private Variable gamma;

    /** Keras's arguments. */
    record Config(double initValues, int projectionDim) {
        Config {
            Check.positive("LayerScale", "projectionDim", projectionDim);
        }
    }

    LayerScale(Config config) {
        super(config, LayerScale::new);
    }

    /**
     * A factor for each channel.
     *
     * @param initValues what all factors are at first
     * @param projectionDim the number of channels
     */
    public static LayerScale of(double initValues, int projectionDim) {
        return new LayerScale(new Config(initValues, projectionDim));
    }

    @Override
    protected void build(Shape input) {
        Check.axis(this, input, -1, config.projectionDim);
        gamma = weight("gamma", new Shape(config.projectionDim), Constant.of(config.initValues));
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.axis(this, x.shape(), -1, config.projectionDim);
        return x.multiply(gamma);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
