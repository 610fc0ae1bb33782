package jeras.applications;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Locale;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Keras;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.utils.Arguments;

/**
 * How pixels from 0 to 255 become what an architecture was trained on: Keras's modes.
 *
 * <p>Images are {@code (height, width, channels)} or a batch of them, with {@code channels_first} the channels before height and
 * width. The result has the shape of the images.
 */
enum Preprocessing {
    /** From RGB to BGR, and each channel less its mean over ImageNet. */
    CAFFE {
        @Override
        float pixel(float value, int channel) {
            return value - (float) BGR_MEANS[channel];
        }

        @Override
        Tensor pixels(Tensor x, int axis) {
            return Ops.flip(x, axis).subtract(channels(BGR_MEANS, x, axis));
        }
    },

    /** From -1 to 1. */
    TF {
        @Override
        float pixel(float value, int channel) {
            return value / 127.5f - 1;
        }

        @Override
        Tensor pixels(Tensor x, int axis) {
            return x.divide(127.5).subtract(1);
        }
    },

    /** From 0 to 1, and each channel less its mean over ImageNet, divided by its deviation. */
    TORCH {
        @Override
        float pixel(float value, int channel) {
            return (value / 255 - (float) RGB_MEANS[channel]) / (float) RGB_DEVIATIONS[channel];
        }

        @Override
        Tensor pixels(Tensor x, int axis) {
            return x.divide(255).subtract(channels(RGB_MEANS, x, axis)).divide(channels(RGB_DEVIATIONS, x, axis));
        }
    };

    private static final double[] BGR_MEANS = {103.939, 116.779, 123.68};
    private static final double[] RGB_MEANS = {0.485, 0.456, 0.406};
    private static final double[] RGB_DEVIATIONS = {0.229, 0.224, 0.225};

    /** What becomes of one value, which CAFFE takes from the opposite channel. */
    abstract float pixel(float value, int channel);

    /** The same as operations. */
    abstract Tensor pixels(Tensor x, int axis);

    /** Keras's word for it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode by Keras's word. */
    static Preprocessing of(String id) {
        Arguments.oneOf("The preprocessing", "mode", id, CAFFE.id(), TF.id(), TORCH.id());
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** Pixels from 0 to 255 as the architecture takes them, float32. */
    Array apply(Array images) {
        return apply(images, Keras.imageDataFormat());
    }

    /** As {@link #apply(Array)}, of images of this format. */
    Array apply(Array images, String dataFormat) {
        int axis = channelAxis(images.shape(), dataFormat);
        float[] values = images.cast(DataType.FLOAT32).toFloatArray();
        long plane = images.shape().slice(axis + 1).size();
        int channels = (int) images.shape().get(axis);
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int channel = (int) (i / plane % channels);
            int from = this == CAFFE ? i + (int) ((channels - 1 - 2 * channel) * plane) : i;
            result[i] = pixel(values[from], channel);
        }
        return Array.of(result, images.shape().getShape());
    }

    /** As {@link #apply(Array)}, as operations of a model. */
    Tensor apply(Tensor images) {
        return apply(images, Keras.imageDataFormat());
    }

    /** As {@link #apply(Array, String)}, as operations of a model. */
    Tensor apply(Tensor images, String dataFormat) {
        int axis = channelAxis(images.shape(), dataFormat);
        Tensor x = images.dataType().isFloating() ? images : Ops.cast(images, DataType.FLOAT32);
        return pixels(x, axis);
    }

    private int channelAxis(Shape shape, String dataFormat) {
        Arguments.oneOf("The preprocessing", "dataFormat", dataFormat, "channels_last", "channels_first");
        int rank = shape.dimension();
        if (rank < 3 || rank > 4) {
            throw refused("images of 3 or 4 axes", shape);
        }
        int axis = dataFormat.equals("channels_last") ? rank - 1 : rank - 3;
        if (this != TF && shape.get(axis) != 3) {
            throw refused("3 channels at axis " + axis, shape);
        }
        return axis;
    }

    private static InvalidArgumentException refused(String expected, Shape received) {
        return new InvalidArgumentException(JerasException.message(
                "The images cannot be preprocessed.",
                expected,
                "shape " + Shapes.text(received),
                "give images of shape (height, width, 3), one or a batch of them"));
    }

    /** Numbers for the channels of {@code x}, to be spread over its other axes. */
    private static Tensor channels(double[] values, Tensor x, int axis) {
        long[] shape = new long[x.rank()];
        Arrays.fill(shape, 1);
        shape[axis] = values.length;
        return Array.of(values, shape).cast(x.dataType()).toTensor();
    }
}
