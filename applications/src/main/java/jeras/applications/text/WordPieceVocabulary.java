package jeras.applications.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * The tokens of a BERT: words, pieces that go on inside a word and begin with {@code ##}, and five special ones. The place in
 * the list is the id.
 *
 * <pre>{@code
 * WordPieceVocabulary words = WordPieceVocabulary.train(texts, o -> o.size(2000));
 * TextTokenizer tokenizer = TextTokenizer.of(words).maxLength(64);
 * }</pre>
 *
 * @param tokens the tokens by id
 * @param lowercase whether text is lower-cased, and accents are taken off, before it is looked up
 * @see <a href="https://arxiv.org/abs/1609.08144">Wu et al.: Google's Neural Machine Translation System</a>, section 4.1
 */
public record WordPieceVocabulary(List<String> tokens, boolean lowercase) {
    static final String PAD = "[PAD]";
    static final String UNKNOWN = "[UNK]";
    static final String CLASS = "[CLS]";
    static final String SEPARATOR = "[SEP]";
    static final String MASK = "[MASK]";
    /** In the order in which they come first in a trained vocabulary. */
    static final List<String> SPECIAL = List.of(PAD, UNKNOWN, CLASS, SEPARATOR, MASK);

    public WordPieceVocabulary {
        tokens = List.copyOf(tokens);
        LinkedHashSet<String> distinct = new LinkedHashSet<>(tokens);
        if (!distinct.containsAll(SPECIAL)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The vocabulary cannot be used.",
                    "the tokens " + String.join(", ", SPECIAL) + " among the others",
                    "none of "
                            + SPECIAL.stream()
                                    .filter(t -> !distinct.contains(t))
                                    .toList(),
                    "add them, or read a tokenizer.json, which says what its special tokens are"));
        }
        if (distinct.size() != tokens.size()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The vocabulary cannot be used.",
                    "each token once",
                    tokens.size() - distinct.size() + " tokens again",
                    "leave each token once; its place is its id"));
        }
    }

    /** These tokens, for text that is lower-cased first. */
    public static WordPieceVocabulary of(List<String> tokens) {
        return new WordPieceVocabulary(tokens, true);
    }

    /** Default: true. */
    public WordPieceVocabulary lowercase(boolean value) {
        return new WordPieceVocabulary(tokens, value);
    }

    /** Learns at most 30,000 tokens from texts. */
    public static WordPieceVocabulary train(Iterable<String> texts) {
        return train(texts, o -> {});
    }

    /** Learns a vocabulary from texts: their characters, and the pieces that join most often. */
    public static WordPieceVocabulary train(Iterable<String> texts, Consumer<Training> options) {
        Training told = new Training();
        options.accept(told);
        return new WordPieceVocabulary(new WordPieceTrainer(told).train(texts), told.lowercase);
    }

    /** What {@link #train(Iterable, Consumer)} is told. */
    public static final class Training {
        int size = 30_000;
        int minFrequency = 2;
        boolean lowercase = true;

        Training() {}

        /** How many tokens at most, with the special ones and single characters; default: 30,000. */
        public Training size(int tokens) {
            size = positive("size", tokens);
            return this;
        }

        /** How often two pieces must stand side by side to become one; default: 2. */
        public Training minFrequency(int times) {
            minFrequency = positive("minFrequency", times);
            return this;
        }

        /** Whether text is lower-cased, and accents are taken off; default: true. */
        public Training lowercase(boolean value) {
            lowercase = value;
            return this;
        }

        private static int positive(String option, int value) {
            if (value < 1) {
                throw new InvalidArgumentException(JerasException.message(
                        "The vocabulary cannot be trained.",
                        option + " of at least 1",
                        Integer.toString(value),
                        "give a positive number"));
            }
            return value;
        }
    }
}
