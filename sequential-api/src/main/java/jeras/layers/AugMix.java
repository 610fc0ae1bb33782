package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Arguments;

/**
 * Mixes images in training with versions of themselves, each the end of a chain of changes chosen at random; choices and shares are
 * the same for the whole batch.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code AugMix.of().valueRange(0, 1)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1912.02781">Hendrycks et al., 2020</a>
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/aug_mix/">keras.layers.AugMix</a>
 */
public final class AugMix extends RandomImageLayer<AugMix, AugMix.Config> {
    /** Keras's arguments. */
    record Config(
            List<Double> valueRange,
            int numChains,
            int chainDepth,
            List<Double> factor,
            double alpha,
            boolean allOps,
            String interpolation,
            Long seed,
            String dataFormat) {
        Config {
            valueRange = Factor.valueRange("AugMix", valueRange);
            Check.positive("AugMix", "numChains", numChains);
            Check.positive("AugMix", "chainDepth", chainDepth);
            factor = Factor.of("AugMix", "factor", factor, 0, 1);
            Arguments.positive("AugMix", "alpha", alpha);
            Fill.checkInterpolation("AugMix", interpolation);
            DataFormat.check("AugMix", dataFormat);
        }
    }

    AugMix(Config config) {
        super(config, AugMix::new, config.dataFormat, config.seed);
    }

    public static AugMix of() {
        return new AugMix(new Config(
                Factor.list(0, 255), 3, 3, Factor.list(0.3), 1, true, "bilinear", null, DataFormat.preset()));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public AugMix valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** How many versions are mixed. Default: 3. */
    public AugMix numChains(int numChains) {
        return with("numChains", numChains);
    }

    /** How many changes make a chain; each is left out as often as any other is taken. Default: 3. */
    public AugMix chainDepth(int chainDepth) {
        return with("chainDepth", chainDepth);
    }

    /** How strong the changes are, from 0 to 1: the greatest, or a lower and an upper number. Default: 0.3. */
    public AugMix factor(double... factor) {
        return with("factor", Factor.list(factor));
    }

    /** The parameter of the Dirichlet and Beta distributions of the shares. Default: 1. */
    public AugMix alpha(double alpha) {
        return with("alpha", alpha);
    }

    /** Whether brightness, colour, contrast and sharpness change too. Default: true. */
    public AugMix allOps(boolean allOps) {
        return with("allOps", allOps);
    }

    /** The interpolation of layers that move pixels: {@code bilinear} or {@code nearest}. Default: {@code bilinear}. */
    public AugMix interpolation(String interpolation) {
        return with("interpolation", interpolation);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public AugMix seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public AugMix dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor shares = noise.dirichlet(Ops.full(new Shape(config.numChains), config.alpha, DataType.FLOAT32));
        Tensor own = noise.dirichlet(Ops.full(new Shape(2), config.alpha, DataType.FLOAT32))
                .get("0");
        List<Augmentations.Change> changes = changes();
        int count = config.numChains * config.chainDepth;
        Augmentations.Steps steps = Augmentations.Steps.draw(images, noise, count, changes.size());
        // All chains in one loop: at the first step of each the images start anew, at the last they are added up.
        Tensor place = Ops.arange(0, count, DataType.INT32);
        Tensor inChain = place.subtract(Ops.multiply(chain(place), config.chainDepth));
        Tensor begins = Ops.equal(inChain, 0);
        Tensor weights = Ops.where(Ops.equal(inChain, config.chainDepth - 1), Ops.take(shares, chain(place), 0), 0);
        return x -> {
            Tensor mixed = Ops.scan(
                            (states, now) -> {
                                Tensor start = Ops.where(now.get(2), x, states.get(0));
                                Tensor changed = Augmentations.changed(changes, start, now.get(0), now.get(1));
                                return List.of(changed, states.get(1).add(changed.multiply(now.get(3))));
                            },
                            List.of(x, Ops.zerosLike(x)),
                            List.of(steps.choices(), steps.seeds(), begins, weights),
                            0,
                            false)
                    .get(1);
            Tensor all = x.multiply(own).add(mixed.multiply(Ops.subtract(1, own)));
            return Ops.clip(all, config.valueRange.get(0), config.valueRange.get(1));
        };
    }

    /** The chain that a step belongs to. */
    private Tensor chain(Tensor place) {
        return Ops.cast(Ops.floor(place.divide(config.chainDepth)), DataType.INT32);
    }

    /** All changes, and none. */
    private List<Augmentations.Change> changes() {
        Augmentations all = new Augmentations(config.factor, config.valueRange, config.interpolation);
        List<Augmentations.Change> changes = new ArrayList<>(all.geometryAndColours());
        if (config.allOps) {
            changes.addAll(all.light());
        }
        changes.add((images, noise) -> UnaryOperator.identity());
        return changes;
    }
}
