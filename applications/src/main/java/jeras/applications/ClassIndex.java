package jeras.applications;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Shapes;

/**
 * What the classes of a model are called: Keras's {@code imagenet_class_index.json}, which says
 * {@code {"0": ["n01440764", "tench"], ...}}.
 */
record ClassIndex(List<Entry> entries) {
    /** Keras's file for ImageNet. */
    static final PublishedWeights IMAGENET = new PublishedWeights(
            "imagenet_class_index.json",
            "https://storage.googleapis.com/download.tensorflow.org/data/imagenet_class_index.json",
            "c2c37ea517e94d9795004a39431a14cb");

    /** Keras's file has 35 kB. */
    private static final long GREATEST = 10_000_000;

    /** A class: its id in WordNet and its name. */
    record Entry(String wordnetId, String className) {}

    private static final AtomicReference<ClassIndex> LOADED = new AtomicReference<>();

    /** The index of ImageNet, read when it is first asked for; after a failure, tried again. */
    static ClassIndex imagenet() {
        if (LOADED.get() == null) {
            LOADED.compareAndSet(null, read(IMAGENET.obtain()));
        }
        return LOADED.get();
    }

    /**
     * Reads a file like Keras's, of any number of classes.
     *
     * @throws FileFormatException if it is missing or says something else
     */
    static ClassIndex read(Path file) {
        try {
            if (Files.size(file) > GREATEST) {
                throw damaged(file, "a file of at most " + GREATEST + " bytes", Files.size(file) + " bytes", null);
            }
            return parsed(JsonParser.parseString(Files.readString(file)), file);
        } catch (IOException | JsonParseException e) {
            throw damaged(file, "a file like Keras's imagenet_class_index.json", e.toString(), e);
        }
    }

    private static ClassIndex parsed(JsonElement json, Path file) {
        JsonObject classes = json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            JsonElement entry = classes.get(Integer.toString(i));
            entries.add(entry(entry, i, file));
        }
        if (entries.isEmpty()) {
            throw damaged(file, "an object of classes", "none", null);
        }
        return new ClassIndex(List.copyOf(entries));
    }

    private static Entry entry(JsonElement entry, int place, Path file) {
        if (entry instanceof JsonArray pair && pair.size() == 2 && isText(pair.get(0)) && isText(pair.get(1))) {
            return new Entry(pair.get(0).getAsString(), pair.get(1).getAsString());
        }
        throw damaged(
                file,
                "\"" + place + "\" with the id and the name of a class",
                entry == null ? "no \"" + place + "\"" : entry.toString(),
                null);
    }

    private static boolean isText(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
    }

    private static FileFormatException damaged(Path file, String expected, String received, Throwable cause) {
        return new FileFormatException(
                JerasException.message(
                        "The names of the classes cannot be read from " + file + ".",
                        expected,
                        received,
                        "delete the file, so that it is downloaded anew, or name another one"),
                cause);
    }

    /**
     * The best guesses of each row, the best first.
     *
     * @param scores {@code (samples, classes)}
     * @param top how many a row; all when there are fewer classes
     */
    List<List<Prediction>> decode(Array scores, int top) {
        if (top < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "The predictions cannot be decoded.", "top of at least 1", Integer.toString(top), "ask for 5"));
        }
        int classes = entries.size();
        if (scores.rank() != 2 || scores.shape().get(1) != classes) {
            throw new ShapeMismatchException(JerasException.message(
                    "The predictions cannot be decoded.",
                    "a batch of predictions, (samples, " + classes + ")",
                    Shapes.text(scores.shape()),
                    "give what predict returns of a model with the top of these classes"));
        }
        double[] values = scores.toDoubleArray();
        return IntStream.range(0, (int) scores.length())
                .mapToObj(row -> best(values, row * classes, top))
                .toList();
    }

    private List<Prediction> best(double[] values, int begin, int top) {
        return IntStream.range(0, entries.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> values[begin + i])
                        .reversed())
                .limit(top)
                .map(i -> new Prediction(
                        entries.get(i).wordnetId(), entries.get(i).className(), values[begin + i]))
                .toList();
    }
}
