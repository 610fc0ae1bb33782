package jeras.callbacks;

import jeras.ExecutionException;
import jeras.JerasException;

/**
 * Ends training when the loss of a batch is no finite number. It looks at the loss after each step, which costs a little.
 *
 * @see <a href="https://keras.io/api/callbacks/terminate_on_nan/">keras.callbacks.TerminateOnNaN</a>
 */
public final class TerminateOnNaN extends Callback {
    private final boolean raiseError;

    private TerminateOnNaN(boolean raiseError) {
        this.raiseError = raiseError;
    }

    public static TerminateOnNaN of() {
        return new TerminateOnNaN(false);
    }

    /** Whether it throws at once, so that {@code onTrainEnd} of no callback is called; default: false, it ends training. */
    public TerminateOnNaN raiseError(boolean raise) {
        return new TerminateOnNaN(raise);
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
        if (!logs.has("loss") || Double.isFinite(logs.get("loss"))) {
            return;
        }
        if (raiseError) {
            throw new ExecutionException(JerasException.message(
                    "The loss is " + logs.get("loss") + " at batch " + batch + ".",
                    "a finite loss",
                    Double.toString(logs.get("loss")),
                    "lower the learning rate, clip the gradients, or look for such values in the data"));
        }
        System.out.println("Batch " + batch + ": Invalid loss, terminating training");
        model().stopTraining();
    }
}
