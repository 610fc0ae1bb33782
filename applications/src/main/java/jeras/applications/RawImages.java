package jeras.applications;

import jeras.Array;
import jeras.ops.Tensor;

/** Architectures that take pixels as they are, since a layer of theirs scales them; as static methods that they inherit. */
abstract class RawImages extends ImageNetClasses {
    RawImages() {}

    /** The images, unchanged: the model itself scales pixels from 0 to 255. */
    public static Array preprocessInput(Array images) {
        return images;
    }

    /** The images, unchanged, whatever their format. */
    public static Array preprocessInput(Array images, String dataFormat) {
        return images;
    }

    /** The images, unchanged: the model itself scales pixels from 0 to 255. */
    public static Tensor preprocessInput(Tensor images) {
        return images;
    }

    /** The images, unchanged, whatever their format. */
    public static Tensor preprocessInput(Tensor images, String dataFormat) {
        return images;
    }
}
