package jeras.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.callbacks.Callback;
import jeras.callbacks.LambdaCallback;
import jeras.datasets.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that is interrupted goes on as if it had not been. */
class ResumeTest {
    private static final Split IRIS = Flowers.IRIS;

    /** What no search catches: it ends here as if the process had been killed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @TempDir
    private Path folder;

    private static void search(Tuner<?> tuner, Callback... callbacks) {
        tuner.search(
                IRIS.xTrain(),
                IRIS.yTrain(),
                f -> f.epochs(2).validationSplit(0.2).verbose(0).callbacks(callbacks));
    }

    /** Kills a search again and again, each time after so many epochs, until it comes to its end. */
    private static int searchWithKills(Function<String, Tuner<?>> tuner, String name, int epochs) {
        for (int kills = 0; ; kills++) {
            int[] left = {epochs};
            try {
                search(tuner.apply(name), LambdaCallback.of().onEpochEnd((epoch, logs) -> {
                    if (left[0]-- == 0) {
                        throw new Killed();
                    }
                }));
                return kills;
            } catch (Killed e) {
                assertThat(kills).isLessThan(50);
            }
        }
    }

    private void endsAsIfNotInterrupted(Function<String, Tuner<?>> tuner, int epochs) {
        Tuner<?> whole = tuner.apply("whole");
        search(whole);

        int kills = searchWithKills(tuner, "killed", epochs);

        assertThat(kills).isPositive();
        assertThat(Flowers.told(tuner.apply("killed").trials())).isEqualTo(Flowers.told(whole.trials()));
        assertThat(tuner.apply("killed").bestModels(1).get(0).getWeights())
                .isEqualTo(whole.bestModels(1).get(0).getWeights());
    }

