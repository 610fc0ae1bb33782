package jeras.applications.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Model;
import jeras.layers.Dense;
import jeras.layers.Layer;
import jeras.optimizers.Adam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncoderTest {
    private static final EncoderConfig SMALL = EncoderConfig.bert()
            .vocabSize(50)
            .hiddenSize(16)
            .numHiddenLayers(2)
            .numAttentionHeads(2)
            .intermediateSize(32)
            .maxPositionEmbeddings(20);

    @TempDir
    Path folder;

    private static Map<String, Array> texts(int tokens) {
        int[] ids = new int[8 * tokens];
        int[] mask = new int[8 * tokens];
        for (int i = 0; i < ids.length; i++) {
            // The class of a text is told by its second token.
            ids[i] = i % tokens == 1 ? 5 + i / tokens % 2 : 7 + i * 13 % 40;
            mask[i] = 1;
        }
        Map<String, Array> inputs = new LinkedHashMap<>();
        inputs.put("input_ids", Array.of(ids, 8, tokens));
        inputs.put("attention_mask", Array.of(mask, 8, tokens));
        inputs.put("token_type_ids", Array.of(new int[8 * tokens], 8, tokens));
        return inputs;
    }

    private static int[] classes() {
        return new int[] {0, 1, 0, 1, 0, 1, 0, 1};
    }

    @Test
    void aNewClassifierLearnsAndTextsMayHaveAnyLength() {
        Keras.setRandomSeed(1);
        Model model = TextEncoder.of(SMALL).classifier();
        model.compile(c -> c.optimizer(Adam.of(3e-3))
                .loss(jeras.losses.SparseCategoricalCrossentropy.of().fromLogits(true))
                .metrics("accuracy"));
        model.fit(texts(6), classes(), f -> f.epochs(40).batchSize(8).verbose(0));
        assertThat(model.evaluate(texts(6), classes(), e -> e.verbose(0)).get("accuracy"))
                .isEqualTo(1.0);
        assertThat(model.predict(texts(9)).shape().getShape()).containsExactly(8, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert-classifier", "distilbert-answers", "roberta-words", "roberta-tagger"})
    void modelsComeBackFromKerasFilesAndGoOnToHuggingFace(String name) {
        Fixture fixture = Fixture.of(name);
        Model model = made(fixture);
        List<Array> before = model.predictAll(fixture.inputs());

        model.save(folder.resolve("m.keras"));
        Model loaded = Model.load(folder.resolve("m.keras"));
        assertThat(loaded.predictAll(fixture.inputs())).isEqualTo(before);

        fixture.encoder().savePretrained(folder.resolve("hf"), loaded);
        Fixture again = new Fixture(name, folder.resolve("hf"), fixture.expected());
        assertThat(made(again).predictAll(fixture.inputs())).isEqualTo(before);
        assertThat(again.encoder().config()).isEqualTo(fixture.encoder().config());
    }

    private static Model made(Fixture fixture) {
        TextEncoder encoder = fixture.encoder();
        return switch (fixture.name().replaceFirst(".*-", "")) {
            case "classifier" -> encoder.classifier();
            case "tagger" -> encoder.tagger();
            case "answers" -> encoder.questionAnswering();
            default -> encoder.maskedLanguageModel();
        };
    }

    @Test
    void anExportedModelGivesTheSameInDjl() throws TranslateException {
        Fixture fixture = Fixture.of("bert-classifier");
        Model model = fixture.encoder().classifier();
        try (ai.djl.Model served = model.toDjl();
                Predictor<NDList, NDList> predictor = served.newPredictor(new NoopTranslator());
                NDManager manager = NDManager.newBaseManager()) {
            NDList inputs = new NDList();
            fixture.inputs().values().forEach(a -> inputs.add(a.toNDArray(manager)));
            Array logits = Array.of(predictor.predict(inputs).get(0));
            Fixture.assertClose("logits", logits, fixture.array("logits"));
        }
    }

    @Test
    void aFrozenEncoderStaysAsItIs() {
        Model model = TextEncoder.of(SMALL).classifier(o -> o.dropout(0));
        for (Layer layer : model.layers()) {
            layer.setTrainable(layer.name().equals("classifier"));
        }
        model.compile(c -> c.optimizer(Adam.of(0.1))
                .loss(jeras.losses.SparseCategoricalCrossentropy.of().fromLogits(true)));
        List<Array> before = model.layer("layer_0_attention").getWeights();
        Array classifier = model.layer("classifier").getWeights().get(0);
        model.fit(texts(6), classes(), f -> f.verbose(0));
        assertThat(model.layer("layer_0_attention").getWeights()).isEqualTo(before);
        assertThat(model.layer("classifier").getWeights().get(0)).isNotEqualTo(classifier);
    }

    @Test
    void aBackboneTakesAHeadOfOnesOwnButHuggingFaceHasNoPlaceForIt() {
        TextEncoder encoder = TextEncoder.of(SMALL);
        Model backbone = encoder.backbone(b -> b.pooled(true));
        Model own = Model.of(
                backbone.inputs(),
                Dense.of(4).name("stars").apply(backbone.outputs().get(1)));
        assertThat(own.predict(texts(5)).shape().getShape()).containsExactly(8, 4);
        assertThatThrownBy(() -> encoder.savePretrained(folder, own))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Layer "stars" has no place in a file of bert.
                          expected: a model that a TextEncoder has made
                          received: the weight "stars/kernel"
                          fix:      save the model as a .keras file""");
    }

    @Test
    void aHeadOfAnotherSizeIsNewAndTheEncoderIsRead() {
        Fixture fixture = Fixture.of("bert-classifier");
        Model three = fixture.encoder().classifier();
        Model five = fixture.encoder().classifier(o -> o.classes(5).activation("softmax"));
        assertThat(five.layer("pooler").getWeights())
                .isEqualTo(three.layer("pooler").getWeights());
        assertThat(five.predict(fixture.inputs()).sum(1).toFloatArray())
                .containsExactly(new float[] {1, 1, 1}, within(1e-6f));
    }

    @Test
    void labelsAndTheTokenizerGoWithTheModel() {
        TextEncoder encoder = TextEncoder.of(SMALL).labels("bad", "good");
        encoder.savePretrained(folder, encoder.classifier());
        TextEncoder again = TextEncoder.fromPretrained(folder);
        assertThat(again.labels()).containsExactly("bad", "good");
        assertThat(again.config()).isEqualTo(encoder.config().problemType("single_label_classification"));
        assertThat(again.folder()).contains(folder);
        assertThat(encoder.folder()).isEmpty();
    }

    @Test
    void sizesThatFitNoEncoderAreRefused() {
        assertThatThrownBy(() -> TextEncoder.of(EncoderConfig.bert().numAttentionHeads(7)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The heads cannot share a token's vector.
                          expected: a hiddenSize that is a multiple of numAttentionHeads
                          received: hiddenSize 768, numAttentionHeads 7
                          fix:      change one of them""");
        assertThatThrownBy(() -> EncoderConfig.bert().hiddenDropoutProb(1)).hasMessage("""
                        A text encoder cannot have this hiddenDropoutProb.
                          expected: from 0 to below 1
                          received: 1.0
                          fix:      change it""");
        assertThatThrownBy(() -> EncoderConfig.bert().hiddenAct("gelo")).hasMessageContaining("did you mean \"gelu\"");
        assertThatThrownBy(() -> TextEncoder.of(EncoderConfig.distilBert()).backbone(b -> b.pooled(true)))
                .hasMessage("""
                        This encoder has no pooler.
                          expected: an architecture with a pooler, such as bert
                          received: distilbert
                          fix:      take the vectors of the tokens, or the classifier""");
    }
}
