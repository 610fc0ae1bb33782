package jeras.datasets;

/**
 * A part of a context that answers a question.
 *
 * @param text the part
 * @param start where it begins, an index into Java's string: {@code context.startsWith(text, start)}
 */
public record SquadAnswer(String text, int start) {
    /** Where it ends, exclusively. */
    public int end() {
        return start + text.length();
    }
}
