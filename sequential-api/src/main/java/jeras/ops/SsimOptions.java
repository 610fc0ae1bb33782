package jeras.ops;

import jeras.InvalidArgumentException;
import jeras.JerasException;

/** What {@link Ops#ssim} is told besides the images; Keras's arguments and defaults. */
public final class SsimOptions {
    double maxVal = 1;
    int filterSize = 11;
    double filterSigma = 1.5;
    double k1 = 0.01;
    double k2 = 0.03;
    String dataFormat = ImageBatch.CHANNELS_LAST;

    SsimOptions() {}

    /** The difference between the greatest and the least value that images may have. Default: 1. */
    public SsimOptions maxVal(double value) {
        maxVal = value;
        return this;
    }

    /** The length of the window in pixels. Default: 11. */
    public SsimOptions filterSize(int pixels) {
        if (pixels < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "ssim cannot work with this filterSize.",
                    "at least 1",
                    Integer.toString(pixels),
                    "give a number of pixels"));
        }
        filterSize = pixels;
        return this;
    }

    /** The standard deviation of the window in pixels. Default: 1.5. */
    public SsimOptions filterSigma(double pixels) {
        filterSigma = pixels;
        return this;
    }

    /** Keeps the comparison of means from dividing by 0. Default: 0.01. */
    public SsimOptions k1(double value) {
        k1 = value;
        return this;
    }

    /** Keeps the comparison of deviations from dividing by 0. Default: 0.03. */
    public SsimOptions k2(double value) {
        k2 = value;
        return this;
    }

    /** {@code channels_last} or {@code channels_first}. Default: {@code channels_last}. */
    public SsimOptions dataFormat(String format) {
        dataFormat = ImageBatch.checkFormat("ssim", format);
        return this;
    }
}
