package jeras.applications.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text, or a pair of texts, as a model takes it: the ids of its tokens, and where in the text each of them stands.
 *
 * <p>Places count from 0. Characters are Java's: {@code text.substring(start(i), end(i))} is what token i was made of.
 */
public final class TokenizedText {
    /** What {@link #word} and {@link #text} say of a special token. */
    public static final int SPECIAL = -1;

    /** The label of a token that is not to be learned: losses with {@code ignoreClass(-100)} skip it. */
    public static final int IGNORED = -100;

    private final int[] ids;
    private final int[] typeIds;
    private final String[] tokens;
    private final int[] words;
    private final int[] texts;
    private final int[] starts;
    private final int[] ends;

    TokenizedText(int[] ids, int[] typeIds, String[] tokens, int[] words, int[] texts, int[] starts, int[] ends) {
        this.ids = ids;
        this.typeIds = typeIds;
        this.tokens = tokens;
        this.words = words;
        this.texts = texts;
        this.starts = starts;
        this.ends = ends;
    }

    /** The number of tokens of a text, 0 for the first and 1 for the second, without special ones. */
    int length(int text) {
        return (int) Arrays.stream(texts).filter(t -> t == text).count();
    }

    /** The special tokens with a stretch of each text's tokens. */
    TokenizedText part(int firstFrom, int firstTo, int secondFrom, int secondTo) {
        int[] seen = new int[2];
        int[] kept = IntStream.range(0, size())
                .filter(i -> {
                    if (texts[i] == SPECIAL) {
                        return true;
                    }
                    int place = seen[texts[i]]++;
                    return texts[i] == 0
                            ? place >= firstFrom && place < firstTo
                            : place >= secondFrom && place < secondTo;
                })
                .toArray();
        return new TokenizedText(
                take(ids, kept),
                take(typeIds, kept),
                Arrays.stream(kept).mapToObj(i -> tokens[i]).toArray(String[]::new),
                take(words, kept),
                take(texts, kept),
                take(starts, kept),
                take(ends, kept));
    }

    private static int[] take(int[] values, int[] places) {
        return Arrays.stream(places).map(i -> values[i]).toArray();
    }

    /** The number of tokens, special ones included. */
    public int size() {
        return ids.length;
    }

    /** The tokens' numbers in the vocabulary. */
    public int[] ids() {
        return ids.clone();
    }

    /** 0 for what belongs to the first text, 1 for the second where the model tells them apart. */
    public int[] typeIds() {
        return typeIds.clone();
    }

    /** The tokens as the vocabulary spells them, such as {@code [CLS]}, {@code play}, {@code ##ing}. */
    public List<String> tokens() {
        return List.of(tokens);
    }

    /** Which word of its text a token is a part of, {@link #SPECIAL} for none. */
    public int word(int token) {
        return words[token];
    }

    /** 0 for a token of the first text, 1 for one of the second, {@link #SPECIAL} for none. */
    public int text(int token) {
        return texts[token];
    }

    /** Where a token begins in its text; 0 for a special token. */
    public int start(int token) {
        return starts[token];
    }

    /** Where a token ends in its text, the place after its last character; 0 for a special token. */
    public int end(int token) {
        return ends[token];
    }

    /**
     * The first token of each word of the first text, in order: those that carry a word's label.
     *
     * <p>A word that was cut off, or that the vocabulary made nothing of, has none.
     */
    public List<Integer> firstTokens() {
        List<Integer> first = new ArrayList<>();
        int previous = SPECIAL;
        for (int i = 0; i < size(); i++) {
            if (texts[i] == 0 && words[i] != previous) {
                first.add(i);
            }
            previous = texts[i] == 0 ? words[i] : SPECIAL;
        }
        return first;
    }

    /**
     * Labels of the first text's words as labels of tokens: a word's first token has it, all others have {@link #IGNORED}.
     *
     * @param labels one for each word
     */
    public int[] tokenLabels(int[] labels) {
        int[] result = new int[size()];
        Arrays.fill(result, IGNORED);
        for (int first : firstTokens()) {
            result[first] = labels[words[first]];
        }
        return result;
    }

    /** As {@link #tokenLabels}, with the label at all tokens of the word. */
    public int[] allTokenLabels(int[] labels) {
        int[] result = new int[size()];
        for (int i = 0; i < size(); i++) {
            result[i] = texts[i] == 0 ? labels[words[i]] : IGNORED;
        }
        return result;
    }

    /**
     * The token of a text that has the character at a place; -1 when none has it, as when it was cut off.
     *
     * @param text 0 for the first text, 1 for the second
     */
    public int tokenAt(int text, int place) {
        for (int i = 0; i < size(); i++) {
            if (texts[i] == text && starts[i] <= place && place < ends[i]) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenizedText t
                && Arrays.equals(ids, t.ids)
                && Arrays.equals(typeIds, t.typeIds)
                && Arrays.equals(words, t.words)
                && Arrays.equals(texts, t.texts)
                && Arrays.equals(starts, t.starts)
                && Arrays.equals(ends, t.ends);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return String.join(" ", tokens);
    }
}
