package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.initializers.TruncatedNormal;
import jeras.ops.Ops;
import jeras.ops.Recording;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * Divides the kernel of the layer inside by its greatest singular value, at each step of training before the layer computes.
 *
 * <ul>
 *   <li>input and output as the inner layer's
 *   <li>u {@code (1, last axis of the kernel)}, from which the singular value is followed from step to step
 * </ul>
 *
 * <pre>{@code SpectralNormalization.of(Conv2D.of(32, 3))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1802.05957">Miyato et al., 2018</a>
 * @see <a href="https://keras.io/api/layers/normalization_layers/spectral_normalization/">keras.layers.SpectralNormalization</a>
 */
public final class SpectralNormalization extends Wrapper<SpectralNormalization, SpectralNormalization.Config> {
    private static final double EPSILON = 1e-7;

    private Variable kernel;
    private Variable vectorU;

    /** Keras's arguments. */
    record Config(Layer layer, int powerIterations) {
        Config {
            Check.positive("SpectralNormalization", "powerIterations", powerIterations);
        }
    }

    SpectralNormalization(Config config) {
        super(config, SpectralNormalization::new, config.layer);
    }

    /** Around a layer that has a kernel or a table of embeddings. */
    public static SpectralNormalization of(Layer layer) {
        return new SpectralNormalization(new Config(layer, 1));
    }

    /** How often a step brings u nearer to the kernel's first singular vector. Default: 1. */
    public SpectralNormalization powerIterations(int powerIterations) {
        return with("powerIterations", powerIterations);
    }

    @Override
    protected void build(List<Shape> inputs) {
        super.build(inputs);
        kernel = layer().ownWeights().stream()
                .filter(v -> List.of("kernel", "embeddings").contains(v.name()))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(JerasException.message(
                        titleAndPlace() + " cannot normalize " + layer().title() + ".",
                        "a layer with a weight called kernel or embeddings",
                        layer().ownWeights().stream()
                                .map(Variable::name)
                                .toList()
                                .toString(),
                        "wrap a layer such as Dense or Conv2D")));
        alsoOwns(kernel);
        vectorU = weight(
                "vector_u",
                new Shape(1, kernel.size(-1)),
                variableDtype(),
                false,
                TruncatedNormal.of().stddev(0.02));
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        if (call.training()) {
            // In the weights' own data type: they would lose digits in another one with every step.
            Recording.autocast(null, this::normalize);
        }
        return layer().applyAll(inputs);
    }

    /** The kernel itself changes, and the optimizer goes on from there; its gradient is the one at the new values. */
    private Tensor normalize() {
        Tensor w = Ops.stopGradient(kernel);
        Tensor matrix = Ops.reshape(w, -1, kernel.size(-1)); // (rows, columns)
        Tensor transposed = Ops.transpose(matrix);
        Tensor u = vectorU;
        Tensor v = u;
        for (int i = 0; i < config.powerIterations; i++) {
            v = UnitNormalization.normalized(Ops.matmul(u, transposed), EPSILON); // (1, rows)
            u = UnitNormalization.normalized(Ops.matmul(v, matrix), EPSILON); // (1, columns)
        }
        Tensor sigma = Ops.sum(Ops.matmul(v, matrix).multiply(u));
        Tensor zero = Ops.all(Ops.equal(w, 0));
        Ops.overwrite(kernel, Ops.where(zero, w, w.divide(sigma)));
        Tensor next = Ops.where(zero, vectorU, u);
        vectorU.assign(next);
        return next;
    }
}
