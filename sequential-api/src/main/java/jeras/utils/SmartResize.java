package jeras.utils;

import java.util.ArrayList;
import java.util.List;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/** The options of {@link Utils#smartResize}: the keyword arguments of Keras, with its defaults. */
public final class SmartResize {
    private ImageResize resize = new ImageResize("bilinear", true, false);
    private String dataFormat = "channels_last";

    SmartResize() {}

    /**
     * {@code "bilinear"}, {@code "nearest"}, {@code "bicubic"}, {@code "area"}, {@code "lanczos3"} or {@code "lanczos5"}; default:
     * {@code bilinear}.
     */
    public SmartResize interpolation(String method) {
        resize = new ImageResize(method, true, false);
        return this;
    }

    /** {@code "channels_last"} or {@code "channels_first"}; default: {@code channels_last}. */
    public SmartResize dataFormat(String format) {
        dataFormat = ImgToArray.checked(format);
        return this;
    }

    Array resized(Array images, int height, int width) {
        if (images.rank() < 3 || images.rank() > 4) {
            throw new ShapeMismatchException(JerasException.message(
                    "An array of shape " + images.shape() + " has no images to resize.",
                    "(height, width, channels) or (batch, height, width, channels)",
                    images.rank() + " axes",
                    "reshape it"));
        }
        if (height < 1 || width < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "Images cannot get this size.",
                    "a height and a width of at least 1",
                    height + " and " + width,
                    "give positive numbers"));
        }
        if (images.rank() == 4) {
            List<Array> resized = new ArrayList<>();
            for (int i = 0; i < images.length(); i++) {
                resized.add(resized(images.get(i), height, width));
            }
            return Array.stack(resized);
        }
        boolean first = dataFormat.equals("channels_first");
        Array last = first ? images.transpose(1, 2, 0) : images;
        int columns = (int) last.shape().get(1);
        int channels = (int) last.shape().get(2);
        int row = columns * channels;
        float[] values = last.toFloatArray();
        float[] resized = resize.resized(
                (y, into) -> System.arraycopy(values, y * row, into, 0, row),
                (int) last.shape().get(0),
                columns,
                channels,
                height,
                width);
        Array floats = Array.of(resized, height, width, channels);
        Array result = images.dataType().isFloating() ? floats.cast(images.dataType()) : floats;
        return first ? result.transpose(2, 0, 1) : result;
    }
}
