package jeras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Texts to tokens as TensorFlow's string operations make them, which know of ASCII alone: other white space does not split. */
final class Tokenizer {
    private final Standardizer standardizer;
    private final String split;
    private final List<Integer> widths;

    /**
     * Tokens of all rows, one after another.
     *
     * @param ends where each row ends among the tokens
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, and compared with nothing
    record Rows(String[] tokens, int[] ends) {
        int longest() {
            int longest = 0;
            for (int row = 0; row < ends.length; row++) {
                longest = Math.max(longest, ends[row] - (row == 0 ? 0 : ends[row - 1]));
            }
            return longest;
        }
    }

    /**
     * @param standardizer null for none
     * @param split null for none
     * @param widths of the n-grams; empty for none
     */
    Tokenizer(Standardizer standardizer, String split, List<Integer> widths) {
        this.standardizer = standardizer;
        this.split = split;
        this.widths = widths;
    }

    /** The widths of n-grams: all up to a number, or those listed; none for null. */
    static List<Integer> widths(Object ngrams) {
        if (ngrams == null) {
            return List.of();
        }
        List<Integer> widths = ngrams instanceof List<?> listed
                ? listed.stream().map(Tokenizer::width).toList()
                : LongStream.rangeClosed(1, width(ngrams))
                        .mapToObj(Tokenizer::width)
                        .toList();
        if (widths.isEmpty() || widths.stream().anyMatch(w -> w < 1)) {
            throw unfit(ngrams);
        }
        return widths;
    }

    private static Integer width(Object number) {
        if (number instanceof Long width && width <= Integer.MAX_VALUE) {
            return width.intValue();
        }
        throw unfit(number);
    }

    private static InvalidArgumentException unfit(Object ngrams) {
        return new InvalidArgumentException(JerasException.message(
                "TextVectorization cannot be made.",
                "ngrams of at least 1",
                ngrams.toString(),
                "give a number of tokens, or a list of such numbers"));
    }

    /**
     * The tokens of texts.
     *
     * @param rowLength how many strings make a row
     */
    Rows rows(String[] texts, int rowLength) {
        List<String> tokens = new ArrayList<>();
        int[] ends = new int[rowLength == 0 ? 0 : texts.length / rowLength];
        List<String> row = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            row.clear();
            for (int k = 0; k < rowLength; k++) {
                split(standardized(texts[i * rowLength + k]), row);
            }
            if (widths.isEmpty()) {
                tokens.addAll(row);
            } else {
                widths.forEach(width -> join(row, width, tokens));
            }
            ends[i] = tokens.size();
        }
        return new Rows(tokens.toArray(String[]::new), ends);
    }

    private String standardized(String text) {
        if (standardizer == null) {
            return text;
        }
        String standardized = standardizer.standardize(text);
        if (standardized == null) {
            throw new InvalidArgumentException(JerasException.message(
                    "TextVectorization cannot go on.",
                    "a text from the standardizer, perhaps an empty one",
                    "null from " + standardizer + " for \"" + text + "\"",
                    "return \"\" for a text of which nothing is left"));
        }
        return standardized;
    }

    private void split(String text, List<String> into) {
        if (split == null) {
            into.add(text);
        } else if (split.equals("character")) {
            text.codePoints().forEach(c -> into.add(Character.toString(c)));
        } else {
            int start = -1;
            for (int i = 0; i < text.length(); i++) {
                boolean space = isSpace(text.charAt(i));
                if (space && start >= 0) {
                    into.add(text.substring(start, i));
                    start = -1;
                } else if (!space && start < 0) {
                    start = i;
                }
            }
            if (start >= 0) {
                into.add(text.substring(start));
            }
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static void join(List<String> row, int width, List<String> into) {
        for (int i = 0; i + width <= row.size(); i++) {
            into.add(width == 1 ? row.get(i) : String.join(" ", row.subList(i, i + width)));
        }
    }
}
