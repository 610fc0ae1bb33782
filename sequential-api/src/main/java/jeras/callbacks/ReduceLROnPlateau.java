package jeras.callbacks;

import java.io.IOException;
import java.nio.file.Path;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.optimizers.Optimizer;
import jeras.utils.PythonText;
import jeras.utils.Records;

/**
 * Lowers the learning rate when a log has stopped becoming better. Logs and history show the rate as {@code learning_rate}.
 *
 * <pre>{@code ReduceLROnPlateau.of().monitor("val_loss").factor(0.2).patience(5).minLr(0.001)}</pre>
 *
 * @see <a href="https://keras.io/api/callbacks/reduce_lr_on_plateau/">keras.callbacks.ReduceLROnPlateau</a>
 */
public final class ReduceLROnPlateau extends Callback {
    private final Config config;
    private final Monitor monitor;
    private double best = Double.NaN;
    private int wait;
    private int cooldownLeft;

    /** Keras's arguments. */
    private record Config(
            String monitor,
            double factor,
            int patience,
            int verbose,
            String mode,
            double minDelta,
            int cooldown,
            double minLr) {}

    private ReduceLROnPlateau(Config config) {
        this.config = config;
        this.monitor = new Monitor("ReduceLROnPlateau", config.monitor, config.mode, config.minDelta);
    }

    /** Watches {@code val_loss} and takes a tenth of the rate after ten epochs that do not lower it. */
    public static ReduceLROnPlateau of() {
        return new ReduceLROnPlateau(new Config("val_loss", 0.1, 10, 0, "auto", 1e-4, 0, 0));
    }

    private ReduceLROnPlateau with(String component, Object value) {
        return new ReduceLROnPlateau(Records.with(config, component, value));
    }

    /** The log to watch; default: {@code val_loss}. */
    public ReduceLROnPlateau monitor(String log) {
        return with("monitor", log);
    }

    /**
     * What the learning rate is multiplied by; default: 0.1.
     *
     * @throws InvalidArgumentException if it is 1 or more
     */
    public ReduceLROnPlateau factor(double factor) {
        if (!(factor < 1)) {
            throw new InvalidArgumentException(JerasException.message(
                    "ReduceLROnPlateau cannot lower the learning rate.",
                    "a factor below 1",
                    Double.toString(factor),
                    "give a share, such as 0.1"));
        }
        return with("factor", factor);
    }

    /** Epochs without a better value before the rate falls; default: 10. */
    public ReduceLROnPlateau patience(int epochs) {
        return with("patience", epochs);
    }

    /** 1 to say when it acts; default: 0. */
    public ReduceLROnPlateau verbose(int level) {
        return with("verbose", level);
    }

    /** {@code "min"}, {@code "max"} or, by the metric's own direction, {@code "auto"}; default: {@code auto}. */
    public ReduceLROnPlateau mode(String mode) {
        return with("mode", mode);
    }

    /** The least change that counts as better; default: 0.0001. */
    public ReduceLROnPlateau minDelta(double change) {
        return with("minDelta", change);
    }

    /** Epochs to wait after the rate has fallen before watching again; default: 0. */
    public ReduceLROnPlateau cooldown(int epochs) {
        return with("cooldown", epochs);
    }

    /** The least learning rate; default: 0. */
    public ReduceLROnPlateau minLr(double rate) {
        return with("minLr", rate);
    }

    @Override
    public ReduceLROnPlateau forRun(String run) {
        return new ReduceLROnPlateau(config);
    }

    @Override
    public void onTrainBegin() {
        best = Double.NaN;
        wait = 0;
        cooldownLeft = 0;
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        logs.put("learning_rate", model().optimizer().learningRate());
        if (!logs.has(config.monitor)) {
            monitor.warnIfMissing(logs);
            return;
        }
        if (cooldownLeft > 0) {
            cooldownLeft--;
            wait = 0;
        }
        double current = logs.get(config.monitor);
        if (Double.isNaN(best) || monitor.isImprovement(model(), current, best)) {
            best = current;
            wait = 0;
        } else if (cooldownLeft == 0) {
            wait++;
            if (wait >= config.patience && lower(epoch)) {
                cooldownLeft = config.cooldown;
                wait = 0;
            }
        }
    }

    @Override
    protected void saveState(Path folder) throws IOException {
        StateFile.empty()
                .with("best", best)
                .with("wait", wait)
                .with("cooldown", cooldownLeft)
                .write(folder);
    }

    @Override
    protected void restoreState(Path folder) throws IOException {
        StateFile state = StateFile.read(folder);
        best = state.number("best");
        wait = (int) state.number("wait");
        cooldownLeft = (int) state.number("cooldown");
    }

    private boolean lower(int epoch) {
        Optimizer optimizer = model().optimizer();
        double before = optimizer.learningRate();
        if (before <= config.minLr) {
            return false;
        }
        double now = Math.max(before * config.factor, config.minLr);
        optimizer.setLearningRate(now);
        if (config.verbose > 0) {
            System.out.println("\nEpoch " + (epoch + 1) + ": ReduceLROnPlateau reducing learning rate to "
                    + PythonText.number(now) + ".");
        }
        return true;
    }
}
