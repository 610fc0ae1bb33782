package jeras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Changes images in training by some changes chosen at random, the same for the whole batch, each as strong as the factor says.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandAugment.of().numOps(3).factor(0.3)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1909.13719">Cubuk et al., 2020</a>
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/rand_augment/">keras.layers.RandAugment</a>
 */
public final class RandAugment extends RandomImageLayer<RandAugment, RandAugment.Config> {
    /** Keras's arguments. */
    record Config(
            List<Double> valueRange,
            int numOps,
            List<Double> factor,
            String interpolation,
            Long seed,
            String dataFormat) {
        Config {
            valueRange = Factor.valueRange("RandAugment", valueRange);
            Check.positive("RandAugment", "numOps", numOps);
            factor = Factor.of("RandAugment", "factor", factor, 0, 1);
            Fill.checkInterpolation("RandAugment", interpolation);
            DataFormat.check("RandAugment", dataFormat);
        }
    }

    RandAugment(Config config) {
        super(config, RandAugment::new, config.dataFormat, config.seed);
    }

    public static RandAugment of() {
        return new RandAugment(
                new Config(Factor.list(0, 255), 2, Factor.list(0.5), "bilinear", null, DataFormat.preset()));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandAugment valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** How many changes follow one another. Default: 2. */
    public RandAugment numOps(int numOps) {
        return with("numOps", numOps);
    }

    /** How strong the changes are, from 0 to 1: the greatest, or a lower and an upper number. Default: 0.5. */
    public RandAugment factor(double... factor) {
        return with("factor", Factor.list(factor));
    }

    /** The interpolation of layers that move pixels: {@code bilinear} or {@code nearest}. Default: {@code bilinear}. */
    public RandAugment interpolation(String interpolation) {
        return with("interpolation", interpolation);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandAugment seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandAugment dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Augmentations all = new Augmentations(config.factor, config.valueRange, config.interpolation);
        List<Augmentations.Change> changes = new ArrayList<>(all.geometryAndColours());
        changes.addAll(all.light());
        Augmentations.Steps steps = Augmentations.Steps.draw(images, noise, config.numOps, changes.size());
        return x -> Ops.scan(
                        (states, now) -> List.of(Augmentations.changed(changes, states.get(0), now.get(0), now.get(1))),
                        List.of(x),
                        List.of(steps.choices(), steps.seeds()),
                        0,
                        false)
                .get(0);
    }
}
