package jeras.datasets;

import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * A sentence whose words have tags, such as {@code B-PER} or {@code NOUN}.
 *
 * @param words the words
 * @param tags their tags, one each
 */
public record TaggedSentence(List<String> words, List<String> tags) {
    /** Throws {@link InvalidArgumentException} when there are not as many tags as words. */
    public TaggedSentence {
        words = List.copyOf(words);
        tags = List.copyOf(tags);
        if (words.size() != tags.size()) {
            throw new InvalidArgumentException(JerasException.message(
                    "Words and tags do not belong together.",
                    "one tag for each word",
                    words.size() + " words, " + tags.size() + " tags",
                    "give the tags of the same sentence"));
        }
    }
}
