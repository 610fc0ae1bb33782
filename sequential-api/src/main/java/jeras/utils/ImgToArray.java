package jeras.utils;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jeras.Array;
import jeras.Keras;

/** The options of {@link Utils#imgToArray}: the keyword arguments of Keras, with its defaults. */
public final class ImgToArray {
    private String dataFormat = Keras.imageDataFormat();
    private DataType dtype = DataType.FLOAT32;

    ImgToArray() {}

    /** {@code "channels_last"} or {@code "channels_first"}; default: what {@code Keras.setImageDataFormat} chose. */
    public ImgToArray dataFormat(String format) {
        dataFormat = checked(format);
        return this;
    }

    /** The data type, such as {@code "uint8"}; default: {@code float32}. */
    public ImgToArray dtype(String name) {
        dtype = DataTypes.of(name);
        return this;
    }

    static String checked(String format) {
        Arguments.oneOf("An image", "dataFormat", format, "channels_last", "channels_first");
        return format;
    }

    Array array(BufferedImage image) {
        PixelImage pixels = PixelImage.of(image);
        Shape shape = new Shape(pixels.height(), pixels.width(), pixels.channels());
        Array array = Array.wrap(ByteBuffer.wrap(pixels.values()).order(ByteOrder.nativeOrder()), shape, DataType.UINT8)
                .cast(dtype);
        return dataFormat.equals("channels_first") ? array.transpose(2, 0, 1) : array;
    }
}
