package jeras.zoo.bert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jeras.Array;
import jeras.applications.text.TokenizedText;

/** From a tagger's logits to the labels of words. */
final class WordTags {
    private WordTags() {}

    /**
     * The label of each word, that of its first token. A word that was cut off has {@code O}, or the first label where there is
     * no such.
     *
     * @param logits {@code (tokens, labels)}
     */
    static List<String> of(TokenizedText text, Array logits, List<String> tags, int words) {
        String none = tags.contains("O") ? "O" : tags.get(0);
        List<String> found = new ArrayList<>(Collections.nCopies(words, none));
        for (int token : text.firstTokens()) {
            found.set(
                    text.word(token), tags.get(Logits.largest(logits.get(token).toDoubleArray())));
        }
        return found;
    }
}
