package jeras.utils;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The ways between Java's spelling and Keras's: class names, layer names and the names of arguments. */
public final class Naming {
    private static final Pattern NOT_WORD = Pattern.compile("\\W+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern BEFORE_WORD = Pattern.compile("(.)([A-Z][a-z]+)");
    private static final Pattern BEFORE_CAPITAL = Pattern.compile("([a-z])([A-Z])");
    private static final Pattern UNDERSCORE = Pattern.compile("_(.)");
    private static final Pattern CAPITAL = Pattern.compile("(?<=.)[A-Z]");
    private static final Pattern NUMBERED_COEFFICIENT = Pattern.compile("(?<![a-z])(beta|epsilon)(\\d)");

    private Naming() {}

    /**
     * The name that Keras gives to the first object of a class: {@code Conv2D} is {@code "conv2d"},
     * {@code MaxPooling2D} {@code "max_pooling2d"}, {@code ReLU} {@code "re_lu"}, {@code RMSprop} {@code "rm_sprop"}.
     */
    public static String snakeCase(String className) {
        String word = NOT_WORD.matcher(className).replaceAll("");
        String words = BEFORE_WORD.matcher(word).replaceAll("$1_$2");
        return BEFORE_CAPITAL.matcher(words).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }

    /**
     * A Keras argument as a Java option: {@code "return_sequences"} is {@code "returnSequences"}, {@code "beta_1"}
     * {@code "beta1"}, {@code "synchronized"}, which Java keeps for itself, {@code "synchronize"}.
     */
    public static String camelCase(String snake) {
        if (snake.equals("synchronized")) {
            return "synchronize";
        }
        return UNDERSCORE.matcher(snake).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    /**
     * A Java option as a Keras argument, the inverse of {@link #camelCase}: {@code "returnSequences"} is
     * {@code "return_sequences"}.
     *
     * <p>A digit could have an underscore before it or not ({@code beta_1}, but {@code l1}). In Keras only the numbered
     * coefficients {@code beta} and {@code epsilon} have it, so these two words get it and no others.
     */
    public static String snakeOption(String camel) {
        if (camel.equals("synchronize")) {
            return "synchronized";
        }
        String words =
                CAPITAL.matcher(camel).replaceAll(match -> "_" + match.group().toLowerCase(Locale.ROOT));
        return NUMBERED_COEFFICIENT.matcher(words).replaceAll(Naming::withUnderscore);
    }

    private static String withUnderscore(MatchResult match) {
        return match.group(1) + "_" + match.group(2);
    }
}
