package jeras.callbacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.PythonFormat;
import jeras.utils.Records;
import jeras.utils.Warnings;

/**
 * Saves the model, or its weights, as training goes on: after each epoch, after each so many batches, or only when a log has become
 * better. A file is written whole or not at all; a kill during a save leaves the one before.
 *
 * <pre>{@code
 * ModelCheckpoint.of("best.keras").monitor("val_accuracy").saveBestOnly(true)
 * ModelCheckpoint.of("checkpoints/{epoch:02d}-{val_loss:.2f}.weights.h5").saveWeightsOnly(true)
 * }</pre>
 *
 * @see <a href="https://keras.io/api/callbacks/model_checkpoint/">keras.callbacks.ModelCheckpoint</a>
 */
public final class ModelCheckpoint extends Callback {
    private final Config config;
    private final Monitor monitor;
    private double best;
    private int epochNow;
    private int lastBatch = -1;
    private int seen;

    /** Keras's arguments; 0 batches stand for an epoch, a NaN threshold for none. */
    private record Config(
            String filepath,
            String monitor,
            int verbose,
            boolean saveBestOnly,
            boolean saveWeightsOnly,
            String mode,
            int saveFreq,
            double initialValueThreshold) {}

    private ModelCheckpoint(Config config) {
        this.config = config;
        this.monitor = new Monitor("ModelCheckpoint", config.monitor, config.mode, 0);
        this.best = config.initialValueThreshold;
    }

    /**
     * Saves the whole model after each epoch.
     *
     * @param filepath ends in {@code .keras}, or in {@code .weights.h5} with {@link #saveWeightsOnly}; may hold placeholders for the
     *     epoch, from 1, and for logs, such as {@code {epoch:02d}} and {@code {val_loss:.2f}}
     */
    public static ModelCheckpoint of(String filepath) {
        return new ModelCheckpoint(new Config(filepath, "val_loss", 0, false, false, "auto", 0, Double.NaN));
    }

    /** As {@link #of(String)}. */
    public static ModelCheckpoint of(Path filepath) {
        return of(filepath.toString());
    }

    private ModelCheckpoint with(String component, Object value) {
        return new ModelCheckpoint(Records.with(config, component, value));
    }

    /** The log that decides with {@link #saveBestOnly}; default: {@code val_loss}. */
    public ModelCheckpoint monitor(String log) {
        return with("monitor", log);
    }

    /** 1 to say what it does; default: 0. */
    public ModelCheckpoint verbose(int level) {
        return with("verbose", level);
    }

    /** Whether it saves only when the log is the best so far; default: false. */
    public ModelCheckpoint saveBestOnly(boolean best) {
        return with("saveBestOnly", best);
    }

    /** Whether it saves the weights and the optimizer's state without the architecture; default: false. */
    public ModelCheckpoint saveWeightsOnly(boolean weights) {
        return with("saveWeightsOnly", weights);
    }

    /** {@code "min"}, {@code "max"} or, by the metric's own direction, {@code "auto"}; default: {@code auto}. */
    public ModelCheckpoint mode(String mode) {
        return with("mode", mode);
    }

    /** After how many batches to save, in the place of after each epoch. */
    public ModelCheckpoint saveFreq(int batches) {
        if (batches < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "ModelCheckpoint cannot save every " + batches + " batches.",
                    "1 or more",
                    Integer.toString(batches),
                    "leave saveFreq out to save after each epoch"));
        }
        return with("saveFreq", batches);
    }

    /** With {@link #saveBestOnly}, a value that must be beaten; default: none. */
    public ModelCheckpoint initialValueThreshold(double value) {
        return with("initialValueThreshold", value);
    }

    @Override
    public void onTrainBegin() {
        String ending = config.saveWeightsOnly ? ".weights.h5" : ".keras";
        if (!config.filepath.endsWith(ending)) {
            throw new InvalidArgumentException(JerasException.message(
                    "ModelCheckpoint cannot save " + (config.saveWeightsOnly ? "weights" : "models")
                            + " under this name.",
                    "a path that ends in " + ending,
                    config.filepath,
                    config.saveWeightsOnly
                            ? "let it end in .weights.h5"
                            : "let it end in .keras, or ask for saveWeightsOnly(true)"));
        }
    }

    @Override
    public void onEpochBegin(int epoch) {
        epochNow = epoch;
    }

    @Override
    public boolean watchesBatches() {
        return config.saveFreq > 0;
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
        if (config.saveFreq == 0) {
            return;
        }
        seen += batch <= lastBatch ? batch + 1 : batch - lastBatch;
        lastBatch = batch;
        if (seen >= config.saveFreq) {
            seen = 0;
            save(Map.of("epoch", epochNow + 1, "batch", batch + 1), logs);
        }
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        if (config.saveFreq == 0) {
            save(Map.of("epoch", epoch + 1), logs);
        }
    }

    @Override
    protected void saveState(Path folder) throws IOException {
        StateFile.empty().with("best", best).with("seen", seen).write(folder);
    }

    @Override
    protected void restoreState(Path folder) throws IOException {
        StateFile state = StateFile.read(folder);
        best = state.number("best");
        seen = (int) state.number("seen");
    }

    private void save(Map<String, Integer> counts, Logs logs) {
        Path file = Path.of(new PathPattern(config.filepath).fill(counts, logs.asMap()));
        if (!isWanted(logs, file)) {
            return;
        }
        Path parent = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(parent);
        } catch (IOException e) {
            throw new FileFormatException(
                    JerasException.message(
                            "ModelCheckpoint cannot make the folder " + parent + ".",
                            "a folder that can be written to",
                            e.toString(),
                            "choose another filepath"),
                    e);
        }
        if (config.saveWeightsOnly) {
            model().saveWeights(file);
        } else {
            model().save(file);
        }
        say("finished saving model to " + file);
    }

    private boolean isWanted(Logs logs, Path file) {
        if (!config.saveBestOnly) {
            say("saving model to " + file);
            return true;
        }
        if (!logs.has(config.monitor)) {
            Warnings.warn("Can save best model only with " + config.monitor + " available.");
            return true;
        }
        double current = logs.get(config.monitor);
        String before = Double.isNaN(best) ? "None" : PythonFormat.fixed(best, 5);
        if (Double.isNaN(best) || monitor.isImprovement(model(), current, best)) {
            say(config.monitor + " improved from " + before + " to " + PythonFormat.fixed(current, 5)
                    + ", saving model to " + file);
            best = current;
            return true;
        }
        say(config.monitor + " did not improve from " + before);
        return false;
    }

    private void say(String what) {
        if (config.verbose > 0) {
            System.out.println("\nEpoch " + (epochNow + 1) + ": " + what);
        }
    }
}