    /** A trial has two epochs: some kills come in its first epoch, some in its second, and none before the next trial has begun. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void randomSearchGoesOn(int epochs) {
        endsAsIfNotInterrupted(
                name -> RandomSearch.of(Flowers::build)
                        .objective("val_loss")
                        .maxTrials(4)
                        .seed(1)
                        .directory(folder)
                        .projectName(name),
                epochs);
    }

    @Test
    void bayesianOptimizationGoesOn() {
        endsAsIfNotInterrupted(
                name -> BayesianOptimization.of(Flowers::build)
                        .objective("val_loss")
                        .numInitialPoints(3)
                        .maxTrials(5)
                        .seed(2)
                        .directory(folder)
                        .projectName(name),
                3);
    }

    @Test
    void hyperbandGoesOn() {
        endsAsIfNotInterrupted(
                name -> Hyperband.of(Flowers::build)
                        .objective("val_loss")
                        .maxEpochs(3)
                        .seed(3)
                        .directory(folder)
                        .projectName(name),
                4);
    }

    @Test
    void gridSearchGoesOnWithWhatWasAskedForWhileTraining() {
        endsAsIfNotInterrupted(
                name -> GridSearch.of(new HyperModel() {
                            @Override
                            public jeras.Model build(HyperParameters hp) {
                                hp.fixed("units", 4);
                                hp.fixed("rate", 0.01);
                                return Flowers.build(hp);
                            }

                            @Override
                            public TrialResult fit(HyperParameters hp, jeras.Model model, TrialFit fit) {
                                int size = hp.choice("batch_size", List.of(16, 32, 64));
                                return TrialResult.of(fit.run(f -> f.batchSize(size)));
                            }
                        })
                        .objective("val_loss")
                        .seed(3)
                        .directory(folder)
                        .projectName(name),
                3);
    }

    @Test
    void aSearchGoesOnToMoreTrialsThanItHadFirst() {
        RandomSearch few = RandomSearch.of(Flowers.scored(hp -> hp.getInt("a")))
                .maxTrials(3)
                .seed(1)
                .directory(folder);
        few.search(0, 0, f -> f.verbose(0));
        List<String> before = Flowers.told(few.trials());

        RandomSearch more = few.maxTrials(6);
        more.search(0, 0, f -> f.verbose(0));
        RandomSearch atOnce = more.projectName("at_once");
        atOnce.search(0, 0, f -> f.verbose(0));

        assertThat(Flowers.told(more.trials()).subList(0, 3)).isEqualTo(before);
        assertThat(Flowers.told(more.trials())).isEqualTo(Flowers.told(atOnce.trials()));
    }

    @Test
    void anotherObjectiveOrTunerCannotGoOn() {
        RandomSearch tuner =
                RandomSearch.of(Flowers.scored(hp -> 1)).maxTrials(1).directory(folder);
        tuner.search(0, 0, f -> f.verbose(0));
        Path project = folder.resolve("untitled_project");

        assertThatThrownBy(() -> tuner.objective("val_loss").trials())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage(
                        "The search in " + project + " cannot go on: it was begun with another objective.\n"
                                + "  expected: Objective(name=\"default_objective\", direction=\"min\")\n"
                                + "  received: Objective(name=\"val_loss\", direction=\"min\")\n"
                                + "  fix:      tell it the same, choose another projectName, or begin anew with overwrite(true)");
        assertThatThrownBy(() ->
                        GridSearch.of(Flowers.scored(hp -> 1)).directory(folder).trials())
                .hasMessageStartingWith("The search in " + project + " cannot go on: it was begun with another tuner.");
    }

    @Test
    void anotherPlanOfHyperbandCannotGoOn() {
        Hyperband tuner =
                Hyperband.of(Flowers::build).objective("loss").maxEpochs(3).directory(folder);
        assertThat(tuner.trials()).isEmpty();

        assertThatThrownBy(() -> tuner.maxEpochs(9).trials())
                .hasMessageContaining(
                        "cannot go on: it was begun with another max_epochs.\n  expected: 3\n  received: 9");
    }

    // ---- damaged and hostile files ---------------------------------------------------------------------------------

    private Path trialFile() {
        return folder.resolve("untitled_project/trial_0001/trial.json");
    }

    private RandomSearch searched() {
        RandomSearch tuner = RandomSearch.of(Flowers.scored(hp -> hp.getInt("a")))
                .maxTrials(3)
                .directory(folder);
        tuner.search(0, 0, f -> f.verbose(0));
        return tuner.maxTrials(4);
    }

    private void refuses(RandomSearch tuner, String expected, String received) {
        assertThatThrownBy(tuner::trials)
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("Cannot go on with the search of " + trialFile() + ".\n  expected: " + expected)
                .hasMessageContaining("\n  received: " + received)
                .hasMessageEndingWith("  fix:      the file is damaged: put back a copy, or begin anew with"
                        + " overwrite(true) or another projectName");
    }

    @Test
    void aFileThatWasCutShortIsNamed() throws IOException {
        RandomSearch tuner = searched();
        String whole = Files.readString(trialFile());
        for (int length : new int[] {0, 1, 20, whole.length() / 2, whole.length() - 1}) {
            Files.writeString(trialFile(), whole.substring(0, length));
            assertThatThrownBy(() -> tuner.seed(length).trials())
                    .as("%d characters", length)
                    .isInstanceOf(FileFormatException.class)
                    .hasMessageStartingWith("Cannot go on with the search of " + trialFile());
        }
    }

    @Test
    void valuesOfAnotherKindAreNamed() throws IOException {
        RandomSearch tuner = searched();
        String whole = Files.readString(trialFile());
        Files.writeString(trialFile(), whole.replace("\"best_step\":0", "\"best_step\":\"x\""));
        refuses(tuner, "a whole number \"best_step\"", "\"x\"");
        Files.writeString(trialFile(), whole.replace("COMPLETED", "DONE"));
        refuses(tuner.seed(2), "RUNNING, INVALID, COMPLETED or FAILED", "DONE");
        Files.writeString(trialFile(), whole.replace("\"trial_id\":\"0001\"", "\"trial_id\":\"../../0001\""));
        refuses(tuner.seed(3), "trial 0001", "trial ../../0001");
        Files.writeString(trialFile(), whole.replace("\"class_name\":\"Int\"", "\"class_name\":\"os.system\""));
        refuses(tuner.seed(4), "Int, Float, Choice, Boolean or Fixed", "os.system");
        Files.writeString(trialFile(), "[".repeat(100_000));
        refuses(tuner.seed(5), "a JSON text", "something else: ");
        Files.writeString(trialFile(), whole.replace("\"runs\":1", "\"runs\":1e999999999"));
        refuses(tuner.seed(6), "a whole number \"runs\"", "1e999999999");
        Files.writeString(trialFile(), whole.replace("\"values\":{\"a\"", "\"values\":[],\"other\":{\"a\""));
        refuses(tuner.seed(7), "an object \"values\"", "[]");
    }

    @Test
    void aTrialThatIsGoneIsMissed() throws IOException {
        RandomSearch tuner = searched();
        Files.delete(trialFile());

        assertThatThrownBy(tuner::trials)
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("expected: trial 0001\n  received: trial 0002");
    }

    @Test
    void valuesThatTheSpaceDoesNotHaveAreNamed() throws IOException {
        RandomSearch tuner = searched();
        String whole = Files.readString(trialFile());
        Files.writeString(trialFile(), whole.replaceFirst("\"values\":\\{\"a\":\\d+", "\"values\":{\"a\":\"many\""));

        refuses(tuner, "a value for \"a\" of [Int(min_value=1, max_value=1000, step=1", "\"many\"");
    }

    @Test
    void trialsOfASearchWhoseFileIsGoneAreNotTakenForAnother() throws IOException {
        RandomSearch tuner = searched();
        Files.delete(folder.resolve("untitled_project/oracle.json"));

        assertThatThrownBy(tuner::trials)
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("expected: the file that tells the search of the trials beside it");
    }

    @Test
    void aFolderWithoutFileOfAKilledProcessDoesNotCount() throws IOException {
        RandomSearch tuner = searched();
        Files.createDirectories(folder.resolve("untitled_project/trial_0003"));

        tuner.search(0, 0, f -> f.verbose(0));

        assertThat(tuner.trials()).hasSize(4);
    }
}
