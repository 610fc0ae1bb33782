package jeras.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;

/**
 * 50,000 reviews of films from IMDB, half of them to train on, labelled by sentiment: 1 is positive. The words are indices
 * by how frequent they are.
 *
 * <pre>{@code
 * SequenceSplit reviews = Imdb.load(o -> o.numWords(20_000));   // downloads 17 MB once
 * Array xTrain = Utils.padSequences(reviews.xTrain(), p -> p.maxlen(80));
 * }</pre>
 *
 * <p>The file is Keras's, and so are shuffle and numbers: the parts are those of Python. Labels are INT32, Jeras's type for
 * class indices, where Keras has int64.
 *
 * @see <a href="https://keras.io/api/datasets/imdb/">keras.datasets.imdb</a>
 * @see <a href="https://aclanthology.org/P11-1015/">Maas et al.: Learning Word Vectors for Sentiment Analysis (2011)</a>
 */
public final class Imdb {
    private static final KerasFile REVIEWS = KerasFile.onKerasHost(
            "Imdb",
            "imdb",
            "imdb.npz",
            "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f",
            100_000_000,
            "Imdb.load(o -> o.path(...))");
    private static final KerasFile WORDS = KerasFile.onKerasHost(
            "Imdb",
            "imdb",
            "imdb_word_index.json",
            "bfafd718b763782e994055a2d397834f",
            WordIndex.LARGEST,
            "Imdb.wordIndex(file)");

    private Imdb() {}

    /** The options of {@link #load(Consumer)}. */
    public static final class Options extends SequenceOptions<Options> {
        private Options() {}

        @Override
        Options self() {
            return this;
        }
    }

    /**
     * Loads the reviews with Keras's defaults from the cache folder {@code <user home>/.jeras/datasets/imdb}, and downloads
     * the file if it is not there.
     *
     * @throws FileFormatException if the file cannot be had or is damaged
     */
    public static SequenceSplit load() {
        return load(o -> {});
    }

    /**
     * Loads the reviews.
     *
     * @throws InvalidArgumentException if there is no file at the path that is given, or {@code maxlen} leaves no review
     * @throws FileFormatException if the file cannot be had, or is damaged or something else
     */
    public static SequenceSplit load(Consumer<Options> options) {
        Options chosen = new Options();
        options.accept(chosen);
        Path file = REVIEWS.locate(chosen.path());
        List<int[]> train = Npz.sequences(file, "x_train");
        List<int[]> test = Npz.sequences(file, "x_test");
        RandomState random = chosen.random();
        int[] trainPlaces = chosen.shortOnes(train, random.shuffled(train.size()));
        int[] testPlaces = chosen.shortOnes(test, random.shuffled(test.size()));
        if (trainPlaces.length == 0 || testPlaces.length == 0) {
            throw chosen.nothingLeft();
        }
        List<int[]> xTrain = chosen.begun(train, trainPlaces);
        List<int[]> xTest = chosen.begun(test, testPlaces);
        List<int[]> all = new ArrayList<>(xTrain);
        all.addAll(xTest);
        int end = chosen.endOfWords(all);
        return new SequenceSplit(
                chosen.chosen(xTrain, end),
                labels(file, "y_train", train.size(), trainPlaces),
                chosen.chosen(xTest, end),
                labels(file, "y_test", test.size(), testPlaces));
    }

    private static Array labels(Path file, String name, int count, int... places) {
        return SequenceLabels.take(file, name, count, 2, places);
    }

    /**
     * The words and their indices, before {@code indexFrom} is added to them: 1 is the most frequent word.
     *
     * @throws FileFormatException if the file cannot be had or is damaged
     */
    public static Map<String, Integer> wordIndex() {
        return WordIndex.read(WORDS.fetch());
    }

    /** As {@link #wordIndex()}, from {@code imdb_word_index.json} or from the folder that has it. */
    public static Map<String, Integer> wordIndex(Path fileOrFolder) {
        return WordIndex.read(WORDS.locate(Optional.of(fileOrFolder)));
    }
}
