package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/**
 * One image or several in the form that the operations compute with, and the way back.
 *
 * @param pixels {@code (batch, height, width, channels)}
 */
record ImageBatch(Tensor pixels, boolean single, boolean channelsFirst) {
    static final String CHANNELS_LAST = "channels_last";
    static final String CHANNELS_FIRST = "channels_first";

    /**
     * @param images {@code (height, width, channels)}, or with a batch before; channels first when the format says so
     */
    static ImageBatch of(String operation, Tensor images, String dataFormat) {
        if (images.rank() != 3 && images.rank() != 4) {
            throw new ShapeMismatchException(JerasException.message(
                    operation + " takes images.",
                    "3 axes for one image, 4 with the batch",
                    Shapes.text(images.shape()),
                    "reshape it to (batch, height, width, channels)"));
        }
        boolean first = dataFormat.equals(CHANNELS_FIRST);
        Tensor batch = images.rank() == 3 ? Ops.expandDims(images, 0) : images;
        return new ImageBatch(first ? Ops.channelsLast(batch) : batch, images.rank() == 3, first);
    }

    /** Images in the form that these had when they were given. */
    Tensor back(Tensor images) {
        Tensor ordered = channelsFirst ? Ops.channelsFirst(images) : images;
        return single ? Ops.squeeze(ordered, 0) : ordered;
    }

    /** The number of channels, which must be known. */
    int channels(String operation) {
        long channels = pixels.size(-1);
        if (channels < 0) {
            throw new ShapeMismatchException(JerasException.message(
                    operation + " takes images.",
                    "a known number of channels",
                    Shapes.text(pixels.shape()),
                    "declare the input's channels"));
        }
        return Math.toIntExact(channels);
    }

    /** The places 0, 1, ... along an axis, float32; the length of the axis may be unknown. */
    static Tensor places(Tensor x, int axis) {
        long length = x.size(axis);
        if (length >= 0) {
            return Ops.arange(0, length, DataType.FLOAT32);
        }
        String code = "torch.arange(torch.size({0}, " + axis + "), dtype=6, device={device})";
        return Primitive.constant("arange", code, new Shape(-1), DataType.FLOAT32, x);
    }

    static String checkFormat(String operation, String dataFormat) {
        return oneOf(operation, "dataFormat", dataFormat, CHANNELS_LAST, CHANNELS_FIRST);
    }

    /** The value when it is one of the known words. */
    static String oneOf(String operation, String option, String value, String... known) {
        for (String k : known) {
            if (k.equals(value)) {
                return value;
            }
        }
        throw new InvalidArgumentException(JerasException.message(
                operation + " does not know this " + option + ".",
                "one of " + String.join(", ", known),
                "\"" + value + "\"",
                "choose one of them"));
    }
}
