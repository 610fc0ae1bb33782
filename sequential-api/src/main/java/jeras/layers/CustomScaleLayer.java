package jeras.layers;

import java.util.List;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Tensor;

/**
 * The first of two inputs and a share of the second: {@code first + scale · second}. A part of InceptionResNetV2, under the
 * name that it has in Keras's files.
 *
 * <ul>
 *   <li>two inputs of one shape, output the same
 * </ul>
 *
 * <pre>{@code CustomScaleLayer.of(0.17).apply(shortcut, residual)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1602.07261">Szegedy et al., 2017</a>
 * @see <a href="https://keras.io/api/applications/inceptionresnetv2/">keras.applications.InceptionResNetV2</a>
 */
public final class CustomScaleLayer extends KerasLayer<CustomScaleLayer, CustomScaleLayer.Config> {
    /** Keras's arguments. */
    record Config(double scale) {}

    CustomScaleLayer(Config config) {
        super(config, CustomScaleLayer::new);
    }

    /** What the second input is multiplied by. */
    public static CustomScaleLayer of(double scale) {
        return new CustomScaleLayer(new Config(scale));
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        if (inputs.size() != 2) {
            throw new ShapeMismatchException(JerasException.message(
                    titleAndPlace() + " takes two inputs.",
                    "a shortcut and what is added to it",
                    inputs.size() + (inputs.size() == 1 ? " tensor" : " tensors"),
                    "apply it to both: apply(shortcut, residual)"));
        }
        return List.of(inputs.get(0).add(inputs.get(1).multiply(config.scale)));
    }
}
