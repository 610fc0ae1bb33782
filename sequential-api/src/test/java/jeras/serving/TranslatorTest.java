package jeras.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jeras.Array;
import jeras.Input;
import jeras.Keras;
import jeras.Model;
import jeras.Sequential;
import jeras.ShapeMismatchException;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Embedding;
import jeras.layers.Flatten;
import jeras.layers.GlobalAveragePooling1D;
import jeras.layers.Layer;
import jeras.layers.Resizing;
import jeras.layers.TextVectorization;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DJL's predictors are held against the model's own predictions. */
class TranslatorTest {
    private static final List<String> TEXTS =
            List.of("a wonderful film", "dull", "far too long and dull", "wonderful actors", "");

    @BeforeEach
    void seed() {
        Keras.setRandomSeed(7);
    }

    private static Model images(int channels) {
        return Sequential.of(
                Input.of(8, 6, channels),
                Conv2D.of(4, 3).activation("relu"),
                Flatten.of(),
                Dense.of(3).activation("softmax"));
    }

    private static Model texts(Layer... last) {
        TextVectorization words = TextVectorization.of();
        words.adapt(TEXTS.toArray(String[]::new));
        Sequential model =
                Sequential.of(Input.of(1).dtype("string"), words, Embedding.of(20, 8), GlobalAveragePooling1D.of());
        for (Layer layer : last) {
            model.add(layer);
        }
        return model;
    }

    /** A colour for each pixel. */
    private static BufferedImage picture(int width, int height, int seed) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, (i + seed) * 1_234_567 & 0xFFFFFF);
        }
        return picture;
    }

    private static Array pixels(BufferedImage picture) {
        int width = picture.getWidth();
        float[] values = new float[3 * width * picture.getHeight()];
        for (int i = 0; i < values.length; i++) {
            values[i] = picture.getRGB(i / 3 % width, i / 3 / width) >> (16 - 8 * (i % 3)) & 0xFF;
        }
        return Array.of(values, 1, picture.getHeight(), width, 3);
    }

    private static Image image(BufferedImage picture) {
        return ImageFactory.getInstance().fromImage(picture);
    }

    private static void assertSays(Classifications got, List<String> names, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(got.get(names.get(i)).getProbability()).isCloseTo(expected[i], within(1e-6));
        }
    }

    private static void inFourThreads(Callable<?> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(work));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void picturesAreClassifiedInSeveralThreads() throws Exception {
        Model model = images(3);
        List<String> names = List.of("cat", "dog", "fish");
        try (ai.djl.Model served = model.toDjl();
                Predictor<Image, Classifications> predictor = served.newPredictor(ImageTranslator.of(model, names))) {
            inFourThreads(() -> {
                for (int i = 0; i < 10; i++) {
                    BufferedImage picture = picture(6, 8, i);
                    Classifications got = predictor.predict(image(picture));
                    assertSays(got, names, model.predict(pixels(picture)).toDoubleArray());
                }
                return null;
            });
        }
    }

    @Test
    void picturesAreResizedAsKerasDoesAndScaled() throws Exception {
        Model model = images(3);
        List<String> names = List.of("cat", "dog", "fish");
        BufferedImage large = picture(31, 17, 1);
        try (ai.djl.Model served = model.toDjl();
                Predictor<Image, Classifications> predictor =
                        served.newPredictor(ImageTranslator.of(model, names).maxPixel(1))) {
            Array resized = Resizing.of(8, 6).apply(pixels(large)).divide(255);
            assertSays(
                    predictor.predict(image(large)),
                    names,
                    model.predict(resized).toDoubleArray());
        }
    }

    @Test
    void greyIsByTheWeightsOfTelevisionAndSeveralPicturesAreOneBatch() throws Exception {
        Model model = images(1);
        List<String> names = List.of("cat", "dog", "fish");
        try (ai.djl.Model served = model.toDjl();
                Predictor<Image, Classifications> predictor =
                        served.newPredictor(ImageTranslator.of(model, names).topK(1))) {
            BufferedImage red = new BufferedImage(6, 8, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 48; i++) {
                red.setRGB(i % 6, i / 6, 0xFF0000);
            }
            Array grey = Array.full(ai.djl.ndarray.types.DataType.FLOAT32, 76, 1, 8, 6, 1);

            List<Classifications> got = predictor.batchPredict(List.of(image(red), image(picture(9, 9, 2))));

            assertThat(got).hasSize(2);
            assertThat(got.get(0).topK()).hasSize(1);
            assertSays(got.get(0), names, model.predict(grey).toDoubleArray());
        }
    }

    @Test
    void textsAreClassifiedInSeveralThreadsByWhatTheModelHasLearned() throws Exception {
        Model model = texts(Dense.of(3).activation("softmax"));
        List<String> names = List.of("bad", "middling", "good");
        try (ai.djl.Model served = model.toDjl();
                Predictor<String, Classifications> predictor = served.newPredictor(TextTranslator.of(model, names))) {
            inFourThreads(() -> {
                for (String text : TEXTS.subList(0, 4)) {
                    double[] expected = model.predict(new String[] {text}).toDoubleArray();
                    assertSays(predictor.predict(text), names, expected);
                }
                return null;
            });
            List<Classifications> together = predictor.batchPredict(TEXTS);
            Array expected = model.predict(TEXTS.toArray(String[]::new));
            for (int i = 0; i < TEXTS.size(); i++) {
                assertSays(together.get(i), names, expected.get(i).toDoubleArray());
            }
        }
    }

    @Test
    void aSingleOutputIsTheProbabilityOfTheSecondClass() throws Exception {
        Model model = texts(Dense.of(1));
        List<String> names = List.of("negative", "positive");
        double logit = model.predict(new String[] {"dull"}).item();
        double positive = 1 / (1 + Math.exp(-logit));
        try (ai.djl.Model served = model.toDjl();
                Predictor<String, Classifications> predictor =
                        served.newPredictor(TextTranslator.of(model, names).fromLogits(true))) {
            assertSays(predictor.predict("dull"), names, 1 - positive, positive);
        }
    }

    @Test
    void otherModelsAndOtherNumbersOfClassesAreRefused() {
        assertThatThrownBy(() -> ImageTranslator.of(images(3), List.of("cat", "dog")))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        The classes do not belong to this model.
                          expected: one output of shape (batch, 2)
                          received: [(-1, 3)]
                          fix:      name as many classes as the model tells apart""");
        assertThatThrownBy(() -> TextTranslator.of(images(3), List.of("a", "b", "c")))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessageStartingWith("The model takes no texts.");
        assertThatThrownBy(() -> ImageTranslator.of(texts(Dense.of(3)), List.of("a", "b", "c")))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessageStartingWith("The model takes no pictures.");
    }
}
