package jeras.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jeras.Array;
import jeras.FileFormatException;
import jeras.History;
import jeras.Input;
import jeras.Keras;
import jeras.Model;
import jeras.Sequential;
import jeras.data.Dataset;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.optimizers.SGD;
import jeras.training.FitOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupAndRestoreTest {
    private static final int KILLS = Integer.getInteger("jeras.test.kills", 4);

    @TempDir
    Path folder;

    @Test
    void aTrainingThatIsKilledAgainAndAgainEndsAsOneThatIsNot() throws IOException, InterruptedException {
        String expected = KilledTraining.train(folder.resolve("undisturbed"), epoch -> {});
        SplittableRandom random = new SplittableRandom();
        Path backup = folder.resolve("backup");
        Path result = folder.resolve("result");

        int kills = 0;
        int resumed = 0;
        while (!Files.exists(result)) {
            Process process = start(backup, result);
            try (BufferedReader out = process.inputReader()) {
                String first = out.readLine();
                resumed += first != null && !first.equals("0") ? 1 : 0;
                if (kills < KILLS) {
                    // At any moment: in a step, between epochs, in the middle of a backup.
                    for (int left = random.nextInt(4); left > 0 && out.readLine() != null; left--) {}
                    Thread.sleep(random.nextInt(150));
                    process.destroyForcibly();
                    kills++;
                }
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            }
        }

        assertThat(Files.readString(result)).isEqualTo(expected);
        assertThat(resumed).as("runs that went on, of %d killed", kills).isPositive();
        assertThat(backup).doesNotExist();
    }

    private static Process start(Path backup, Path result) throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        path,
                        KilledTraining.class.getName(),
                        backup.toString(),
                        result.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What ends a training from within. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Callback breakingIn(int epoch) {
        return LambdaCallback.of().onEpochBegin(e -> {
            if (e == epoch) {
                throw new Broken();
            }
        });
    }

    private static Model model() {
        Keras.setRandomSeed(4);
        Sequential model = Sequential.of(Input.of(2), Dense.of(4).activation("tanh"), Dropout.of(0.5), Dense.of(1));
        model.compile(c -> c.optimizer(SGD.of(0.1).momentum(0.9).useEma(true)).loss("mse"));
        return model;
    }

    private static Dataset data() {
        Array x = Array.of(new SplittableRandom(3).doubles(80).toArray(), 40, 2);
        return Dataset.of(x, x.get(":, 0:1")).shuffle(7).batch(8);
    }

    /** Trains whole, and with a break in the fourth epoch. */
    private void assertGoesOn(Supplier<Dataset> data, Consumer<FitOptions> steps, Callback... others) {
        Model whole = model();
        History expected =
                whole.fit(data.get(), f -> steps.accept(f.epochs(6).verbose(0).callbacks(others)));
        Path backup = folder.resolve("backup");
        Model broken = model();
        assertThatThrownBy(() -> broken.fit(
                        data.get(),
                        f -> steps.accept(f.epochs(6)
                                .verbose(0)
                                .callbacks(BackupAndRestore.of(backup))
                                .callbacks(others)
                                .callbacks(breakingIn(3)))))
                .isInstanceOf(Broken.class);

        Model again = model();
        Keras.setRandomSeed(99); // the backup knows better
        History history = again.fit(
                data.get(),
                f -> steps.accept(f.epochs(6)
                        .verbose(0)
                        .callbacks(BackupAndRestore.of(backup))
                        .callbacks(others)));

        assertThat(history.history()).isEqualTo(expected.history());
        assertThat(history.epoch()).isEqualTo(List.of(0, 1, 2, 3, 4, 5));
        assertThat(again.getWeights()).isEqualTo(whole.getWeights());
        assertThat(backup).doesNotExist();
    }

    @Test
    void aShuffledDataSetGoesOnInItsOrder() {
        assertGoesOn(BackupAndRestoreTest::data, f -> {});
    }

    @Test
    void aCallbackThatWaitsHasWaitedAsLong() {
        // No loss is so much better than the first: after four epochs of waiting, in the fifth, the rate is lowered.
        assertGoesOn(
                BackupAndRestoreTest::data,
                f -> {},
                ReduceLROnPlateau.of().monitor("loss").minDelta(1e9).patience(4));
    }

    @Test
    void aDataSetThatIsWalkedOverSeveralEpochsGoesOnWhereItWas() {
        assertGoesOn(() -> data().repeat(), f -> f.stepsPerEpoch(3));
    }

    @Test
    void aTrainingThatHadComeToItsEndIsNotGoneOnWith() {
        Path backup = folder.resolve("backup");
        BackupAndRestore kept = BackupAndRestore.of(backup).deleteCheckpoint(false);
        Model model = model();
        History first = model.fit(data(), f -> f.epochs(3).verbose(0).callbacks(kept));
        List<Array> weights = model.getWeights();

        Model again = model();
        History second = again.fit(data(), f -> f.epochs(3).verbose(0).callbacks(kept));

        assertThat(second.history()).isEqualTo(first.history());
        assertThat(again.getWeights()).isEqualTo(weights);
        assertThat(again.optimizer().iterations()).isEqualTo(15);
    }

    @Test
    void onlyTheLastBackupIsKept() throws IOException {
        Path backup = folder.resolve("backup");
        model().fit(
                        data(),
                        f -> f.epochs(3)
                                .verbose(0)
                                .callbacks(BackupAndRestore.of(backup).deleteCheckpoint(false)));

        try (Stream<Path> files = Files.list(backup)) {
            assertThat(files.map(p -> p.getFileName().toString())).containsExactly("epoch-000003");
        }
    }

    @Test
    void aDamagedBackupIsAClearError() throws IOException {
        Path backup = folder.resolve("backup");
        BackupAndRestore kept = BackupAndRestore.of(backup).deleteCheckpoint(false);
        model().fit(data(), f -> f.epochs(1).verbose(0).callbacks(kept));
        Files.writeString(backup.resolve("epoch-000001").resolve("training.json"), "{\"nextEpoch\": ");

        assertThatThrownBy(() -> model().fit(data(), f -> f.epochs(2).verbose(0).callbacks(kept)))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("The backup of the training in " + backup + " cannot be read.");
    }
}
