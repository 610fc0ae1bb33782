package jeras.applications;

import jeras.Array;
import jeras.Keras;
import jeras.ops.Tensor;

/**
 * What the architectures do to their images, by the names that Keras has for it: {@code "caffe"} (from RGB to BGR, each channel
 * less its mean over ImageNet), {@code "tf"} (from -1 to 1) and {@code "torch"} (from 0 to 1, less mean, divided by deviation).
 *
 * <pre>{@code Array x = ImagenetUtils.preprocessInput(images, "torch")}</pre>
 *
 * @see <a href="https://keras.io/api/applications/">keras.applications.imagenet_utils</a>
 */
public final class ImagenetUtils extends ImageNetClasses {
    private ImagenetUtils() {}

    /** As {@link #preprocessInput(Array, String)} in the mode {@code "caffe"}. */
    public static Array preprocessInput(Array images) {
        return preprocessInput(images, "caffe");
    }

    /**
     * Images as an architecture takes them.
     *
     * @param images pixels from 0 to 255, {@code (height, width, 3)} or a batch of them
     * @param mode {@code "caffe"}, {@code "tf"} or {@code "torch"}
     * @return float32, of the same shape
     */
    public static Array preprocessInput(Array images, String mode) {
        return preprocessInput(images, mode, Keras.imageDataFormat());
    }

    /** As {@link #preprocessInput(Array, String)}, of images that are {@code "channels_last"} or {@code "channels_first"}. */
    public static Array preprocessInput(Array images, String mode, String dataFormat) {
        return Preprocessing.of(mode).apply(images, dataFormat);
    }

    /** As {@link #preprocessInput(Array)}, as part of a model. */
    public static Tensor preprocessInput(Tensor images) {
        return preprocessInput(images, "caffe");
    }

    /** As {@link #preprocessInput(Array, String)}, as part of a model. */
    public static Tensor preprocessInput(Tensor images, String mode) {
        return preprocessInput(images, mode, Keras.imageDataFormat());
    }

    /** As {@link #preprocessInput(Array, String, String)}, as part of a model. */
    public static Tensor preprocessInput(Tensor images, String mode, String dataFormat) {
        return Preprocessing.of(mode).apply(images, dataFormat);
    }
}
