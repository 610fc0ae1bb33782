package jeras.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;

/**
 * 11,228 newswires from Reuters of 46 topics, 1986. The words are indices by how frequent they are.
 *
 * <pre>{@code
 * SequenceSplit news = Reuters.load(o -> o.numWords(1000).testSplit(0.2));   // downloads 2 MB once
 * }</pre>
 *
 * <p>The file is Keras's, and so are shuffle and numbers: the parts are those of Python. Labels are indices into
 * {@link #labelNames()}; they are INT32, Jeras's type for class indices, where Keras has int64.
 *
 * @see <a href="https://keras.io/api/datasets/reuters/">keras.datasets.reuters</a>
 */
public final class Reuters {
    private static final KerasFile NEWS = KerasFile.onKerasHost(
            "Reuters",
            "reuters",
            "reuters.npz",
            "d6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916",
            20_000_000,
            "Reuters.load(o -> o.path(...))");
    private static final KerasFile WORDS = KerasFile.onKerasHost(
            "Reuters",
            "reuters",
            "reuters_word_index.json",
            "4d44cc38712099c9e383dc6e5f11a921",
            WordIndex.LARGEST,
            "Reuters.wordIndex(file)");

    private static final List<String> LABEL_NAMES = List.of(
            "cocoa",
            "grain",
            "veg-oil",
            "earn",
            "acq",
            "wheat",
            "copper",
            "housing",
            "money-supply",
            "coffee",
            "sugar",
            "trade",
            "reserves",
            "ship",
            "cotton",
            "carcass",
            "crude",
            "nat-gas",
            "cpi",
            "money-fx",
            "interest",
            "gnp",
            "meal-feed",
            "alum",
            "oilseed",
            "gold",
            "tin",
            "strategic-metal",
            "livestock",
            "retail",
            "ipi",
            "iron-steel",
            "rubber",
            "heat",
            "jobs",
            "lei",
            "bop",
            "zinc",
            "orange",
            "pet-chem",
            "dlr",
            "gas",
            "silver",
            "wpi",
            "hog",
            "lead");

    private Reuters() {}

    /** The options of {@link #load(Consumer)}. */
    public static final class Options extends SequenceOptions<Options> {
        private double testSplit = 0.2;

        private Options() {}

        /** The share of the newswires to test with, 0 to below 1; 0.2 by default. */
        public Options testSplit(double share) {
            testSplit = TestShare.require(share);
            return this;
        }

        @Override
        Options self() {
            return this;
        }
    }

    /**
     * Loads the newswires with Keras's defaults from the cache folder {@code <user home>/.jeras/datasets/reuters}, and
     * downloads the file if it is not there.
     *
     * @throws FileFormatException if the file cannot be had or is damaged
     */
    public static SequenceSplit load() {
        return load(o -> {});
    }

    /**
     * Loads the newswires.
     *
     * @throws InvalidArgumentException if there is no file at the path that is given, or {@code maxlen} leaves no newswire
     * @throws FileFormatException if the file cannot be had, or is damaged or something else
     */
    public static SequenceSplit load(Consumer<Options> options) {
        Options chosen = new Options();
        options.accept(chosen);
        Path file = NEWS.locate(chosen.path());
        List<int[]> texts = Npz.sequences(file, "x");
        int[] places = chosen.shortOnes(texts, chosen.random().shuffled(texts.size()));
        if (places.length == 0) {
            throw chosen.nothingLeft();
        }
        List<int[]> begun = chosen.begun(texts, places);
        List<int[]> x = chosen.chosen(begun, chosen.endOfWords(begun));
        int train = TestShare.trainCount(x.size(), chosen.testSplit);
        int classes = LABEL_NAMES.size();
        return new SequenceSplit(
                x.subList(0, train),
                SequenceLabels.take(file, "y", texts.size(), classes, Arrays.copyOf(places, train)),
                x.subList(train, x.size()),
                SequenceLabels.take(
                        file, "y", texts.size(), classes, Arrays.copyOfRange(places, train, places.length)));
    }

    /** What the labels 0 to 45 mean. */
    public static List<String> labelNames() {
        return LABEL_NAMES;
    }

    /**
     * The words and their indices, before {@code indexFrom} is added to them: 1 is the most frequent word.
     *
     * @throws FileFormatException if the file cannot be had or is damaged
     */
    public static Map<String, Integer> wordIndex() {
        return WordIndex.read(WORDS.fetch());
    }

    /** As {@link #wordIndex()}, from {@code reuters_word_index.json} or from the folder that has it. */
    public static Map<String, Integer> wordIndex(Path fileOrFolder) {
        return WordIndex.read(WORDS.locate(Optional.of(fileOrFolder)));
    }
}
