package jeras.layers;

import jeras.ops.ImageDataFormat;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** Where an image's channels stand: Keras's {@code data_format}. All layers compute channels last. */
final class DataFormat {
    private DataFormat() {}

    /** What a layer takes that is told nothing. */
    static String preset() {
        return ImageDataFormat.get();
    }

    static void check(String layer, String dataFormat) {
        Check.oneOf(layer, "dataFormat", dataFormat, ImageDataFormat.CHANNELS_LAST, ImageDataFormat.CHANNELS_FIRST);
    }

    static boolean isFirst(String dataFormat) {
        return dataFormat.equals(ImageDataFormat.CHANNELS_FIRST);
    }

    /** The axis of the channels. */
    static int channels(String dataFormat) {
        return isFirst(dataFormat) ? 1 : -1;
    }

    /** What is given in the format, channels last; a view. */
    static Tensor toLast(Tensor x, String dataFormat) {
        return isFirst(dataFormat) ? Ops.channelsLast(x) : x;
    }

    /** What is channels last, in the format; a view. */
    static Tensor fromLast(Tensor x, String dataFormat) {
        return isFirst(dataFormat) ? Ops.channelsFirst(x) : x;
    }
}
