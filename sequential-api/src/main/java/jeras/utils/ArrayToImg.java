package jeras.utils;

import java.awt.image.BufferedImage;
import jeras.Array;
import jeras.JerasException;
import jeras.Keras;
import jeras.ShapeMismatchException;

/** The options of {@link Utils#arrayToImg}: the keyword arguments of Keras, with its defaults. */
public final class ArrayToImg {
    private static final int WHITE = 255;

    private String dataFormat = Keras.imageDataFormat();
    private boolean scale = true;

    ArrayToImg() {}

    /** {@code "channels_last"} or {@code "channels_first"}; default: what {@code Keras.setImageDataFormat} chose. */
    public ArrayToImg dataFormat(String format) {
        dataFormat = ImgToArray.checked(format);
        return this;
    }

    /**
     * Whether the smallest number becomes 0 and the greatest 255; else numbers are taken as they are, and those outside of 0 to 255
     * become the nearest of these. Default: true.
     */
    public ArrayToImg scale(boolean value) {
        scale = value;
        return this;
    }

    BufferedImage image(Array array) {
        if (array.rank() != 3) {
            throw new ShapeMismatchException(JerasException.message(
                    "An array of shape " + array.shape() + " is not a single image.",
                    "three axes: height, width and channels",
                    array.rank() + " axes",
                    "pick one image of a batch: images.get(0)"));
        }
        Array last = dataFormat.equals("channels_first") ? array.transpose(1, 2, 0) : array;
        PixelImage.checkChannels(last.shape().get(2));
        float[] values = last.toFloatArray();
        if (scale) {
            spread(values);
        }
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) Math.max(0, Math.min(WHITE, values[i]));
        }
        return new PixelImage(
                        (int) last.shape().get(0),
                        (int) last.shape().get(1),
                        (int) last.shape().get(2),
                        bytes)
                .toBufferedImage();
    }

    private static void spread(float[] values) {
        float min = Float.POSITIVE_INFINITY;
        for (float value : values) {
            min = Math.min(min, value);
        }
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            values[i] -= min;
            max = Math.max(max, values[i]);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (max == 0 ? values[i] : values[i] / max) * WHITE;
        }
    }
}
