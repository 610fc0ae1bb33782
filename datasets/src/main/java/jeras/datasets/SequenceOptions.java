package jeras.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * How texts that are sequences of word indices are loaded: the keyword arguments of Keras, with its defaults. Word 1 is the
 * most frequent one, word 2 the next; on loading {@code indexFrom} is added.
 *
 * @param <O> the options of the one data set
 */
public abstract class SequenceOptions<O extends SequenceOptions<O>> {
    private static final int NONE = -1;

    private Optional<Path> path = Optional.empty();
    private int numWords = NONE;
    private int skipTop;
    private int maxlen = NONE;
    private long seed = 113;
    private int startChar = 1;
    private int oovChar = 2;
    private int indexFrom = 3;

    SequenceOptions() {}

    abstract O self();

    /** Loads the file from here, or from this folder, and never touches the network. */
    public O path(Path fileOrFolder) {
        path = Optional.of(fileOrFolder);
        return self();
    }

    /**
     * Only indices below this stay; by default those below the greatest one, which, as in Keras, is left out itself.
     *
     * @param count 1 or more
     */
    public O numWords(int count) {
        numWords = atLeast(1, "numWords", count);
        return self();
    }

    /** Indices below this go, as the most frequent words tell little; 0 by default. */
    public O skipTop(int count) {
        skipTop = atLeast(0, "skipTop", count);
        return self();
    }

    /** Only texts of fewer words than this stay, counted with the one that begins it; by default all. */
    public O maxlen(int words) {
        maxlen = atLeast(1, "maxlen", words);
        return self();
    }

    /** Seed of the shuffle, as in NumPy: 113 by default, which gives Keras's order. */
    public O seed(long number) {
        RandomState.requireSeed(number);
        seed = number;
        return self();
    }

    /** The index that each text begins with; 1 by default. */
    public O startChar(int index) {
        startChar = atLeast(0, "startChar", index);
        return self();
    }

    /** Texts begin with their first word: Keras's {@code start_char=None}. */
    public O withoutStartChar() {
        startChar = NONE;
        return self();
    }

    /** The index that stands for words that are left out; 2 by default. */
    public O oovChar(int index) {
        oovChar = atLeast(0, "oovChar", index);
        return self();
    }

    /** Words that are left out leave no trace: Keras's {@code oov_char=None}. */
    public O withoutOovChar() {
        oovChar = NONE;
        return self();
    }

    /** What is added to the indices of words; 3 by default, so that 0 is left for padding. */
    public O indexFrom(int index) {
        indexFrom = atLeast(0, "indexFrom", index);
        return self();
    }

    private static int atLeast(int least, String option, int value) {
        if (value < least) {
            throw new InvalidArgumentException(JerasException.message(
                    "Texts cannot be loaded with this " + option + ".",
                    least + " or more",
                    Integer.toString(value),
                    "leave it out for Keras's default"));
        }
        return value;
    }

    Optional<Path> path() {
        return path;
    }

    RandomState random() {
        return new RandomState(seed);
    }

    /** The places of the texts that are short enough, out of {@code order}. */
    int[] shortOnes(List<int[]> texts, int... order) {
        int start = startChar == NONE ? 0 : 1;
        List<Integer> kept = new ArrayList<>();
        for (int place : order) {
            if (maxlen == NONE || texts.get(place).length + start < maxlen) {
                kept.add(place);
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    InvalidArgumentException nothingLeft() {
        return new InvalidArgumentException(JerasException.message(
                "After filtering for texts shorter than maxlen=" + maxlen + ", no text was kept.",
                "a part to train on and one to test with",
                "no text in one of them",
                "increase maxlen"));
    }

    /** The texts with their words moved and begun, in the order of {@code places}. */
    List<int[]> begun(List<int[]> texts, int... places) {
        int start = startChar == NONE ? 0 : 1;
        List<int[]> begun = new ArrayList<>(places.length);
        for (int place : places) {
            int[] words = texts.get(place);
            int[] text = new int[words.length + start];
            if (start > 0) {
                text[0] = startChar;
            }
            for (int i = 0; i < words.length; i++) {
                text[start + i] = words[i] + indexFrom;
            }
            begun.add(text);
        }
        return begun;
    }

    /** The index that ends the vocabulary. */
    int endOfWords(List<int[]> texts) {
        if (numWords != NONE) {
            return numWords;
        }
        int greatest = 0;
        for (int[] text : texts) {
            for (int word : text) {
                greatest = Math.max(greatest, word);
            }
        }
        return greatest;
    }

    /** The texts without the words that are too frequent or too rare. */
    List<int[]> chosen(List<int[]> texts, int endOfWords) {
        List<int[]> chosen = new ArrayList<>(texts.size());
        for (int[] text : texts) {
            int[] kept = new int[text.length];
            int count = 0;
            for (int word : text) {
                if (word >= skipTop && word < endOfWords) {
                    kept[count++] = word;
                } else if (oovChar != NONE) {
                    kept[count++] = oovChar;
                }
            }
            chosen.add(Arrays.copyOf(kept, count));
        }
        return chosen;
    }
}
