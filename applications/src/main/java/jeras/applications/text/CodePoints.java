package jeras.applications.text;

import java.util.List;

/** From places that count code points, as the native library does, to places that count Java's chars. */
final class CodePoints {
    /** For each text, or each word of one, the place of each code point and of the end; empty where they are the same. */
    private final List<int[]> places;

    private static final int[] SAME = {};

    private CodePoints(List<int[]> places) {
        this.places = places;
    }

    static CodePoints of(String text) {
        return new CodePoints(List.of(places(text)));
    }

    /** Places are those in a word. */
    static CodePoints ofWords(List<String> words) {
        return new CodePoints(words.stream().map(CodePoints::places).toList());
    }

    private static int[] places(String text) {
        int count = text.codePointCount(0, text.length());
        if (count == text.length()) {
            return SAME;
        }
        int[] places = new int[count + 1];
        for (int i = 0; i < count; i++) {
            places[i + 1] = places[i] + Character.charCount(text.codePointAt(places[i]));
        }
        return places;
    }

    int place(int word, int codePoints) {
        int[] known = places.size() == 1 ? places.get(0) : places.get(Math.max(word, 0));
        return known.length == 0 ? codePoints : known[codePoints];
    }
}
