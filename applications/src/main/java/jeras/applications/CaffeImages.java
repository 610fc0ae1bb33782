package jeras.applications;

import jeras.Array;
import jeras.ops.Tensor;

/** Architectures that take centred BGR pixels, as static methods that they inherit. */
abstract class CaffeImages extends ImageNetClasses {
    CaffeImages() {}

    /**
     * Images as the architecture takes them: from RGB to BGR, each channel less its mean over ImageNet.
     *
     * @param images pixels from 0 to 255, {@code (height, width, 3)} or a batch of them
     * @return float32, of the same shape
     */
    public static Array preprocessInput(Array images) {
        return Preprocessing.CAFFE.apply(images);
    }

    /** As {@link #preprocessInput(Array)}, of images that are {@code "channels_last"} or {@code "channels_first"}. */
    public static Array preprocessInput(Array images, String dataFormat) {
        return Preprocessing.CAFFE.apply(images, dataFormat);
    }

    /** As {@link #preprocessInput(Array)}, as part of a model. */
    public static Tensor preprocessInput(Tensor images) {
        return Preprocessing.CAFFE.apply(images);
    }

    /** As {@link #preprocessInput(Array, String)}, as part of a model. */
    public static Tensor preprocessInput(Tensor images, String dataFormat) {
        return Preprocessing.CAFFE.apply(images, dataFormat);
    }
}
