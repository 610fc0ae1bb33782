package jeras.summary;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.utils.Warnings;

/**
 * Writes numbers, histograms, pictures and texts for TensorBoard, as {@code tf.summary} does; each folder is a run of its own there.
 * What was written is in the file two seconds later at the latest, once more is written, or at once by {@link #flush}.
 *
 * <pre>{@code
 * try (SummaryWriter writer = SummaryWriter.of("logs/mine")) {
 *     writer.hparams(Map.of("learning rate", 0.01, "optimizer", "adam"));
 *     writer.scalar("loss", 0.25, step);
 *     writer.text("notes", "with **augmentation**", 0);
 * }
 * }</pre>
 *
 * <p>{@code tensorboard --logdir logs} shows it.
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/summary">tf.summary</a>
 */
public final class SummaryWriter implements AutoCloseable {
    private static final int EVENT_GRAPH = 4;
    private static final int EVENT_SUMMARY = 5;
    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_STRING = 7;

    private final EventFile file;

    private SummaryWriter(EventFile file) {
        this.file = file;
    }

    /** Writes to a new file in a folder, which is made with the first event. */
    public static SummaryWriter of(String folder) {
        return of(Path.of(folder));
    }

    /** As {@link #of(String)}. */
    public static SummaryWriter of(Path folder) {
        return new SummaryWriter(new EventFile(folder));
    }

    /** One number of a curve. */
    public void scalar(String tag, double value, long step) {
        add(step, value(tag).float32(2, value));
    }

    /** How an array's numbers are distributed, in 30 equal ranges; those that are not finite are left out. */
    public void histogram(String tag, Array values, long step) {
        Message histogram = Histogram.of(values.toDoubleArray());
        if (histogram != null) {
            add(step, value(tag).message(5, histogram));
        }
    }

    /** A picture, such as a {@link jeras.plots.Plot}. */
    public void image(String tag, BufferedImage image, long step) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int channels = image.getColorModel().getNumComponents();
        add(
                step,
                value(tag)
                        .message(
                                4,
                                new Message()
                                        .integer(1, image.getHeight())
                                        .integer(2, image.getWidth())
                                        .integer(3, channels)
                                        .bytes(4, png.toByteArray())));
    }

    /** A text, in which Markdown is shown as such. */
    public void text(String tag, String markdown, long step) {
        add(step, value(tag).message(8, strings(markdown)).message(9, plugin("text", new byte[0])));
    }

    /**
     * What a run was made with, for TensorBoard's table of hyperparameters; once a folder.
     *
     * @param values numbers, truth values and texts by name
     */
    public void hparams(Map<String, ?> values) {
        Message start = new Message();
        values.forEach((name, value) ->
                start.message(1, new Message().text(1, name).message(2, hparam(name, value))));
        double now = System.currentTimeMillis() / 1000.0;
        hparams("session_start_info", 3, start.float64(5, now));
        hparams("session_end_info", 4, new Message().integer(1, 1).float64(2, now));
    }

    private static Message hparam(String name, Object value) {
        if (value instanceof Number number) {
            return new Message().float64(2, number.doubleValue());
        }
        if (value instanceof String text) {
            return new Message().text(3, text);
        }
        if (value instanceof Boolean truth) {
            return new Message().integer(4, truth ? 1 : 0);
        }
        throw new InvalidArgumentException(JerasException.message(
                "The hyperparameter \"" + name + "\" cannot be written.",
                "a number, a truth value or a text",
                value.getClass().getSimpleName(),
                "give its toString()"));
    }

    private void hparams(String tag, int field, Message content) {
        Message nothing =
                new Message().integer(1, TYPE_FLOAT).message(2, new Message().message(2, new Message().integer(1, 0)));
        add(
                0,
                value("_hparams_/" + tag)
                        .message(8, nothing)
                        .message(
                                9,
                                plugin(
                                        "hparams",
                                        new Message().message(field, content).toBytes())));
    }

    /**
     * The layers of a model and what flows between them, for TensorBoard's page of graphs; under {@code keras} as Keras writes it, too,
     * unless the model has a part of one's own that is not registered.
     */
    public void graph(Model model) {
        file.add(0, EVENT_GRAPH, LayerGraph.of(model));
        if (model.graph().isPresent() || model.className().equals("Sequential")) {
            try {
                String json = model.toJson();
                add(0, value("keras").message(8, strings(json)).message(9, plugin("graph_keras_model", new byte[] {'1'
                })));
            } catch (JerasException e) {
                Warnings.warn("TensorBoard gets no conceptual graph of " + model + ": " + e.getMessage());
            }
        }
    }

    private void add(long step, Message value) {
        file.add(step, EVENT_SUMMARY, new Message().message(1, value));
    }

    private static Message value(String tag) {
        return new Message().text(1, tag);
    }

    private static Message strings(String text) {
        return new Message().integer(1, TYPE_STRING).message(2, new Message()).text(8, text);
    }

    private static Message plugin(String name, byte[] content) {
        return new Message()
                .message(1, new Message().text(1, name).bytes(2, content))
                .integer(4, name.equals("graph_keras_model") ? 3 : 2);
    }

    /** Has all that was written in the file. */
    public void flush() {
        file.flush();
    }

    /** As {@link #flush}; a writer may be used on. */
    @Override
    public void close() {
        file.flush();
    }
}
