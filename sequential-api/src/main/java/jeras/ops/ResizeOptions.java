package jeras.ops;

/** What {@link Ops#resize} is told besides the images and the size; Keras's arguments and defaults. */
public final class ResizeOptions {
    String interpolation = "bilinear";
    boolean antialias;
    boolean cropToAspectRatio;
    boolean padToAspectRatio;
    double fillValue;
    String dataFormat = ImageBatch.CHANNELS_LAST;

    ResizeOptions() {}

    /**
     * {@code bilinear}, {@code nearest}, {@code bicubic}, {@code lanczos3}, {@code lanczos5} or {@code area}. Default:
     * {@code bilinear}.
     */
    public ResizeOptions interpolation(String method) {
        interpolation = ImageBatch.oneOf(
                "resize", "interpolation", method, "bilinear", "nearest", "bicubic", "lanczos3", "lanczos5", "area");
        return this;
    }

    /** Whether to smooth when making images smaller, all methods but {@code nearest} and {@code area}. Default: false. */
    public ResizeOptions antialias(boolean smooth) {
        antialias = smooth;
        return this;
    }

    /** Whether to cut the largest middle part of the new shape out first, so that nothing is distorted. Default: false. */
    public ResizeOptions cropToAspectRatio(boolean crop) {
        cropToAspectRatio = crop;
        return this;
    }

    /** Whether to pad both sides to the new shape first, so that nothing is distorted. Default: false. */
    public ResizeOptions padToAspectRatio(boolean pad) {
        padToAspectRatio = pad;
        return this;
    }

    /** What {@link #padToAspectRatio} pads with. Default: 0. */
    public ResizeOptions fillValue(double value) {
        fillValue = value;
        return this;
    }

    /** {@code channels_last} or {@code channels_first}. Default: {@code channels_last}. */
    public ResizeOptions dataFormat(String format) {
        dataFormat = ImageBatch.checkFormat("resize", format);
        return this;
    }
}
