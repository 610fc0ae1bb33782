package jeras.layers;

import static jeras.layers.Symbols.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.ShapeMismatchException;
import jeras.backend.Eager;
import jeras.data.Batch;
import jeras.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is left to chance: when it happens, that it repeats, and how it is distributed. */
class ImageAugmentationTest {
    static final List<ImageLayer<?, ?>> BY_CHANCE = List.of(
            AugMix.of(),
            CutMix.of(),
            MixUp.of(),
            RandAugment.of(),
            RandomBrightness.of(0.5),
            RandomColorDegeneration.of(0.5),
            RandomColorJitter.of()
                    .brightnessFactor(0.5)
                    .contrastFactor(0.5)
                    .saturationFactor(0.5)
                    .hueFactor(0.5),
            RandomContrast.of(0.5),
            RandomElasticTransform.of(1, 1),
            RandomErasing.of(1, 1),
            RandomFlip.of(),
            RandomGaussianBlur.of(1, 1),
            RandomGrayscale.of(0.5),
            RandomHue.of(0.5),
            RandomInvert.of(0.5),
            RandomPerspective.of(1, 1),
            RandomPosterization.of(1, 5),
            RandomRotation.of(0.5),
            RandomSaturation.of(0.5),
            RandomSharpness.of(1),
            RandomShear.of().xFactor(0.5).yFactor(0.5),
            RandomTranslation.of(0.5, 0.5),
            RandomZoom.of(0.5),
            Solarization.of().additionFactor(0.5).thresholdFactor(0.5));

    /** Images in whose middle lies a colourful gradient. */
    private static Array images(int count) {
        float[] values = new float[count * 12 * 14 * 3];
        for (int i = 0; i < values.length; i++) {
            int pixel = i / 3;
            values[i] = (pixel % 14 * 15 + pixel / 14 % 12 * 7 * (i % 3) + pixel / 168 * 13) % 256;
        }
        return Array.of(values, count, 12, 14, 3);
    }

    @ParameterizedTest
    @FieldSource("BY_CHANCE")
    void imagesStayAsTheyAreOutsideTraining(ImageLayer<?, ?> layer) {
        Array images = images(2);
        assertThat(new Eager(false, layer::applyAll).call(List.of(images), true).get(0))
                .isEqualTo(images);
    }

    @ParameterizedTest
    @FieldSource("BY_CHANCE")
    void imagesChangeInTrainingAndRepeatUnderTheSameSeed(ImageLayer<?, ?> layer) {
        Array images = images(16);
        Keras.setRandomSeed(7);
        Array first = layer.apply(images);
        assertThat(first.shape()).isEqualTo(images.shape());
        assertThat(first.dataType()).isEqualTo(DataType.FLOAT32);
        assertThat(first).isNotEqualTo(images);
        assertThat(first.toFloatArray()).doesNotContain(Float.NaN);
        assertThat(layer.apply(images)).isNotEqualTo(first);
        Keras.setRandomSeed(7);
        assertThat(layer.apply(images)).isEqualTo(first);
    }

    @ParameterizedTest
    @FieldSource("BY_CHANCE")
    void channelsMayComeFirst(ImageLayer<?, ?> layer) throws ReflectiveOperationException {
        ImageLayer<?, ?> first = (ImageLayer<?, ?>)
                layer.getClass().getMethod("dataFormat", String.class).invoke(layer, "channels_first");
        Array images = images(3);
        Keras.setRandomSeed(5);
        Array last = layer.apply(images);
        Keras.setRandomSeed(5);
        Array moved = first.apply(images.transpose(0, 3, 1, 2)).transpose(0, 2, 3, 1);
        // Sums over another order of the channels may differ in the last digit.
        assertThat(moved.subtract(last).abs().mean().item()).isLessThan(1e-3);
    }

    @Test
    void aSeedOfItsOwnRepeatsTheSequence() {
        RandomRotation layer = RandomRotation.of(0.5).seed(3);
        Array images = images(2);
        Array first = layer.apply(images);
        Array second = layer.apply(images);
        assertThat(second).isNotEqualTo(first);
        RandomRotation again = layer.copy();
        assertThat(again.apply(images)).isEqualTo(first);
        assertThat(again.apply(images)).isEqualTo(second);
    }

    @Test
    void oneImageAloneIsTakenToo() {
        Array image = images(1).squeeze();
        assertThat(RandomFlip.of().apply(image).shape()).isEqualTo(image.shape());
        assertThat(Resizing.of(5, 6).apply(image).shape()).isEqualTo(new Shape(5, 6, 3));
    }

    @Test
    void bytesAreTakenAndResizingKeepsThem() {
        Array bytes = images(2).cast("uint8");
        assertThat(Resizing.of(5, 6).apply(bytes).dataType()).isEqualTo(DataType.UINT8);
        assertThat(RandomZoom.of(0.2).apply(bytes).dataType()).isEqualTo(DataType.FLOAT32);
    }

