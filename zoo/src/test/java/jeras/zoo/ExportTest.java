package jeras.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.DeferredTranslatorFactory;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import jeras.Input;
import jeras.Keras;
import jeras.Sequential;
import jeras.applications.text.EncoderConfig;
import jeras.applications.text.TextEncoder;
import jeras.applications.text.TextTokenizer;
import jeras.applications.text.WordPieceVocabulary;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Flatten;
import jeras.zoo.recipe.OutputFolder;
import jeras.zoo.recipe.Ranking;
import jeras.zoo.recipe.RecipeFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported is opened by DJL's own loader with its own translators, and held against {@code jeras predict}. */
class ExportTest {
    private static final List<String> CLASSES = List.of("cat", "dog", "fish");

    @TempDir
    Path folder;

    @BeforeEach
    void seed() {
        Keras.setRandomSeed(3);
    }

    private Path images(int channels, double maxPixel, boolean darkBackground, boolean antialias) {
        JsonObject settings = new JsonObject();
        settings.addProperty("maxPixel", maxPixel);
        settings.addProperty("darkBackground", darkBackground);
        settings.addProperty("antialias", antialias);
        Sequential model = Sequential.of(
                Input.of(10, 8, channels),
                Conv2D.of(4, 3).activation("tanh"),
                Flatten.of(),
                Dense.of(3).activation("softmax"));
        Path path = folder.resolve("images");
        OutputFolder.claim(path).write(ImageClassification.KIND, settings, inside -> {
            model.save(inside.resolve("model.keras"));
            Files.write(inside.resolve("classes.txt"), CLASSES);
        });
        return path;
    }

    private Path picture(int width, int height, Color background) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(background);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(width / 4, height / 4, width / 2, height / 3);
        graphics.dispose();
        Path file = folder.resolve("picture.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static <I> Classifications askDjl(Class<I> type, Path exported, I input) throws Exception {
        Criteria<I, Classifications> criteria = Criteria.builder()
                .setTypes(type, Classifications.class)
                .optModelPath(exported)
                .optTranslatorFactory(new DeferredTranslatorFactory())
                .build();
        try (ZooModel<I, Classifications> model = criteria.loadModel();
                Predictor<I, Classifications> predictor = model.newPredictor()) {
            return predictor.predict(input);
        }
    }

    private static void assertSame(Classifications djl, Ranking jeras, double tolerance) {
        for (Ranking.Score score : jeras.scores()) {
            assertThat(djl.get(score.label()).getProbability()).isCloseTo(score.probability(), within(tolerance));
        }
    }

