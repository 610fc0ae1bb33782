package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jeras.ops.ImageDataFormat;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** The changes that policies choose from, all as strong as one factor says. */
record Augmentations(List<Double> factor, List<Double> range, String interpolation) {
    /** Whole numbers up to here are floats. */
    private static final int SEEDS = 1 << 24;

    /** One change: draws what is left to chance and gives what it makes of the images. */
    interface Change {
        UnaryOperator<Tensor> draw(Tensor images, Noise noise);
    }

    /** Shear, translation, rotation, posterization, solarization, contrast and equalization. */
    List<Change> geometryAndColours() {
        double bits = Math.max(1, (int) (8 * factor.get(1)));
        AutoContrast contrast = new AutoContrast(new AutoContrast.Config(range, ImageDataFormat.CHANNELS_LAST));
        return List.of(
                new RandomShear(new RandomShear.Config(
                        factor, factor, interpolation, "reflect", 0, ImageDataFormat.CHANNELS_LAST, null))::draw,
                new RandomTranslation(new RandomTranslation.Config(
                        factor, factor, "reflect", interpolation, null, 0, ImageDataFormat.CHANNELS_LAST))::draw,
                new RandomRotation(new RandomRotation.Config(
                        factor, "reflect", interpolation, null, 0, ImageDataFormat.CHANNELS_LAST))::draw,
                new RandomPosterization(new RandomPosterization.Config(
                        Factor.list(bits), range, ImageDataFormat.CHANNELS_LAST, null))::draw,
                new Solarization(new Solarization.Config(factor, factor, range, null, ImageDataFormat.CHANNELS_LAST))
                        ::draw,
                (images, noise) -> contrast::stretched,
                new Equalization(new Equalization.Config(range, 256, ImageDataFormat.CHANNELS_LAST))::draw);
    }

    /** Brightness, colour, contrast and sharpness. */
    List<Change> light() {
        return List.of(
                new RandomBrightness(new RandomBrightness.Config(factor, range, null, ImageDataFormat.CHANNELS_LAST))
                        ::draw,
                new RandomColorDegeneration(
                        new RandomColorDegeneration.Config(factor, range, ImageDataFormat.CHANNELS_LAST, null))::draw,
                new RandomContrast(new RandomContrast.Config(factor, range, null, ImageDataFormat.CHANNELS_LAST))::draw,
                new RandomSharpness(new RandomSharpness.Config(factor, range, ImageDataFormat.CHANNELS_LAST, null))
                        ::draw);
    }

    /** The choices of a policy, one after the other. */
    record Steps(Tensor choices, Tensor seeds) {
        /** So many choices among so many changes, the same for the whole batch. */
        static Steps draw(Tensor images, Noise noise, int steps, int changes) {
            Tensor choices = Ops.floor(noise.uniform(images, new Shape(steps), 0, changes));
            Tensor seeds = Ops.cast(noise.uniform(images, new Shape(steps), 0, SEEDS), DataType.INT64);
            return new Steps(choices, seeds);
        }
    }

    /** What the chosen change makes of images. */
    static Tensor changed(List<Change> changes, Tensor images, Tensor choice, Tensor seed) {
        List<Supplier<Tensor>> branches = new ArrayList<>();
        changes.forEach(change ->
                branches.add(() -> change.draw(images, Noise.from(seed)).apply(images)));
        return Ops.branch(choice, branches);
    }
}
