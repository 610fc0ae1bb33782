package jeras.utils;

import java.util.Arrays;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** What configuration objects ask of their arguments, and the messages when they do not get it. */
public final class Arguments {
    private Arguments() {}

    /** A finite number of at least 0. */
    public static void nonNegative(String owner, String option, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw refused(
                    owner, option + ", a finite number of at least 0", Double.toString(value), "give such a number");
        }
    }

    /** A finite number above 0. */
    public static void positive(String owner, String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw refused(owner, option + ", a finite number above 0", Double.toString(value), "give such a number");
        }
    }

    /** One of the known words. */
    public static void oneOf(String owner, String option, String value, String... known) {
        List<String> words = Arrays.asList(known);
        if (!words.contains(value)) {
            throw refused(
                    owner,
                    option + " one of " + String.join(", ", words),
                    "\"" + value + "\"",
                    Suggestions.nearest(value, words)
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse("choose one of them"));
        }
    }

    private static InvalidArgumentException refused(String owner, String expected, String received, String fix) {
        return new InvalidArgumentException(
                JerasException.message(owner + " cannot be made.", expected, received, fix));
    }
}
