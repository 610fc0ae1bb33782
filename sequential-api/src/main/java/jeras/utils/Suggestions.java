package jeras.utils;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import jeras.JerasException;

/** Finds what was probably meant by an id that is not known. */
public final class Suggestions {
    /** The most ids that a message lists, and how many it gives of more. */
    private static final int MOST = 60;

    private static final int SOME = 8;

    private Suggestions() {}

    /**
     * The known id with the fewest typing errors between it and {@code id}, if there are few enough: one in a short id,
     * one in three letters in a long one. Letters left out, added, mistaken or swapped with their neighbour count;
     * capitals and underscores do not, so that {@code "SparseCategoricalCrossentropy"} finds
     * {@code "sparse_categorical_crossentropy"}. Of several equally near the first is returned.
     */
    public static Optional<String> nearest(String id, Collection<String> known) {
        return allNearest(id, known).stream().findFirst();
    }

    /** The known ids that are closest to {@code id}, however far, the closest first; of equally close ones in alphabetical order. */
    public static List<String> closest(String id, Collection<String> known, int count) {
        String wanted = normalized(id);
        return known.stream()
                .distinct()
                .sorted(Comparator.<String>comparingInt(candidate -> distance(wanted, normalized(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .toList();
    }

    /**
     * The message for an id that is not known, which lists the known ones, of many the closest, and names the nearest.
     *
     * @param what the kind of thing, such as {@code "loss"}
     * @return text for the constructor of a {@link JerasException}
     */
    public static String unknown(String what, String id, Collection<String> known) {
        List<String> nearest = allNearest(id, known);
        return JerasException.message(
                "Unknown " + what + " " + quoted(id) + ".",
                expected(what, id, known),
                quoted(id),
                nearest.isEmpty()
                        ? "use one of the expected ids"
                        : nearest.stream()
                                .map(Suggestions::quoted)
                                .collect(Collectors.joining(" or ", "did you mean ", "?")));
    }

    private static String expected(String what, String id, Collection<String> known) {
        if (known.isEmpty()) {
            return "nothing: no " + what + " is known";
        }
        boolean many = known.size() > MOST;
        return (many ? closest(id, known, SOME) : known)
                .stream()
                        .map(Suggestions::quoted)
                        .collect(Collectors.joining(
                                ", ", many ? "one of " + known.size() + ", such as " : "one of ", ""));
    }

    private static List<String> allNearest(String id, Collection<String> known) {
        String wanted = normalized(id);
        int few = Math.max(1, wanted.length() / 3);
        int fewest = known.stream()
                .mapToInt(candidate -> distance(wanted, normalized(candidate)))
                .min()
                .orElse(Integer.MAX_VALUE);
        return fewest > few
                ? List.of()
                : known.stream()
                        .filter(candidate -> distance(wanted, normalized(candidate)) == fewest)
                        .distinct()
                        .toList();
    }

    private static String normalized(String id) {
        return id.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String quoted(String id) {
        return "\"" + id + "\"";
    }

    /** Damerau and Levenshtein's edit distance, each letter edited once at most (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, a, i, b, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    /** The fewest edits between the first {@code i} letters of {@code a} and the first {@code j} of {@code b}. */
    private static int edits(int[][] edits, String a, int i, String b, int j) {
        int addedOrLeftOut = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
        int mistaken = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(addedOrLeftOut, mistaken);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
    }
}
