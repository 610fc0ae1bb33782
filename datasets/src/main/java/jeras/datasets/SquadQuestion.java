package jeras.datasets;

import java.util.List;

/**
 * A question on a text.
 *
 * @param id its id in the data set, empty when it has none
 * @param title the article that the text is from, empty when it has none
 * @param context the text
 * @param question the question
 * @param answers parts of the text that answer it, as several people found them
 * @param isImpossible whether the text does not answer it (version 2.0)
 */
public record SquadQuestion(
        String id, String title, String context, String question, List<SquadAnswer> answers, boolean isImpossible) {
    /** Keeps the answers as they are now. */
    public SquadQuestion {
        answers = List.copyOf(answers);
    }
}
