package jeras.applications;

import jeras.Array;
import jeras.ops.Tensor;

/** Architectures that take pixels from -1 to 1, as static methods that they inherit. */
abstract class TfImages extends ImageNetClasses {
    TfImages() {}

    /**
     * Images as the architecture takes them: scaled to -1 to 1.
     *
     * @param images pixels from 0 to 255, {@code (height, width, 3)} or a batch of them
     * @return float32, of the same shape
     */
    public static Array preprocessInput(Array images) {
        return Preprocessing.TF.apply(images);
    }

    /** As {@link #preprocessInput(Array)}, of images that are {@code "channels_last"} or {@code "channels_first"}. */
    public static Array preprocessInput(Array images, String dataFormat) {
        return Preprocessing.TF.apply(images, dataFormat);
    }

    /** As {@link #preprocessInput(Array)}, as part of a model. */
    public static Tensor preprocessInput(Tensor images) {
        return Preprocessing.TF.apply(images);
    }

    /** As {@link #preprocessInput(Array, String)}, as part of a model. */
    public static Tensor preprocessInput(Tensor images, String dataFormat) {
        return Preprocessing.TF.apply(images, dataFormat);
    }
}
