package jeras.ops;

/** What {@link Ops#scaleAndTranslate} is told besides its arguments; Keras's defaults. */
public final class ScaleOptions {
    boolean antialias = true;

    ScaleOptions() {}

    /** Whether to smooth along axes that become shorter. Default: true. */
    public ScaleOptions antialias(boolean smooth) {
        antialias = smooth;
        return this;
    }
}
