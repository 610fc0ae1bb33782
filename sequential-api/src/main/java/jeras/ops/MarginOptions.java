package jeras.ops;

import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/**
 * The margins that {@link Ops#cropImages} cuts away and {@link Ops#padImages} adds. Of top, bottom and target height exactly two
 * are given, the third follows from the images; so of left, right and target width.
 */
public final class MarginOptions {
    private static final long OPEN = -1;

    private final String operation;
    private long top = OPEN;
    private long left = OPEN;
    private long bottom = OPEN;
    private long right = OPEN;
    private long targetHeight = OPEN;
    private long targetWidth = OPEN;
    String dataFormat = ImageBatch.CHANNELS_LAST;

    MarginOptions(String operation) {
        this.operation = operation;
    }

    /** Rows above. */
    public MarginOptions top(long rows) {
        top = atLeastZero("top", rows);
        return this;
    }

    /** Columns on the left. */
    public MarginOptions left(long columns) {
        left = atLeastZero("left", columns);
        return this;
    }

    /** Rows below. */
    public MarginOptions bottom(long rows) {
        bottom = atLeastZero("bottom", rows);
        return this;
    }

    /** Columns on the right. */
    public MarginOptions right(long columns) {
        right = atLeastZero("right", columns);
        return this;
    }

    /** The height of the result. */
    public MarginOptions targetHeight(long rows) {
        targetHeight = atLeastZero("targetHeight", rows);
        return this;
    }

    /** The width of the result. */
    public MarginOptions targetWidth(long columns) {
        targetWidth = atLeastZero("targetWidth", columns);
        return this;
    }

    /** {@code channels_last} or {@code channels_first}. Default: {@code channels_last}. */
    public MarginOptions dataFormat(String format) {
        dataFormat = ImageBatch.checkFormat(operation, format);
        return this;
    }

    private long atLeastZero(String option, long value) {
        if (value < 0) {
            throw new InvalidArgumentException(JerasException.message(
                    operation + " cannot work with this " + option + ".",
                    "at least 0",
                    Long.toString(value),
                    "give a number of pixels"));
        }
        return value;
    }

    /** What is at the two sides of the height: {@code {top, bottom}}. */
    long[] rows(long height, int sign) {
        return sides("top, bottom, targetHeight", top, bottom, targetHeight, height, sign);
    }

    /** What is at the two sides of the width: {@code {left, right}}. */
    long[] columns(long width, int sign) {
        return sides("left, right, targetWidth", left, right, targetWidth, width, sign);
    }

    /**
     * @param sign 1 when margins are added, -1 when they are cut away
     */
    private long[] sides(String names, long before, long after, long target, long length, int sign) {
        int given = (before == OPEN ? 0 : 1) + (after == OPEN ? 0 : 1) + (target == OPEN ? 0 : 1);
        if (given != 2) {
            throw new InvalidArgumentException(JerasException.message(
                    operation + " cannot tell the margins.",
                    "two of " + names,
                    given + " of them",
                    given == 3 ? "leave one away" : "give two; the third follows"));
        }
        if (target == OPEN) {
            // Two margins need no length, which may be unknown.
            return checked(names, before, after, length < 0 ? 0 : length + sign * (before + after), length);
        }
        if (length < 0) {
            throw new ShapeMismatchException(JerasException.message(
                    operation + " cannot tell the margins.",
                    "images of known size, or margins on both sides",
                    "images of unknown size and a target",
                    "declare the images' size"));
        }
        long both = sign * (target - length);
        return before == OPEN
                ? checked(names, both - after, after, target, length)
                : checked(names, before, both - before, target, length);
    }

    private long[] checked(String names, long before, long after, long target, long length) {
        if (before < 0 || after < 0 || target < 0) {
            throw new InvalidArgumentException(JerasException.message(
                    operation + " cannot do this with images of length " + length + ".",
                    names + " that are not negative",
                    before + ", " + after + ", " + target,
                    "choose another target or other margins"));
        }
        return new long[] {before, after};
    }

    /** Keras's node of it, {@code CropImages} or {@code PadImages}; what is open is None. */
    Operation.Builder operation(String kind, Tensor images) {
        return Operation.of(kind.equals("padding") ? "image.PadImages" : "image.CropImages", images)
                .with("top_" + kind, given(top))
                .with("left_" + kind, given(left))
                .with("bottom_" + kind, given(bottom))
                .with("right_" + kind, given(right))
                .with("target_height", given(targetHeight))
                .with("target_width", given(targetWidth))
                .with("data_format", dataFormat);
    }

    private static Object given(long length) {
        return length == OPEN ? null : (Object) length;
    }
}