    @Test
    void eachImageIsFlippedOnItsOwnAndHalfOfThemAre() {
        Array images = images(400);
        float[] before = images.toFloatArray();
        float[] after = RandomFlip.of("horizontal").apply(images).toFloatArray();
        long flipped = IntStream.range(0, 400)
                .filter(i -> before[i * 504] != after[i * 504])
                .count();
        assertThat((double) flipped).isCloseTo(200, within(50.0));
    }

    @Test
    void brightnessIsDrawnEvenlyForEachImage() {
        float[] y = RandomBrightness.of(0.2, 0.6)
                .valueRange(0, 1)
                .apply(Array.zeros(DataType.FLOAT32, 1000, 2, 2, 1))
                .toFloatArray();
        double sum = 0;
        for (int i = 0; i < y.length; i += 4) {
            assertThat(y[i]).isBetween(0.2f, 0.6f).isEqualTo(y[i + 3]);
            sum += y[i];
        }
        assertThat(sum / 1000).isCloseTo(0.4, within(0.02));
    }

    @Test
    void aCropIsAPartOfTheImagesTheSameForAll() {
        Array images = images(2);
        Array cropped = RandomCrop.of(5, 6).apply(images);
        boolean found = false;
        for (int y = 0; y <= 7; y++) {
            for (int x = 0; x <= 8; x++) {
                found |= images.get(":, " + y + ":" + (y + 5) + ", " + x + ":" + (x + 6))
                        .equals(cropped);
            }
        }
        assertThat(found).isTrue();
        assertThat(Symbols.output(RandomCrop.of(5, 6), -1, 12, 14, 3)).isEqualTo(new Shape(-1, 5, 6, 3));
    }

    @Test
    void labelsAreMixedWithTheImages() {
        Array images = Array.of(new float[] {0, 0, 0, 0, 1, 1, 1, 1}, 2, 2, 2, 1);
        Array labels = Array.of(new float[] {1, 0, 0, 1}, 2, 2);
        for (MixingLayer<?, ?> layer : List.of(MixUp.of().alpha(1), CutMix.of())) {
            for (int i = 0; i < 10; i++) {
                List<Array> mixed = layer.apply(images, labels);
                Array share = mixed.get(1);
                assertThat(share.sum(1)).isEqualTo(Array.ones(DataType.FLOAT32, 2));
                if (layer instanceof MixUp) {
                    // The second class is the white image, so its label is the brightness.
                    assertThat(mixed.get(0)
                                    .mean(1, 2, 3)
                                    .subtract(share.get(":, 1"))
                                    .abs()
                                    .max()
                                    .item())
                            .isLessThan(1e-5);
                }
            }
        }
    }

    @Test
    void erasedRectanglesHaveTheAreaOfTheScale() {
        Array ones = Array.ones(DataType.FLOAT32, 300, 20, 20, 1);
        double share = 1
                - RandomErasing.of(1, 1)
                        .scale(0.25, 0.25)
                        .fillValue(0)
                        .apply(ones)
                        .mean()
                        .item();
        assertThat(share).isCloseTo(0.25, within(0.01));
    }

    @Test
    void layersWorkInTheMapOfADataSet() {
        Pipeline augment = Pipeline.of(RandomFlip.of("horizontal"), RandomRotation.of(0.1), Resizing.of(6, 7));
        Dataset data = Dataset.of(images(5), new int[] {0, 1, 2, 3, 4})
                .batch(2)
                .map(b -> new Batch(List.of(augment.apply(b.x().get(0))), b.y(), b.sampleWeight()))
                .prefetch(1);
        data.forEach(b -> assertThat(b.x().get(0).shape().slice(1)).isEqualTo(new Shape(6, 7, 3)));
    }

    @Test
    void theSizeOfImagesMayBeOpen() {
        assertThat(Symbols.output(Resizing.of(5, 6).interpolation("lanczos3").antialias(true), -1, -1, -1, 3))
                .isEqualTo(new Shape(-1, 5, 6, 3));
        assertThat(Symbols.output(RandomRotation.of(0.1), -1, -1, -1, 3)).isEqualTo(new Shape(-1, -1, -1, 3));
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertThatThrownBy(() -> RandomFlip.of().apply(input(-1, 4)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        RandomFlip cannot take an input of shape (?, 4).
                          expected: 3 axes for one image, 4 with the batch
                          received: 2 axes
                          fix:      reshape it to (batch, height, width, channels)""");
    }

    @Test
    void factorsOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> RandomContrast.of(1.5))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        RandomContrast cannot be made.
                          expected: factor, one number or two, from 0 to 1
                          received: [1.5]
                          fix:      give such a number, or a lower and an upper one""");
        assertThatThrownBy(() -> RandomZoom.of(-1)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> Resizing.of(2, 2).cropToAspectRatio(true).padToAspectRatio(true))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Resizing cannot be made.
                          expected: cropToAspectRatio or padToAspectRatio
                          received: both
                          fix:      leave one away""");
    }
}
