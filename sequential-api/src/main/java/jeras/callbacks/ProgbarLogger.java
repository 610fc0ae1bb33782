package jeras.callbacks;

import java.util.Map;
import jeras.utils.ProgressBar;

/**
 * Shows training as it goes on: Keras's bar in a terminal, one line an epoch elsewhere. {@code fit} adds it by itself.
 *
 * @see <a href="https://keras.io/api/callbacks/progbar_logger/">keras.callbacks.ProgbarLogger</a>
 */
public final class ProgbarLogger extends Callback {
    private ProgressBar bar;
    private long seen;
    private boolean training;

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
        long steps = params().steps();
        if (steps < 0) {
            bar = ProgressBar.unknownLength(o -> options(o, title));
        } else {
            bar = ProgressBar.of(steps, o -> options(o, title));
        }
    }

    private void options(ProgressBar.Options o, String title) {
        o.verbose(params().verbose());
        if (!title.isEmpty()) {
            o.title(title);
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
        if (params().steps() < 0) {
            bar.target(seen);
        }
        bar.update(seen, logs.asMap(), true);
    }
}
