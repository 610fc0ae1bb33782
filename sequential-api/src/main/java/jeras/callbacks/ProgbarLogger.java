package jeras.callbacks;

import java.util.Map;
import java.util.function.DoubleSupplier;
import jeras.utils.ProgressBar;

/**
 * Shows training as it goes on: Keras's bar in a terminal, one line an epoch elsewhere. {@code fit} adds it by itself.
 *
 * <p>As in Keras the steps of a stream are known once it has been walked, so from the second epoch on there is a bar, and an epoch
 * that is stopped in its middle ends with a full one.
 *
 * @see <a href="https://keras.io/api/callbacks/progbar_logger/">keras.callbacks.ProgbarLogger</a>
 */
public final class ProgbarLogger extends Callback {
    private static final long UNKNOWN = -1;

    private ProgressBar bar;
    private long seen;
    private long target = UNKNOWN;
    private boolean training;
    private DoubleSupplier waitShare;

    /**
     * Adds to the line how much of the epoch's time went by waiting for data, as in {@code - wait: 12%}.
     *
     * @param share tells the share so far, from 0 to 1
     */
    public ProgbarLogger showWait(DoubleSupplier share) {
        waitShare = share;
        return this;
    }

    /** The bar is content with some of the batches. */
    @Override
    public boolean watchesBatches() {
        return false;
    }

    @Override
    public void onTrainBegin() {
        training = true;
    }

    @Override
    public void onEpochBegin(int epoch) {
        begin(params().epochs() > 1 ? "Epoch " + (epoch + 1) + "/" + params().epochs() : "");
    }

    private void begin(String title) {
        seen = 0;
        target = target == UNKNOWN ? Math.max(UNKNOWN, params().steps()) : target;
        bar = target == UNKNOWN
                ? ProgressBar.unknownLength(o -> options(o, title))
                : ProgressBar.of(target, o -> options(o, title));
    }

    private void options(ProgressBar.Options o, String title) {
        o.verbose(params().verbose());
        if (!title.isEmpty()) {
            o.title(title);
        }
        if (waitShare != null) {
            o.note(() -> "wait: " + Math.round(100 * waitShare.getAsDouble()) + "%");
        }
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
        step(batch, logs);
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        end(logs);
    }

    @Override
    public void onTestBegin() {
        if (!training) {
            begin("");
        }
    }

    @Override
    public void onTestBatchEnd(int batch, Logs logs) {
        if (!training) {
            step(batch, logs);
        }
    }

    @Override
    public void onTestEnd(Logs logs) {
        if (!training) {
            end(logs);
        }
    }

    @Override
    public void onPredictBegin() {
        begin("");
    }

    @Override
    public void onPredictBatchEnd(int batch) {
        step(batch, new Logs(Map::of));
    }

    @Override
    public void onPredictEnd() {
        end(new Logs(Map::of));
    }

    private void step(int batch, Logs logs) {
        seen = batch + 1L;
        bar.update(seen, logs::asMap);
    }

    private void end(Logs logs) {
        if (target == UNKNOWN) {
            target = seen;
            bar.target(target);
        }
        bar.update(target, logs.asMap(), true);
    }
}
