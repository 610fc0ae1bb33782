package jeras.callbacks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.layers.Layer;
import jeras.ops.Variable;
import jeras.summary.SummaryWriter;
import jeras.utils.Records;
import jeras.utils.Suggestions;

/**
 * Writes what TensorBoard shows: the curves of losses, metrics and learning rate, the model's graph, and, if asked for, histograms
 * and pictures of its weights. Training goes into the folder {@code train} below the given one, validation into {@code validation},
 * with Keras's tags: {@code epoch_loss}, {@code batch_loss}, {@code evaluation_loss_vs_iterations}.
 *
 * <pre>{@code
 * model.fit(x, y, f -> f.epochs(10).callbacks(TensorBoard.of("logs").histogramFreq(1)));
 * }</pre>
 *
 * <p>Then {@code tensorboard --logdir logs} in a shell that has Python's package {@code tensorboard}; TensorFlow is not needed. More can
 * be written into the same folders by a {@link SummaryWriter}.
 *
 * @see <a href="https://keras.io/api/callbacks/tensorboard/">keras.callbacks.TensorBoard</a>
 */
public final class TensorBoard extends Callback {
    private static final String TRAIN = "train";
    private static final String VALIDATION = "validation";

    private final Config config;
    private final Map<String, SummaryWriter> writers = new HashMap<>();
    private long trainBatches;
    private long batchStart;
    private long epochStart;
    private long epochIterations;
    private boolean graphWritten;

    /** Keras's arguments; an update frequency of 0 stands for the epoch. */
    private record Config(
            Path logDir,
            int histogramFreq,
            boolean writeGraph,
            boolean writeImages,
            boolean writeStepsPerSecond,
            int updateFreq) {}

    private TensorBoard(Config config) {
        this.config = config;
    }

    /** Writes below the folder {@code logs}. */
    public static TensorBoard of() {
        return of("logs");
    }

    /** Writes below a folder, into new files: those of earlier trainings stay. */
    public static TensorBoard of(String logDir) {
        return of(Path.of(logDir));
    }

    /** As {@link #of(String)}. */
    public static TensorBoard of(Path logDir) {
        return new TensorBoard(new Config(logDir, 0, true, false, false, 0));
    }

    private TensorBoard with(String component, Object value) {
        return new TensorBoard(Records.with(config, component, value));
    }

    /** After each so many epochs the weights are written as histograms; default: 0, never. */
    public TensorBoard histogramFreq(int epochs) {
        return with("histogramFreq", atLeast("histogramFreq", epochs, 0));
    }

    /** Whether the model's graph is written; default: true. */
    public TensorBoard writeGraph(boolean write) {
        return with("writeGraph", write);
    }

    /** Whether weights are written as pictures, too, where {@link #histogramFreq} has them written; default: false. */
    public TensorBoard writeImages(boolean write) {
        return with("writeImages", write);
    }

    /** Whether the number of training steps a second is written, of each epoch and, with {@link #updateFreq}, batch; default: false. */
    public TensorBoard writeStepsPerSecond(boolean write) {
        return with("writeStepsPerSecond", write);
    }

    /**
     * When losses and metrics are written besides the end of each epoch.
     *
     * @param when {@code "epoch"}, the default, or {@code "batch"}, which fetches them from the device after each step
     */
    public TensorBoard updateFreq(String when) {
        return switch (when) {
            case "epoch" -> with("updateFreq", 0);
            case "batch" -> with("updateFreq", 1);
            default ->
                throw new InvalidArgumentException(Suggestions.unknown("updateFreq", when, List.of("epoch", "batch")));
        };
    }

    /** After how many batches losses and metrics are written, besides the end of each epoch. */
    public TensorBoard updateFreq(int batches) {
        return with("updateFreq", atLeast("updateFreq", batches, 1));
    }

    private static int atLeast(String option, int value, int least) {
        if (value < least) {
            throw new InvalidArgumentException(JerasException.message(
                    "TensorBoard cannot be told " + option + "(" + value + ").",
                    least + " or more",
                    Integer.toString(value),
                    "leave it out for the default"));
        }
        return value;
    }

    private SummaryWriter writer(String run) {
        return writers.computeIfAbsent(run, r -> SummaryWriter.of(config.logDir.resolve(r)));
    }

    @Override
    public void onTrainBegin() {
        writers.clear();
        trainBatches = 0;
        graphWritten = false;
        writeGraph();
    }

    private void writeGraph() {
        if (config.writeGraph && !graphWritten && model().isBuilt()) {
            writer(TRAIN).graph(model());
            graphWritten = true;
        }
    }

    @Override
    public void onEpochBegin(int epoch) {
        epochStart = System.nanoTime();
        epochIterations = model().optimizer().iterations();
    }

    @Override
    public boolean watchesBatches() {
        return config.updateFreq > 0;
    }

    @Override
    public void onTrainBatchBegin(int batch) {
        trainBatches++;
        batchStart = System.nanoTime();
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
        writeGraph(); // the first batch builds a model that declares no input
        if (config.updateFreq == 0 || trainBatches % config.updateFreq != 0) {
            return;
        }
        if (config.writeStepsPerSecond) {
            writer(TRAIN).scalar("batch_steps_per_second", perSecond(1, batchStart), trainBatches);
        }
        logs.asMap().forEach((name, value) -> writer(TRAIN).scalar("batch_" + name, value, trainBatches));
    }

    private static double perSecond(long steps, long since) {
        return steps * 1e9 / Math.max(1, System.nanoTime() - since);
    }

    @Override
    public void onTestEnd(Logs logs) {
        long iterations = model().optimizer().iterations();
        logs.asMap()
                .forEach((name, value) ->
                        writer(VALIDATION).scalar("evaluation_" + name + "_vs_iterations", value, iterations));
        writer(VALIDATION).flush();
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        logs.asMap().forEach((name, value) -> {
            boolean validates = name.startsWith("val_");
            writer(validates ? VALIDATION : TRAIN)
                    .scalar("epoch_" + (validates ? name.substring("val_".length()) : name), value, epoch);
        });
        if (!logs.has("learning_rate")) {
            writer(TRAIN).scalar("epoch_learning_rate", model().optimizer().learningRate(), epoch);
        }
        if (config.writeStepsPerSecond) {
            long steps = model().optimizer().iterations() - epochIterations;
            writer(TRAIN).scalar("epoch_steps_per_second", perSecond(steps, epochStart), epoch);
        }
        if (config.histogramFreq > 0 && epoch % config.histogramFreq == 0) {
            model().layers().forEach(layer -> write(layer, epoch));
        }
        writers.values().forEach(SummaryWriter::flush);
    }

    private void write(Layer layer, int epoch) {
        List<Variable> weights = layer.weights();
        List<Array> values = layer.getWeights();
        for (int i = 0; i < weights.size(); i++) {
            Variable weight = weights.get(i);
            Array value = values.get(i);
            writer(TRAIN).histogram(weight.path() + "/histogram", value, epoch);
            if (config.writeImages) {
                KernelPicture.of(value)
                        .ifPresent(picture -> writer(TRAIN).image(weight.path() + "/image", picture, epoch));
            }
        }
    }

    @Override
    public void onTrainEnd(Logs logs) {
        writers.values().forEach(SummaryWriter::flush);
    }
}
