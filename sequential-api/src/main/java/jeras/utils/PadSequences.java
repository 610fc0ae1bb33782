package jeras.utils;

import java.util.Arrays;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** The options of {@link Utils#padSequences}: the keyword arguments of Keras, with its defaults. */
public final class PadSequences {
    private int maxlen = -1;
    private boolean padBefore = true;
    private boolean truncateBefore = true;
    private int value;

    PadSequences() {}

    /** The length that every sequence gets; by default the longest one's. */
    public PadSequences maxlen(int steps) {
        if (steps < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "Sequences cannot be padded to this length.",
                    "maxlen of 1 or more",
                    Integer.toString(steps),
                    "leave maxlen out to pad to the longest sequence"));
        }
        maxlen = steps;
        return this;
    }

    /** Where a short sequence is filled up: {@code "pre"} (the default) or {@code "post"}. */
    public PadSequences padding(String side) {
        padBefore = isBefore("Padding", side);
        return this;
    }

    /** Where a long sequence is cut off: {@code "pre"} (the default) or {@code "post"}. */
    public PadSequences truncating(String side) {
        truncateBefore = isBefore("Truncating", side);
        return this;
    }

    /** What short sequences are filled up with; 0 by default. */
    public PadSequences value(int filling) {
        value = filling;
        return this;
    }

    /** The length of every row. */
    int length(List<int[]> sequences) {
        if (maxlen > 0) {
            return maxlen;
        }
        return sequences.stream()
                .mapToInt(sequence -> sequence.length)
                .max()
                .orElseThrow(() -> new InvalidArgumentException(JerasException.message(
                        "Without any sequence there is no longest one to pad to.",
                        "at least one sequence, or maxlen",
                        "no sequences and no maxlen",
                        "give padSequences(sequences, p -> p.maxlen(...))")));
    }

    /** {@code sequence} cut or filled to {@code length}. */
    int[] row(int[] sequence, int length) {
        int[] row = new int[length];
        Arrays.fill(row, value);
        int kept = Math.min(sequence.length, length);
        int from = truncateBefore ? sequence.length - kept : 0;
        int to = padBefore ? length - kept : 0;
        System.arraycopy(sequence, from, row, to, kept);
        return row;
    }

    private static boolean isBefore(String type, String side) {
        return switch (side) {
            case "pre" -> true;
            case "post" -> false;
            default ->
                throw new InvalidArgumentException(JerasException.message(
                        type + " type \"" + side + "\" not understood.",
                        "\"pre\" or \"post\"",
                        "\"" + side + "\"",
                        "name the side of the sequence: \"pre\" is its beginning, \"post\" its end"));
        };
    }
}
