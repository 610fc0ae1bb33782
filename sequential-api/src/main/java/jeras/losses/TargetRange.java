package jeras.losses;

import java.util.OptionalLong;
import jeras.JerasException;

/**
 * The target values that make sense to a loss, for a look at the arrays before training starts.
 *
 * @param min the least sensible value
 * @param max the greatest sensible value
 * @param ignored a value outside the range that is skipped in training, and so is fine
 * @param fatal true when training cannot work with other values, false when it only rarely is what was meant
 * @param meaning what the values are, such as {@code "class numbers for an output of 10 classes"}
 * @param fix what to do about others
 */
public record TargetRange(double min, double max, OptionalLong ignored, boolean fatal, String meaning, String fix) {
    /** A range outside which training fails. */
    static TargetRange required(double min, double max, OptionalLong ignored, String meaning, String fix) {
        return new TargetRange(min, max, ignored, true, meaning, fix);
    }

    /** A range outside which training works, but hardly as intended. */
    static TargetRange usual(double min, double max, String meaning, String fix) {
        return new TargetRange(min, max, OptionalLong.empty(), false, meaning, fix);
    }

    public boolean contains(double value) {
        return (value >= min && value <= max) || (ignored.isPresent() && value == ignored.getAsLong());
    }

    /**
     * What to tell the user.
     *
     * @param loss the loss's name
     * @param found a target value that is outside
     */
    public String message(String loss, double found) {
        return JerasException.message(
                "The targets have values that the loss \"" + loss + "\" "
                        + (fatal ? "cannot take." : "is not made for."),
                meaning + ", from " + text(min) + " to " + text(max),
                text(found),
                fix);
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
