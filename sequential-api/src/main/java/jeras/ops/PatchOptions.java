package jeras.ops;

import java.util.Arrays;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** How {@link Ops#extractPatches} walks over the images; Keras's arguments and defaults. */
public final class PatchOptions {
    private static final String OPERATION = "extractPatches";

    private final int axes;
    long[] strides;
    long[] dilationRate;
    String padding = "valid";
    String dataFormat = ImageBatch.CHANNELS_LAST;

    PatchOptions(long[] size) {
        axes = size.length;
        strides = size.clone();
        dilationRate = ones(axes);
    }

    private static long[] ones(int n) {
        long[] ones = new long[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The distance between patches, one number for all axes or one each. Default: the size, so that they do not overlap. */
    public PatchOptions strides(int... distances) {
        strides = each("strides", axes, distances);
        return this;
    }

    /** The distance between the pixels of a patch, one number for all axes or one each. Default: 1. */
    public PatchOptions dilationRate(int... distances) {
        dilationRate = each("dilationRate", axes, distances);
        return this;
    }

    /** {@code valid}: patches inside the images only; {@code same}: zeros beyond the border. Default: {@code valid}. */
    public PatchOptions padding(String kind) {
        padding = ImageBatch.oneOf(OPERATION, "padding", kind, "valid", "same");
        return this;
    }

    /** {@code channels_last} or {@code channels_first}. Default: {@code channels_last}. */
    public PatchOptions dataFormat(String format) {
        dataFormat = ImageBatch.checkFormat(OPERATION, format);
        return this;
    }

    /** One number for each axis, a single one standing for all; each at least 1. */
    static long[] each(String option, int axes, int... values) {
        boolean fits = (values.length == 1 || values.length == axes)
                && Arrays.stream(values).allMatch(v -> v >= 1);
        if (!fits) {
            throw new InvalidArgumentException(JerasException.message(
                    OPERATION + " cannot work with this " + option + ".",
                    "one number, or " + axes + ", each at least 1",
                    Arrays.toString(values),
                    "give one for each axis, or one for all"));
        }
        long[] all = new long[axes];
        Arrays.setAll(all, i -> values[values.length == 1 ? 0 : i]);
        return all;
    }
}
