package jeras.callbacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.utils.Records;

/**
 * Ends training when a log has stopped becoming better.
 *
 * <pre>{@code EarlyStopping.of().monitor("val_loss").patience(3).restoreBestWeights(true)}</pre>
 *
 * @see <a href="https://keras.io/api/callbacks/early_stopping/">keras.callbacks.EarlyStopping</a>
 */
public final class EarlyStopping extends Callback {
    private static final String BEST = "best.weights.h5";

    private final Config config;
    private final Monitor monitor;
    private int wait;
    private int stoppedEpoch;
    private int bestEpoch;
    private double best = Double.NaN;
    private List<Array> bestWeights = List.of();

    /** Keras's arguments; a NaN baseline stands for none. */
    private record Config(
            String monitor,
            double minDelta,
            int patience,
            int verbose,
            String mode,
            double baseline,
            boolean restoreBestWeights,
            int startFromEpoch) {}

    private EarlyStopping(Config config) {
        this.config = config;
        this.monitor = new Monitor("EarlyStopping", config.monitor, config.mode, config.minDelta);
    }

    /** Watches {@code val_loss} and stops after the first epoch that does not lower it. */
    public static EarlyStopping of() {
        return new EarlyStopping(new Config("val_loss", 0, 0, 0, "auto", Double.NaN, false, 0));
    }

    private EarlyStopping with(String component, Object value) {
        return new EarlyStopping(Records.with(config, component, value));
    }

    /** The log to watch; default: {@code val_loss}. */
    public EarlyStopping monitor(String log) {
        return with("monitor", log);
    }

    /** The least change that counts as better; default: 0. */
    public EarlyStopping minDelta(double change) {
        return with("minDelta", change);
    }

    /** Epochs without a better value before training ends; default: 0. */
    public EarlyStopping patience(int epochs) {
        return with("patience", epochs);
    }

    /** 1 to say when and why it acts; default: 0. */
    public EarlyStopping verbose(int level) {
        return with("verbose", level);
    }

    /** {@code "min"}, {@code "max"} or, by the metric's own direction, {@code "auto"}; default: {@code auto}. */
    public EarlyStopping mode(String mode) {
        return with("mode", mode);
    }

    /** A value that must be beaten; default: none. */
    public EarlyStopping baseline(double value) {
        return with("baseline", value);
    }

    /** Whether the weights of the best epoch come back at the end; default: false. */
    public EarlyStopping restoreBestWeights(boolean restore) {
        return with("restoreBestWeights", restore);
    }

    /** Epochs to wait before watching; default: 0. */
    public EarlyStopping startFromEpoch(int epoch) {
        return with("startFromEpoch", epoch);
    }

    /** The epoch, from 0, in which it ended training; 0 when it did not. */
    public int stoppedEpoch() {
        return stoppedEpoch;
    }

    /** The epoch, from 0, with the best value. */
    public int bestEpoch() {
        return bestEpoch;
    }

    @Override
    public EarlyStopping forRun(String run) {
        return new EarlyStopping(config);
    }

    @Override
    public void onTrainBegin() {
        wait = 0;
        stoppedEpoch = 0;
        bestEpoch = 0;
        best = Double.NaN;
        bestWeights = List.of();
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        if (!logs.has(config.monitor) || epoch < config.startFromEpoch) {
            monitor.warnIfMissing(logs);
            return;
        }
        double current = logs.get(config.monitor);
        if (config.restoreBestWeights && bestWeights.isEmpty()) {
            remember(epoch);
        }
        wait++;
        if (Double.isNaN(best) || monitor.isImprovement(model(), current, best)) {
            best = current;
            remember(epoch);
            if (Double.isNaN(config.baseline) || monitor.isImprovement(model(), current, config.baseline)) {
                wait = 0;
            }
            return;
        }
        if (wait >= config.patience && epoch > 0) {
            stoppedEpoch = epoch;
            model().stopTraining();
        }
    }

    @Override
    protected void saveState(Path folder) throws IOException {
        StateFile.empty()
                .with("best", best)
                .with("best_epoch", bestEpoch)
                .with("wait", wait)
                .with("stopped_epoch", stoppedEpoch)
                .write(folder);
        if (!bestWeights.isEmpty()) {
            withWeights(bestWeights, () -> model().saveWeights(folder.resolve(BEST)));
        }
    }

    @Override
    protected void restoreState(Path folder) throws IOException {
        StateFile state = StateFile.read(folder);
        best = state.number("best");
        bestEpoch = (int) state.number("best_epoch");
        wait = (int) state.number("wait");
        stoppedEpoch = (int) state.number("stopped_epoch");
        if (config.restoreBestWeights && Files.exists(folder.resolve(BEST))) {
            withWeights(model().getWeights(), () -> {
                model().loadWeights(folder.resolve(BEST));
                bestWeights = model().getWeights();
            });
        }
    }

    /** Does something while the model has other weights. */
    private void withWeights(List<Array> weights, Runnable action) {
        List<Array> own = model().getWeights();
        model().setWeights(weights);
        action.run();
        model().setWeights(own);
    }

    private void remember(int epoch) {
        bestEpoch = epoch;
        if (config.restoreBestWeights) {
            bestWeights = model().getWeights();
        }
    }

    @Override
    public void onTrainEnd(Logs logs) {
        if (stoppedEpoch > 0 && config.verbose > 0) {
            System.out.println("Epoch " + (stoppedEpoch + 1) + ": early stopping");
        }
        if (!bestWeights.isEmpty()) {
            if (config.verbose > 0) {
                System.out.println("Restoring model weights from the end of the best epoch: " + (bestEpoch + 1) + ".");
            }
            model().setWeights(bestWeights);
        }
    }
}
