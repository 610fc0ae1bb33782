package jeras.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Tensor;

/** The changes that policies choose from, all as strong as one factor says. */
record Augmentations(List<Double> factor, List<Double> range, String interpolation) {
    /** One change: draws what is left to chance and gives what it makes of the images. */
    interface Change {
        UnaryOperator<Tensor> draw(Tensor images, Noise noise);
    }

    /** Shear, translation, rotation, posterization, solarization, contrast and equalization. */
    List<Change> geometryAndColours() {
        double bits = Math.max(1, (int) (8 * factor.get(1)));
        AutoContrast contrast = new AutoContrast(new AutoContrast.Config(range, DataFormat.LAST));
        return List.of(
                new RandomShear(new RandomShear.Config(
                        factor, factor, interpolation, "reflect", 0, DataFormat.LAST, null))::draw,
                new RandomTranslation(new RandomTranslation.Config(
                        factor, factor, "reflect", interpolation, null, 0, DataFormat.LAST))::draw,
                new RandomRotation(
                        new RandomRotation.Config(factor, "reflect", interpolation, null, 0, DataFormat.LAST))::draw,
                new RandomPosterization(new RandomPosterization.Config(Factor.list(bits), range, DataFormat.LAST, null))
                        ::draw,
                new Solarization(new Solarization.Config(factor, factor, range, null, DataFormat.LAST))::draw,
                (images, noise) -> contrast::stretched,
                new Equalization(new Equalization.Config(range, 256, DataFormat.LAST))::draw);
    }

    /** Brightness, colour, contrast and sharpness. */
    List<Change> light() {
        return List.of(
                new RandomBrightness(new RandomBrightness.Config(factor, range, null, DataFormat.LAST))::draw,
                new RandomColorDegeneration(new RandomColorDegeneration.Config(factor, range, DataFormat.LAST, null))
                        ::draw,
                new RandomContrast(new RandomContrast.Config(factor, range, null, DataFormat.LAST))::draw,
                new RandomSharpness(new RandomSharpness.Config(factor, range, DataFormat.LAST, null))::draw);
    }
}
