package jeras.applications;

import jeras.Array;
import jeras.ops.Tensor;

/** Architectures that take pixels normalized as PyTorch's, as static methods that they inherit. */
abstract class TorchImages extends ImageNetClasses {
    TorchImages() {}

    /**
     * Images as the architecture takes them: scaled to 0 to 1, each channel less its mean over ImageNet and divided by its deviation.
     *
     * @param images pixels from 0 to 255, {@code (height, width, 3)} or a batch of them
     * @return float32, of the same shape
     */
    public static Array preprocessInput(Array images) {
        return Preprocessing.TORCH.apply(images);
    }

    /** As {@link #preprocessInput(Array)}, of images that are {@code "channels_last"} or {@code "channels_first"}. */
    public static Array preprocessInput(Array images, String dataFormat) {
        return Preprocessing.TORCH.apply(images, dataFormat);
    }

    /** As {@link #preprocessInput(Array)}, as part of a model. */
    public static Tensor preprocessInput(Tensor images) {
        return Preprocessing.TORCH.apply(images);
    }

    /** As {@link #preprocessInput(Array, String)}, as part of a model. */
    public static Tensor preprocessInput(Tensor images, String dataFormat) {
        return Preprocessing.TORCH.apply(images, dataFormat);
    }
}
