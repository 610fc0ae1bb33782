package jeras.zoo.text;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jeras.layers.Standardizer;
import jeras.saving.SavedConfig;
import org.tartarus.snowball.SnowballStemmer;

/**
 * Standardizes a text, leaves out stop words and cuts words down to their stems, inside {@code TextVectorization} and so inside
 * the model.
 *
 * <pre>{@code
 * var words = TextVectorization.of()
 *         .standardize(TextAnalysis.of().stopWords(TextAnalysis.stopWords("english")).stem("english"));
 * words.adapt(texts);                  // "The waiters were waiting" is "waiter wait" now
 * }</pre>
 *
 * <p>A saved model names it as {@code jeras>TextAnalysis} and holds the stop words and the language, no code. {@code Model.load}
 * finds it when the recipes ({@code jeras-zoo}) are on the class path. Python's Keras refuses such a file and says that it could
 * not locate the class, unless a class is registered there under that name that does the same. With neither stop words nor
 * stems, use Keras's own standardizers, which every Keras knows.
 *
 * <p>The stemmers are those of Snowball and the lists of stop words those of Lucene's analyzers. Lucene's English list has
 * "no" and "not" among them, which matter where opinions do.
 */
public final class TextAnalysis implements Standardizer {
    static final String NAME = "jeras>TextAnalysis";
    private static final String NONE = "none";

    private final String standardize;
    private final Set<String> stopWords;
    private final String stem;
    private final Standardizer first;
    private final Set<String> leftOut;

    private TextAnalysis(String standardize, Set<String> stopWords, String stem) {
        this.standardize = standardize;
        this.stopWords = stopWords;
        this.stem = stem;
        this.first = standardize.equals(NONE) ? text -> text : Standardizer.of(standardize);
        this.leftOut = stopWords.stream().map(first::standardize).collect(Collectors.toUnmodifiableSet());
    }

    /** Lower case without punctuation, as {@code TextVectorization} does by default; all words, unchanged. */
    public static TextAnalysis of() {
        return new TextAnalysis("lower_and_strip_punctuation", Set.of(), NONE);
    }

    /**
     * What comes first, by Keras's id: {@code lower_and_strip_punctuation}, {@code lower}, {@code strip_punctuation} or
     * {@code none}. Default: {@code lower_and_strip_punctuation}.
     */
    public TextAnalysis standardizer(String id) {
        return new TextAnalysis(id, stopWords, stem);
    }

    /** Words to leave out, standardized as the texts are. Default: none. */
    public TextAnalysis stopWords(List<String> words) {
        return new TextAnalysis(standardize, Set.copyOf(words), stem);
    }

    /**
     * The language whose endings are cut off: {@code english}, {@code german}, {@code french}, ..., or {@code none}. Default:
     * {@code none}.
     *
     * @throws jeras.InvalidArgumentException if it is not known, with those that are
     */
    public TextAnalysis stem(String language) {
        if (!language.equals(NONE)) {
            Languages.stemmer(language); // refuses an unknown one
        }
        return new TextAnalysis(standardize, stopWords, language);
    }

    /**
     * Lucene's list of stop words for a language, sorted.
     *
     * @throws jeras.InvalidArgumentException if there is none, with the languages that have one
     */
    public static List<String> stopWords(String language) {
        return Languages.stopWords(language);
    }

    @Override
    public String standardize(String text) {
        SnowballStemmer stemmer = stem.equals(NONE) ? null : Languages.stemmer(stem);
        StringJoiner words = new StringJoiner(" ");
        for (String word : first.standardize(text).split("[ \\t-\\r]+", -1)) {
            if (!word.isEmpty() && !leftOut.contains(word)) {
                words.add(stemmer == null ? word : stemmed(stemmer, word));
            }
        }
        return words.toString();
    }

    private static String stemmed(SnowballStemmer stemmer, String word) {
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    static TextAnalysis read(SavedConfig config) {
        return of().standardizer(config.text("standardize"))
                .stopWords(config.texts("stop_words"))
                .stem(config.text("stem"));
    }

    Map<String, Object> arguments() {
        Map<String, Object> arguments = new TreeMap<>();
        arguments.put("standardize", standardize);
        arguments.put("stop_words", stopWords.stream().sorted().toList());
        arguments.put("stem", stem);
        return arguments;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextAnalysis analysis && arguments().equals(analysis.arguments());
    }

    @Override
    public int hashCode() {
        return arguments().hashCode();
    }

    @Override
    public String toString() {
        return "TextAnalysis(standardize=" + standardize + ", " + stopWords.size() + " stop words, stem=" + stem + ")";
    }
}
