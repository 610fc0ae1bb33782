package jeras.utils;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.OptionalInt;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** The options of {@link Utils#loadImg}: the keyword arguments of Keras, with its defaults. */
public final class LoadImg {
    private int channels = 3;
    private OptionalInt height = OptionalInt.empty();
    private int width;
    private PillowResize interpolation = PillowResize.NEAREST;
    private boolean keepAspectRatio;
    private long maxPixels = ImageFile.MAX_PIXELS;

    LoadImg() {}

    /** {@code "grayscale"}, {@code "rgb"} or {@code "rgba"}; default: {@code rgb}. */
    public LoadImg colorMode(String mode) {
        channels = PixelImage.channels(mode);
        return this;
    }

    /** The size that the image gets, in pixels; default: its own. */
    public LoadImg targetSize(int itsHeight, int itsWidth) {
        if (itsHeight < 1 || itsWidth < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "An image cannot get this size.",
                    "a height and a width of at least 1",
                    itsHeight + " and " + itsWidth,
                    "give positive numbers"));
        }
        height = OptionalInt.of(itsHeight);
        width = itsWidth;
        return this;
    }

    /**
     * {@code "nearest"}, {@code "bilinear"}, {@code "bicubic"}, {@code "hamming"}, {@code "box"} or {@code "lanczos"}, which are
     * PIL's and smooth; default: {@code nearest}.
     */
    public LoadImg interpolation(String method) {
        interpolation = PillowResize.of(method);
        return this;
    }

    /** Whether to cut out the middle part of the new shape first, so that nothing is distorted; default: false. */
    public LoadImg keepAspectRatio(boolean value) {
        keepAspectRatio = value;
        return this;
    }

    /** The most pixels that are decoded, against files that would take all memory; default: {@link ImageFile#MAX_PIXELS}. */
    public LoadImg maxPixels(long count) {
        maxPixels = count;
        return this;
    }

    BufferedImage load(Path file) {
        PixelImage image = ImageFile.read(file, channels, maxPixels);
        if (height.isEmpty() || (height.getAsInt() == image.height() && width == image.width())) {
            return image.toBufferedImage();
        }
        int target = height.getAsInt();
        int cropHeight = image.height();
        int cropWidth = image.width();
        if (keepAspectRatio) {
            cropHeight = (int) Math.min(image.height(), (long) image.width() * target / width);
            cropWidth = (int) Math.min(image.width(), (long) image.height() * width / target);
        }
        int top = (image.height() - cropHeight) / 2;
        int left = (image.width() - cropWidth) / 2;
        return interpolation
                .resized(image, top, left, cropHeight, cropWidth, target, width)
                .toBufferedImage();
    }
}
