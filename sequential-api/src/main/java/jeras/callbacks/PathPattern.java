package jeras.callbacks;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.PythonFormat;
import jeras.utils.PythonText;

/** A path with Python's placeholders, such as {@code "{epoch:02d}-{val_loss:.2f}.keras"}. */
final class PathPattern {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}:]*)(?::([^{}]*))?}");
    private static final Pattern INTEGER = Pattern.compile("(0?)(\\d*)d");
    private static final Pattern FIXED = Pattern.compile("\\.(\\d{1,3})([fe])");

    private final String text;

    PathPattern(String text) {
        this.text = text;
    }

    /**
     * The path with numbers in the place of names.
     *
     * @param counts whole numbers by name, such as the epoch
     * @throws InvalidArgumentException if a name has no number, or a format is none of {@code d}, {@code f} and {@code e}
     */
    String fill(Map<String, Integer> counts, Map<String, Double> values) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder path = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String format = matcher.group(2) == null ? "" : matcher.group(2);
            String number = counts.containsKey(name)
                    ? whole(counts.get(name), format)
                    : values.containsKey(name)
                            ? fraction(values.get(name), format)
                            : unknown(name, counts.keySet(), values.keySet());
            matcher.appendReplacement(path, Matcher.quoteReplacement(number));
        }
        return matcher.appendTail(path).toString();
    }

    private String whole(int number, String format) {
        Matcher integer = INTEGER.matcher(format);
        if (format.isEmpty()) {
            return Integer.toString(number);
        }
        if (!integer.matches()) {
            return fraction(number, format);
        }
        String digits = Integer.toString(number);
        int width = integer.group(2).isEmpty() ? 0 : Integer.parseInt(integer.group(2));
        String fill = integer.group(1).isEmpty() ? " " : "0";
        return fill.repeat(Math.max(0, Math.min(width, 100) - digits.length())) + digits;
    }

    private String fraction(double number, String format) {
        Matcher fixed = FIXED.matcher(format);
        if (format.isEmpty()) {
            return PythonText.number(number);
        }
        if (!fixed.matches()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The path \"" + text + "\" cannot be filled in.",
                    "formats such as {epoch:02d}, {val_loss:.2f} and {loss:.1e}",
                    "the format \"" + format + "\"",
                    "use one of these"));
        }
        int digits = Integer.parseInt(fixed.group(1));
        return fixed.group(2).equals("f")
                ? PythonFormat.fixed(number, digits)
                : PythonFormat.scientific(number, digits);
    }

    private String unknown(String name, Set<String> counts, Set<String> values) {
        Set<String> known = new TreeSet<>(counts);
        known.addAll(values);
        throw new InvalidArgumentException(JerasException.message(
                "The path \"" + text + "\" cannot be filled in.",
                "names among " + String.join(", ", known),
                "\"" + name + "\"",
                "use a name that the logs have by then"));
    }
}