    private void assertServesAsItPredicts(Path model, Path picture, double tolerance) throws Exception {
        Path out = folder.resolve("served");
        Transcript run = Transcript.of("export", model.toString(), "--output", out.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("Exported for DJL and DJL Serving to " + out + "\n");

        ImagePredictor predictor = ImagePredictor.of(RecipeFolder.open(model));
        Image image = ImageFactory.getInstance().fromFile(picture);
        assertSame(
                askDjl(Image.class, out, image),
                predictor.predict(List.of(picture.toString())).get(0),
                tolerance);
    }

    @Test
    void colourImagesOfAnySizeAreAnsweredByDjlAlone() throws Exception {
        assertServesAsItPredicts(images(3, 1, false, false), picture(37, 23, Color.BLUE), 1e-5);

        assertThat(folder.resolve("served/serving.properties")).hasContent("""
                engine=PyTorch
                translatorFactory=ai.djl.modality.cv.translator.ImageClassificationTranslatorFactory
                flag=COLOR
                resize=false
                toTensor=false
                """);
        assertThat(folder.resolve("served/synset.txt")).hasContent("cat\ndog\nfish\n");
    }

    @Test
    void greyImagesAreInvertedByTheModelWhereItKnowsOnlyBrightOnes() throws Exception {
        Path model = images(1, 16, true, true);
        assertServesAsItPredicts(model, picture(8, 10, Color.WHITE), 1e-5);
        assertServesAsItPredicts(model, picture(8, 10, Color.BLACK), 1e-5);
        // Java's smoothing of what becomes smaller is not PyTorch's, but near.
        assertServesAsItPredicts(model, picture(160, 200, Color.WHITE), 0.1);
    }

    @Test
    void aBertIsAnsweredByDjlsOwnTokenizer() throws Exception {
        WordPieceVocabulary words =
                WordPieceVocabulary.train(List.of("the film was very good and bad"), o -> o.minFrequency(1));
        TextEncoder encoder = TextEncoder.of(EncoderConfig.bert()
                        .vocabSize(words.tokens().size())
                        .numHiddenLayers(1)
                        .numAttentionHeads(2)
                        .hiddenSize(16)
                        .intermediateSize(32)
                        .maxPositionEmbeddings(32)
                        .initializerRange(0.5))
                .labels("neg", "pos", "none");
        JsonObject settings = new JsonObject();
        settings.addProperty("task", "classification");
        Path model = folder.resolve("bert");
        OutputFolder.claim(model).write("bert", settings, inside -> {
            encoder.savePretrained(inside, encoder.classifier());
            TextTokenizer.of(words).maxLength(12).save(inside);
        });

        Path out = folder.resolve("served");
        Transcript run = Transcript.of("export", model.toString(), "--output", out.toString());

        assertThat(run.err()).isEmpty();
        for (String text : List.of("The film was very good", "bad, " + "very ".repeat(40) + "bad", "", "é🎬")) {
            Ranking expected = (Ranking) Recipes.open(RecipeFolder.open(model))
                    .predict(List.of(text))
                    .get(0);
            assertSame(askDjl(String.class, out, text), expected, 1e-5);
        }
    }

    @Test
    void whatNeedsJerasIsRefusedAndNothingIsWritten() {
        Path model = folder.resolve("sentiment");
        OutputFolder.claim(model).write("sentiment", new JsonObject(), inside -> {});

        Transcript run = Transcript.of("export", model.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("""
                The model cannot be exported.
                  expected: a model of images or a BERT, which DJL can ask by itself
                  received: a model that prepares texts in Java, by Jeras
                  fix:      serve it with ./jeras serve, or in Java by DJL's Predictor with jeras.serving.TextTranslator
                """);
        assertThat(folder.resolve("sentiment-djl")).doesNotExist();
    }

    @Test
    void imagesComeInBase64OrAsNumbersFromANetwork() throws IOException {
        Path model = images(1, 255, false, false);
        Path picture = picture(8, 10, Color.BLACK);
        ImagePredictor predictor = ImagePredictor.of(RecipeFolder.open(model));
        BufferedImage decoded = ImageIO.read(picture.toFile());
        JsonArray rows = new JsonArray();
        for (int y = 0; y < 10; y++) {
            JsonArray row = new JsonArray();
            for (int x = 0; x < 8; x++) {
                row.add(ImageFile.grey(decoded.getRGB(x, y)));
            }
            rows.add(row);
        }
        JsonPrimitive base64 = new JsonPrimitive(Base64.getEncoder().encodeToString(Files.readAllBytes(picture)));
        JsonObject named = new JsonObject();
        named.add("b64", base64);

        List<Ranking> answers = predictor.answer(List.of(base64, named, rows));

        Ranking expected = predictor.predict(List.of(picture.toString())).get(0);
        assertThat(answers)
                .hasSize(3)
                .allSatisfy(answer -> assertThat(answer.scores()).zipSatisfy(expected.scores(), (got, wanted) -> {
                    assertThat(got.label()).isEqualTo(wanted.label());
                    assertThat(got.probability()).isCloseTo(wanted.probability(), within(1e-6));
                }));
    }

    @Test
    void whatIsNoImageIsRefusedWithoutOpeningFiles() throws IOException {
        Path model = images(1, 255, false, false);
        String path = picture(8, 10, Color.BLACK).toString();
        ImagePredictor predictor = ImagePredictor.of(RecipeFolder.open(model));

        for (var wrong : List.of(
                new JsonPrimitive(path),
                new JsonPrimitive("AAAA"),
                new JsonPrimitive(3),
                new JsonObject(),
                new JsonArray())) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> predictor.answer(List.of(wrong))))
                    .isInstanceOf(jeras.JerasException.class)
                    .hasMessageContaining("expected:");
        }
    }
}
