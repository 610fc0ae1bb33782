package jeras.callbacks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import jeras.Model;

/**
 * What happens around training. Override the moments that matter; the model is at hand in {@link #model()}.
 *
 * <pre>{@code
 * class StopAtGoal extends Callback {
 *     public void onEpochEnd(int epoch, Logs logs) {
 *         if (logs.get("accuracy") > 0.99) {
 *             model().stopTraining();
 *         }
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://keras.io/api/callbacks/base_callback/">keras.callbacks.Callback</a>
 */
public abstract class Callback {
    private static final Set<String> BATCH_MOMENTS =
            Set.of("onTrainBatchBegin", "onTrainBatchEnd", "onTestBatchBegin", "onTestBatchEnd");

    private Model model;
    private FitParams params;

    /** What the run was asked for: the verbosity, the epochs and the steps of one, -1 when unknown. */
    public record FitParams(int verbose, int epochs, long steps) {}

    /** The model that is being trained, evaluated or asked. */
    public final Model model() {
        return model;
    }

    public final FitParams params() {
        return params;
    }

    /** Called by the loop before the first moment. */
    public final void attach(Model itsModel, FitParams itsParams) {
        model = itsModel;
        params = itsParams;
    }

    /**
     * Whether it wants to be called around each single batch. Where no callback does, steps shorter than a millisecond are run
     * several at a time, and the moments of batches are those of the first and the last of them; see {@code stepsPerExecution} of
     * {@code compile}. Default: true for a callback that overrides one of the moments of batches.
     */
    public boolean watchesBatches() {
        return BATCH_MOMENTS.stream().anyMatch(this::overrides);
    }

    private boolean overrides(String moment) {
        return Arrays.stream(getClass().getMethods())
                .anyMatch(m -> m.getName().equals(moment) && m.getDeclaringClass() != Callback.class);
    }

    /**
     * After all callbacks have seen the end of an epoch and the history has it.
     *
     * @param epoch from 0
     */
    public void afterEpoch(int epoch) {}

    /**
     * Writes what this callback must know to go on after the process has ended, such as the best value so far, into a folder that
     * {@link BackupAndRestore} keeps; here nothing.
     *
     * @throws IOException if it cannot be written
     */
    protected void saveState(Path folder) throws IOException {}

    /**
     * Reads what {@link #saveState} has written; after {@link #onTrainBegin}.
     *
     * @throws IOException if it cannot be read
     */
    protected void restoreState(Path folder) throws IOException {}

    /** For the training loop. */
    public final void save(Path folder) throws IOException {
        saveState(folder);
    }

    /** For the training loop. */
    public final void restore(Path folder) throws IOException {
        restoreState(folder);
    }

    public void onTrainBegin() {}

    /** After the last epoch, whose logs these are. */
    public void onTrainEnd(Logs logs) {}

    /** Before an epoch, counted from 0. */
    public void onEpochBegin(int epoch) {}

    /** After an epoch and its validation, whose logs begin with {@code val_}. */
    public void onEpochEnd(int epoch, Logs logs) {}

    /** Before a batch, counted from 0 in each epoch. */
    public void onTrainBatchBegin(int batch) {}

    /** After a batch, with the epoch's means so far; looking at them fetches them from the device. */
    public void onTrainBatchEnd(int batch, Logs logs) {}

    public void onTestBegin() {}

    public void onTestEnd(Logs logs) {}

    public void onTestBatchBegin(int batch) {}

    public void onTestBatchEnd(int batch, Logs logs) {}

    public void onPredictBegin() {}

    public void onPredictEnd() {}

    public void onPredictBatchBegin(int batch) {}

    public void onPredictBatchEnd(int batch) {}
}
