package jeras.ops;

/** How operations that move pixels read between pixels and beyond the border; Keras's arguments and defaults. */
public final class WarpOptions {
    private final String operation;
    private final String[] fillModes;
    String interpolation = "bilinear";
    String fillMode;
    double fillValue;
    String dataFormat = ImageBatch.CHANNELS_LAST;

    /** The first of the fill modes is the default. */
    WarpOptions(String operation, String... fillModes) {
        this.operation = operation;
        this.fillModes = fillModes.clone();
        fillMode = fillModes[0];
    }

    /** {@code bilinear} or {@code nearest}. Default: {@code bilinear}. */
    public WarpOptions interpolation(String method) {
        interpolation = ImageBatch.oneOf(operation, "interpolation", method, "bilinear", "nearest");
        return this;
    }

    /**
     * What lies beyond the border: {@code constant} the fill value, {@code nearest} the pixel at the border, {@code wrap}
     * the other side, {@code reflect} the mirrored image. Default: {@code constant}; {@code reflect} for an elastic transform.
     */
    public WarpOptions fillMode(String mode) {
        fillMode = ImageBatch.oneOf(operation, "fillMode", mode, fillModes);
        return this;
    }

    /** The value beyond the border when the fill mode is {@code constant}. Default: 0. */
    public WarpOptions fillValue(double value) {
        fillValue = value;
        return this;
    }

    /** {@code channels_last} or {@code channels_first}. Default: {@code channels_last}. */
    public WarpOptions dataFormat(String format) {
        dataFormat = ImageBatch.checkFormat(operation, format);
        return this;
    }
}
