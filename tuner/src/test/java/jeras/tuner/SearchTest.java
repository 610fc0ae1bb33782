package jeras.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import jeras.ExecutionException;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Model;
import jeras.Sequential;
import jeras.callbacks.EarlyStopping;
import jeras.callbacks.LambdaCallback;
import jeras.data.Dataset;
import jeras.datasets.Split;
import jeras.layers.Dense;
import jeras.ops.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class SearchTest {
    private static final Split IRIS = Flowers.IRIS;

    @TempDir
    private Path folder;

    @Test
    void theBestModelIsTheOneOfTheBestEpochOfTheBestTrial() {
        RandomSearch tuner = RandomSearch.of(Flowers::build)
                .objective("val_accuracy")
                .maxTrials(3)
                .seed(1)
                .directory(folder);

        tuner.search(
                IRIS.xTrain(),
                IRIS.yTrain(),
                f -> f.epochs(4).validationData(IRIS.xTest(), IRIS.yTest()).verbose(0));

        Trial best = tuner.bestTrials(1).get(0);
        double measured = tuner.bestModels(1)
                .get(0)
                .evaluate(IRIS.xTest(), IRIS.yTest(), e -> e.verbose(0))
                .get("accuracy");
        assertThat(measured).isCloseTo(best.score().getAsDouble(), within(1e-6));
        assertThat(best.metrics()).containsKeys("loss", "accuracy", "val_loss", "val_accuracy");
        assertThat(tuner.bestHyperparameters(5)).hasSize(3);
        assertThat(tuner.trials()).extracting(Trial::status).containsOnly(TrialStatus.COMPLETED);
        assertThat(tuner.trials())
                .allSatisfy(t -> assertThat(t.score().getAsDouble())
                        .isLessThanOrEqualTo(best.score().getAsDouble()));
    }

    @Test
    void aDataSetIsSearchedOnToo() {
        Dataset batches = Dataset.of(IRIS.xTrain(), IRIS.yTrain()).batch(32);
        GridSearch tuner =
                GridSearch.of(Flowers::build).objective("loss").maxTrials(2).directory(folder);

        tuner.search(batches, f -> f.verbose(0));

        assertThat(tuner.trials().get(0).values()).containsEntry("units", 4).containsEntry("rate", 1e-3);
        assertThat((double) tuner.trials().get(1).values().get("rate")).isCloseTo(1.2589e-3, within(1e-6));
    }

    @Test
    void earlyStoppingStopsEachTrialThoughItIsMadeOnce() {
        EarlyStopping once = EarlyStopping.of().monitor("loss").minDelta(10).patience(1);
        List<Integer> epochs = new ArrayList<>();
        RandomSearch tuner =
                RandomSearch.of(Flowers::build).objective("loss").maxTrials(3).directory(folder);

        tuner.search(
                IRIS.xTrain(),
                IRIS.yTrain(),
                f -> f.epochs(9)
                        .verbose(0)
                        .callbacks(once, LambdaCallback.of().onEpochEnd((epoch, logs) -> epochs.add(epoch))));

        // The first epoch is the best by definition, the second no better by 10.
        assertThat(epochs).containsExactly(0, 1, 0, 1, 0, 1);
        assertThat(once.model()).as("the model of the callback that was told").isNull();
    }

    @Test
    void sizesOfBatchesAreSearchedForByAClassOfOnesOwn() {
        Set<Integer> sizes = new TreeSet<>();
        class OwnFit implements HyperModel {
            @Override
            public Model build(HyperParameters hp) {
                return Flowers.build(hp);
            }

            @Override
            public TrialResult fit(HyperParameters hp, Model model, TrialFit fit) {
                int size = hp.choice("batch_size", List.of(16, 64));
                return TrialResult.of(fit.run(
                        f -> f.batchSize(size).callbacks(LambdaCallback.of().onEpochBegin(e -> sizes.add(size)))));
            }
        }
        RandomSearch tuner = RandomSearch.of(new OwnFit())
                .objective("loss")
                .maxTrials(6)
                .seed(3)
                .directory(folder);

        tuner.search(IRIS.xTrain(), IRIS.yTrain(), f -> f.verbose(0));

        assertThat(sizes).containsExactly(16, 64);
        assertThat(tuner.trials().get(0).values()).containsEntry("batch_size", 16);
    }

    @Test
    void aModelThatDeclaresNoInputIsLoadedToo() {
        RandomSearch tuner = RandomSearch.of(hp -> {
                    Sequential model = Sequential.of(Dense.of(hp.integer("units", 2, 9)), Dense.of(3));
                    model.compile("adam", "mse");
                    return model;
                })
                .objective("loss")
                .maxTrials(1)
                .directory(folder);
        tuner.search(IRIS.xTrain(), IRIS.xTrain().get(":, 0:3"), f -> f.verbose(0));

        assertThat(tuner.bestModels(1).get(0).predict(IRIS.xTest()).shape().getShape())
                .containsExactly(IRIS.xTest().shape().get(0), 3);
    }

    @Test
    void aTrialThatThrowsIsRecordedAndTheSearchGoesOn() {
        RandomSearch tuner = RandomSearch.of(Flowers.scored(hp -> {
                    if (hp.getInt("a") > 500) {
                        throw new IllegalStateException("too great: " + hp.getInt("a"));
                    }
                    return hp.getInt("a");
                }))
                .maxTrials(10)
                .maxConsecutiveFailedTrials(10)
                .seed(2)
                .directory(folder);

        tuner.search(0, 0, f -> f.verbose(0));

        assertThat(tuner.trials()).hasSize(10).allSatisfy(t -> {
            int a = (int) t.values().get("a");
            assertThat(t.status()).isEqualTo(a > 500 ? TrialStatus.FAILED : TrialStatus.COMPLETED);
            assertThat(t.message()).startsWith(a > 500 ? "java.lang.IllegalStateException: too great: " + a : "");
            assertThat(t.score()).isEqualTo(a > 500 ? OptionalDouble.empty() : OptionalDouble.of(a));
        });
        assertThat(tuner.trials()).extracting(Trial::status).contains(TrialStatus.FAILED, TrialStatus.COMPLETED);
        assertThat(tuner.bestHyperparameters(1).get(0).getInt("a"))
                .isEqualTo(tuner.bestTrials(10).stream()
                        .mapToInt(t -> (int) t.values().get("a"))
                        .min()
                        .getAsInt());
    }

    @Test
    void aTrialThatFailsIsTriedAgainAsOftenAsTold() {
        int[] runs = new int[1];
        RandomSearch tuner = RandomSearch.of(Flowers.scored(hp -> runs[0]++ < 2 ? Double.NaN : 7))
                .maxTrials(1)
                .maxRetriesPerTrial(2)
                .directory(folder);

        tuner.search(0, 0, f -> f.verbose(0));

        assertThat(runs[0]).isEqualTo(3);
        assertThat(tuner.trials()).hasSize(1);
        assertThat(tuner.trials().get(0).score()).hasValue(7);
    }

    @Test
    void aSearchOfFailuresOnlyStops() {
        RandomSearch tuner = RandomSearch.of(Flowers.scored(hp -> {
                    throw new IllegalStateException("never works");
                }))
                .directory(folder);

        assertThatThrownBy(() -> tuner.search(0, 0, f -> f.verbose(0)))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("never works")
                .hasMessage("""
                        The search stops after 3 failed trials in a row.
                          expected: fewer than maxConsecutiveFailedTrials(3)
                          received: java.lang.IllegalStateException: never works
                          fix:      correct the model or the space; the search then goes on with the next trial""");
        assertThat(tuner.trials()).hasSize(3);
    }

    @Test
    void anObjectiveThatIsNotMeasuredEndsTheSearchAtOnce() {
        RandomSearch tuner =
                RandomSearch.of(Flowers::build).objective("val_loss").directory(folder);

        assertThatThrownBy(() -> tuner.search(IRIS.xTrain(), IRIS.yTrain(), f -> f.verbose(0)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        What training gives does not hold the objective.
                          expected: val_loss
                          received: [accuracy, loss]
                          fix:      tell objective(...) one of these, or give validation data for one that begins with val_""");
    }

    @Test
    void modelsThatAreTooLargeFail() {
        GridSearch tuner = GridSearch.of(Flowers::build)
                .objective("loss")
                .hyperparameters(unitsOnly())
                .tuneNewEntries(false)
                .maxModelSize(100)
                .directory(folder);

        tuner.search(IRIS.xTrain(), IRIS.yTrain(), f -> f.verbose(0));

        // 4 units: 4*4+4 + 4*3+3 = 35 numbers; 16: 131.
        assertThat(tuner.trials()).extracting(Trial::status).containsExactly(TrialStatus.COMPLETED, TrialStatus.FAILED);
        assertThat(tuner.trials().get(1).message()).contains("Oversized model: 131 parameters. Skip model.");
        assertThat(tuner.trials()).extracting(t -> t.values().get("rate")).containsOnly(1e-3);
    }

    private static HyperParameters unitsOnly() {
        HyperParameters space = HyperParameters.of();
        space.choice("units", List.of(4, 16));
        return space;
    }

    @Test
    void aModelMayNotAskForMoreThanItIsAllowed() {
        GridSearch tuner = GridSearch.of(Flowers::build)
                .objective("loss")
                .hyperparameters(unitsOnly())
                .allowNewEntries(false)
                .directory(folder);

        assertThatThrownBy(tuner::trials)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                The model asks for hyperparameters that the space does not have.
                  expected: those told by hyperparameters(...), since allowNewEntries(false) is told
                  received: [rate]
                  fix:      declare them in the space, or leave allowNewEntries out""");
    }

    @Test
    void theMeanOfSeveralExecutionsCounts() {
        double[] next = {1};
        RandomSearch tuner = RandomSearch.of(Flowers.scored(hp -> next[0]++))
                .executionsPerTrial(4)
                .maxTrials(1)
                .directory(folder);

        tuner.search(0, 0, f -> f.verbose(0));

        assertThat(tuner.trials().get(0).score()).hasValue(2.5);
    }

    @Test
    void eachScopeIsLearnedBeforeTheSearch() {
        RandomSearch tuner = RandomSearch.of(hp -> {
                    hp.choice("kind", List.of("a", "b"));
                    hp.conditionalScope("kind", List.of("b"), () -> {
                        hp.bool("deep");
                        hp.conditionalScope("deep", List.of(true), () -> hp.integer("layers", 2, 5));
                    });
                    return Flowers.tiny();
                })
                .directory(folder);

        assertThat(tuner.searchSpaceSummary().toString())
                .contains("Search space summary", "Choice(values=[a, b], ordered=false", "default=a)")
                .contains("kind in [b] and ", "deep in [true]")
                .contains("Default search space size: 3");
    }

    @Test
    void aSearchLeavesNoTraceInTheSeedsOfTheProgram() {
        Keras.setRandomSeed(5);
        RandomSearch tuner = RandomSearch.of(Flowers::build)
                .objective("loss")
                .maxTrials(1)
                .seed(1)
                .directory(folder);
        tuner.search(IRIS.xTrain(), IRIS.yTrain(), f -> f.verbose(0));
        tuner.bestModels(1);
        long after = Seeds.next();

        Keras.setRandomSeed(5);
        assertThat(after).isEqualTo(Seeds.next());
    }

    @Test
    void withoutASeedThatOfTheProgramCounts() {
        List<String> first = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            Keras.setRandomSeed(9);
            RandomSearch tuner = RandomSearch.of(Flowers.scored(hp -> hp.getInt("a")))
                    .maxTrials(3)
                    .directory(folder)
                    .projectName(name);
            tuner.search(0, 0, f -> f.verbose(0));
            first.addAll(Flowers.told(tuner.trials()));
        }
        assertThat(first.subList(0, 3)).isEqualTo(first.subList(3, 6));
    }

    // ---- what is printed -------------------------------------------------------------------------------------------

    private static String printed(Runnable action) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void progressReadsAsInKerasTuner() {
        double[] next = {0.25};
        GridSearch tuner =
                GridSearch.of(Flowers.scored(hp -> next[0] /= 2)).maxTrials(2).directory(folder);

        String printed = printed(() -> tuner.search(0, 0));

        assertThat(printed.replaceAll("\\d\\ds", "00s").replace("\r\n", "\n")).isEqualTo("""

                Search: Running Trial #1

                Value             |Best Value So Far |Hyperparameter
                1                 |?                 |a


                Trial 1 Complete [00h 00m 00s]
                default_objective: 0.125

                Best default_objective So Far: 0.125
                Total elapsed time: 00h 00m 00s

                Search: Running Trial #2

                Value             |Best Value So Far |Hyperparameter
                2                 |1                 |a


                Trial 2 Complete [00h 00m 00s]
                default_objective: 0.0625

                Best default_objective So Far: 0.0625
                Total elapsed time: 00h 00m 00s
                """);
    }

    @Test
    void nothingIsPrintedWhenNothingIsWanted() {
        RandomSearch tuner =
                RandomSearch.of(Flowers::build).objective("loss").maxTrials(1).directory(folder);

        assertThat(printed(() -> tuner.search(IRIS.xTrain(), IRIS.yTrain(), f -> f.verbose(0))))
                .isEmpty();
    }

    @Test
    void durationsReadAsInKerasTuner() {
        assertThat(SearchDisplay.duration(3.4)).isEqualTo("00h 00m 03s");
        assertThat(SearchDisplay.duration(90061)).isEqualTo("1d 01h 01m 01s");
    }

    @Test
    void resultsAreATable() {
        double[] next = {2};
        GridSearch tuner = GridSearch.of(Flowers.scored(hp -> {
                    if (hp.getInt("a") == 2) {
                        throw new IllegalStateException();
                    }
                    return next[0]--;
                }))
                .maxTrials(3)
                .directory(folder);
        tuner.search(0, 0, f -> f.verbose(0));

        List<String> lines = tuner.resultsSummary().toString().lines().toList();
        assertThat(lines.get(0)).isEqualTo("Results in " + folder.resolve("untitled_project"));
        assertThat(lines.stream().filter(l -> l.startsWith("│")).map(l -> l.replaceAll(" +", " ")))
                .containsExactly(
                        "│ 0002 │ 1.0 │ a: 3 │ COMPLETED │",
                        "│ 0000 │ 2.0 │ a: 1 │ COMPLETED │",
                        "│ 0001 │ │ a: 2 │ FAILED │");
        assertThat(lines.subList(lines.size() - 2, lines.size()))
                .containsExactly("Objective(name=\"default_objective\", direction=\"min\")", "3 trials");
    }

    // ---- folders ---------------------------------------------------------------------------------------------------

    @Test
    void overwriteBeginsAnewAndLeavesFilesOfOthers() throws Exception {
        RandomSearch tuner =
                RandomSearch.of(Flowers.scored(hp -> 1)).maxTrials(2).directory(folder);
        tuner.search(0, 0, f -> f.verbose(0));
        Path own = Files.writeString(folder.resolve("untitled_project/notes.txt"), "mine");

        RandomSearch again = tuner.overwrite(true).maxTrials(1);
        again.search(0, 0, f -> f.verbose(0));

        assertThat(again.trials()).hasSize(1);
        assertThat(folder.resolve("untitled_project/trial_0001")).doesNotExist();
        assertThat(own).hasContent("mine");
    }

    @Test
    void aProjectHasTheNameOfAFolder() {
        assertThatThrownBy(() -> RandomSearch.of(Flowers::build).projectName("../elsewhere"))
                .hasMessage("""
                The option projectName cannot be set.
                  expected: the name of a folder inside the directory
                  received: "../elsewhere"
                  fix:      give the folders above by directory(...)""");
    }
}
