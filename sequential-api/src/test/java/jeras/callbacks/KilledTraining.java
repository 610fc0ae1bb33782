package jeras.callbacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import jeras.Array;
import jeras.History;
import jeras.Input;
import jeras.Keras;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.BatchNormalization;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.optimizers.Adam;

/** A training for {@link BackupAndRestoreTest} to kill. It writes its weights and history to a file when it has come to its end. */
final class KilledTraining {
    static final int EPOCHS = 30;

    private KilledTraining() {}

    /**
     * Trains, and writes the result.
     *
     * @param arguments the backup's folder, and the file for the result
     */
    public static void main(String[] arguments) throws IOException {
        Path result = Path.of(arguments[1]);
        Files.writeString(result, train(Path.of(arguments[0]), KilledTraining::tellAndWait));
    }

    /** Epochs are so short that without a break between them it would be over before it is killed. */
    private static void tellAndWait(int epoch) {
        System.out.println(epoch);
        try {
            Thread.sleep(30);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String train(Path backup, IntConsumer epochEnd) {
        Keras.setRandomSeed(11);
        SplittableRandom random = new SplittableRandom(5);
        double[] x = random.doubles(600 * 8).toArray();
        double[] y = new double[600];
        for (int i = 0; i < 600; i++) {
            y[i] = Math.sin(9 * x[8 * i]) + x[8 * i + 1] * x[8 * i + 2];
        }
        Model model = Sequential.of(
                Input.of(8), Dense.of(32).activation("relu"), BatchNormalization.of(), Dropout.of(0.3), Dense.of(1));
        model.compile(c -> c.optimizer(Adam.of(0.01)).loss("mse").metrics("mae"));
        History history = model.fit(
                Array.of(x, 600, 8),
                Array.of(y, 600, 1),
                f -> f.epochs(EPOCHS)
                        .batchSize(16)
                        .validationSplit(0.2)
                        .verbose(0)
                        .callbacks(
                                BackupAndRestore.of(backup),
                                ReduceLROnPlateau.of().patience(2).factor(0.7),
                                EarlyStopping.of().patience(40).restoreBestWeights(true),
                                LambdaCallback.of().onEpochEnd((epoch, logs) -> epochEnd.accept(epoch))));
        StringBuilder text = new StringBuilder(history.toString()).append('\n');
        model.getWeights()
                .forEach(w -> text.append(Arrays.toString(w.toDoubleArray())).append('\n'));
        return text.toString();
    }
}
