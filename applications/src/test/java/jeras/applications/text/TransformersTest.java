package jeras.applications.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jeras.Array;
import jeras.Model;
import jeras.losses.Loss;
import jeras.losses.SparseCategoricalCrossentropy;
import jeras.optimizers.SGD;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs, losses and gradients are those of transformers, for every architecture and head. */
class TransformersTest {
    private static final SparseCategoricalCrossentropy CLASSES =
            SparseCategoricalCrossentropy.of().fromLogits(true);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bert", "distilbert", "roberta", "xlm-roberta"})
    void backbonesGiveEveryLayersStateAndTheirGradients(String kind) {
        Fixture fixture = Fixture.of(kind + "-backbone");
        boolean pooled = !kind.equals("distilbert");
        Model model = fixture.encoder().backbone(b -> b.pooled(pooled).hiddenStates(true));
        List<String> outputs = new ArrayList<>(List.of("last_hidden_state"));
        if (pooled) {
            outputs.add("pooler_output");
        }
        outputs.addAll(List.of("hidden_0", "hidden_1", "hidden_2"));
        fixture.assertOutputs(model, outputs.toArray(String[]::new));

        Model trained = fixture.encoder().backbone(b -> b.pooled(pooled));
        List<Array> targets = new ArrayList<>(List.of(fixture.array("target")));
        if (pooled) {
            targets.add(fixture.array("pooled_target"));
        }
        trained.compile(c -> c.optimizer(SGD.of(1)).loss("mse"));
        assertStep(fixture, trained, pooled ? targets : targets.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "distilbert", "roberta"})
    void classifiersTrainAsThoseOfTransformers(String kind) {
        Fixture fixture = Fixture.of(kind + "-classifier");
        Model model = fixture.encoder().classifier();
        fixture.assertOutputs(model, "logits");
        assertLoss(fixture, model, fixture.array("labels"));
        model.compile(c -> c.optimizer(SGD.of(1)).loss(CLASSES));
        assertStep(fixture, model, fixture.array("labels"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "distilbert", "roberta"})
    void taggersSkipWhatHasNoTag(String kind) {
        Fixture fixture = Fixture.of(kind + "-tagger");
        Model model = fixture.encoder().tagger();
        assertThat(fixture.encoder().labels()).containsExactly("O", "B-PER", "I-PER");
        fixture.assertOutputs(model, "logits");
        assertLoss(fixture, model, fixture.array("labels"));
        model.compile(c -> c.optimizer(SGD.of(1)).loss(CLASSES.ignoreClass(-100)));
        assertStep(fixture, model, fixture.array("labels"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "distilbert", "roberta"})
    void answersBeginAndEndWhereThoseOfTransformersDo(String kind) {
        Fixture fixture = Fixture.of(kind + "-answers");
        Model model = fixture.encoder().questionAnswering();
        List<Array> places = List.of(fixture.array("start_positions"), fixture.array("end_positions"));
        fixture.assertOutputs(model, "start_logits", "end_logits");
        assertLoss(fixture, model, places);
        model.compile(c -> c.optimizer(SGD.of(1))
                .loss(CLASSES)
                .lossWeight("start_logits", 0.5)
                .lossWeight("end_logits", 0.5));
        assertStep(fixture, model, places);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "distilbert", "roberta"})
    void wordsAreGuessedByTheTableOfTheEmbeddings(String kind) {
        Fixture fixture = Fixture.of(kind + "-words");
        Model model = fixture.encoder().maskedLanguageModel();
        fixture.assertOutputs(model, "logits");
        assertLoss(fixture, model, fixture.array("labels"));
        model.compile(c -> c.optimizer(SGD.of(1)).loss(CLASSES.ignoreClass(-100)));
        assertStep(fixture, model, fixture.array("labels"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert-several-labels", "distilbert-number"})
    void theLossFollowsTheProblem(String name) {
        Fixture fixture = Fixture.of(name);
        Model model = fixture.encoder().classifier();
        boolean number = name.endsWith("number");
        Array targets = number ? fixture.array("labels").reshape(-1, 1) : fixture.array("labels");
        fixture.assertOutputs(model, "logits");
        assertLoss(fixture, model, targets);
        Loss loss =
                number ? Loss.of("mse") : jeras.losses.BinaryCrossentropy.of().fromLogits(true);
        model.compile(c -> c.optimizer(SGD.of(1)).loss(loss));
        assertStep(fixture, model, targets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert-bfloat16", "roberta-float16", "distilbert-parts", "bert-old-names"})
    void otherPrecisionsPartsAndNamesAreRead(String name) {
        Fixture fixture = Fixture.of(name);
        fixture.assertOutputs(fixture.encoder().backbone(), "last_hidden_state");
    }

    /** By the loss that the model came compiled with. */
    private static void assertLoss(Fixture fixture, Model model, Object targets) {
        double loss =
                model.evaluate(fixture.inputs(), targets, e -> e.verbose(0)).get("loss");
        assertThat(loss).isCloseTo(fixture.array("loss").item(), within(Fixture.TOLERANCE));
    }

    private void assertStep(Fixture fixture, Model model, Object targets) {
        double loss = model.trainOnBatch(fixture.inputs(), targets).get("loss");
        assertThat(loss).isCloseTo(fixture.array("loss").item(), within(Fixture.TOLERANCE));
        fixture.encoder().savePretrained(folder, model);
        fixture.assertGradients(folder);
    }
}
