package jeras.datasets;

/** What to tell of the failures of the JSON parser. */
final class JsonErrors {
    private JsonErrors() {}

    /** What happened and where; the parser's advice on its own settings, in a second line, is for programmers only. */
    static String reason(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }

    /** Where a parser is, as it words it itself: {@code at line 1 column 5 path $.data[0]}. */
    static String where(Object parser) {
        String words = parser.toString();
        return words.substring(words.indexOf(" at ") + 1);
    }
}
