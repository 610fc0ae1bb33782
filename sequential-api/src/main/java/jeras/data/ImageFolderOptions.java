package jeras.data;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import jeras.Array;
import jeras.Keras;
import jeras.utils.Arguments;
import jeras.utils.ImageFile;
import jeras.utils.ImageResize;
import jeras.utils.PixelImage;

/** What {@link Dataset#imageDatasetFromDirectory} is told; Keras's arguments and defaults. */
public final class ImageFolderOptions extends FolderOptions<ImageFolderOptions> {
    private int channels = 3;
    private int height = 256;
    private int width = 256;
    private String interpolation = "bilinear";
    private boolean cropToAspectRatio;
    private boolean padToAspectRatio;
    private String dataFormat = Keras.imageDataFormat();
    private long maxPixels = ImageFile.MAX_PIXELS;
    private ImageResize resize = new ImageResize("bilinear", false, false);

    ImageFolderOptions() {}

    /** {@code "grayscale"}, {@code "rgb"} or {@code "rgba"}: 1, 3 or 4 channels; default: {@code rgb}. */
    public ImageFolderOptions colorMode(String mode) {
        channels = PixelImage.channels(mode);
        return this;
    }

    /** The size that all images get, in pixels; default: 256 by 256. */
    public ImageFolderOptions imageSize(int itsHeight, int itsWidth) {
        height = positive("imageSize", itsHeight);
        width = positive("imageSize", itsWidth);
        return this;
    }

    /** The height and the width that all images get, in pixels. */
    public ImageFolderOptions imageSize(int heightAndWidth) {
        return imageSize(heightAndWidth, heightAndWidth);
    }

    /**
     * {@code "bilinear"}, {@code "nearest"}, {@code "bicubic"}, {@code "area"}, {@code "lanczos3"}, {@code "lanczos5"},
     * {@code "gaussian"} or {@code "mitchellcubic"}; default: {@code bilinear}.
     */
    public ImageFolderOptions interpolation(String method) {
        interpolation = new ImageResize(method.toLowerCase(Locale.ROOT), false, false).method();
        return this;
    }

    /** Whether to cut out the largest middle part of the new shape first, so that nothing is distorted; default: false. */
    public ImageFolderOptions cropToAspectRatio(boolean value) {
        cropToAspectRatio = value;
        return this;
    }

    /** Whether to fit images in, with black around them, so that nothing is distorted; default: false. */
    public ImageFolderOptions padToAspectRatio(boolean value) {
        padToAspectRatio = value;
        return this;
    }

    /** {@code "channels_last"} or {@code "channels_first"}; default: what {@code Keras.setImageDataFormat} chose. */
    public ImageFolderOptions dataFormat(String format) {
        Arguments.oneOf("A data set of a folder", "dataFormat", format, "channels_last", "channels_first");
        dataFormat = format;
        return this;
    }

    /** The most pixels that are decoded of an image, against files that would take all memory; default: 89,478,485. */
    public ImageFolderOptions maxPixels(long count) {
        maxPixels = count;
        return this;
    }

    @Override
    ImageFolderOptions self() {
        return this;
    }

    @Override
    String what() {
        return "images";
    }

    @Override
    String element() {
        return what() + " (" + height + ", " + width + ", " + channels + ")";
    }

    @Override
    List<String> formats() {
        return List.of(".bmp", ".gif", ".jpeg", ".jpg", ".png");
    }

    @Override
    void check() {
        resize = new ImageResize(interpolation, cropToAspectRatio, padToAspectRatio);
    }

    @Override
    Array load(Path file) {
        float[] pixels = resize.resized(ImageFile.read(file, channels, maxPixels), height, width);
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(pixels.length, Float.BYTES))
                .order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(pixels);
        Array image = Array.wrap(bytes, new Shape(height, width, channels), DataType.FLOAT32);
        return dataFormat.equals("channels_first") ? image.transpose(2, 0, 1) : image;
    }
}
