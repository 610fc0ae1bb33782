package jeras.applications;

import java.util.Arrays;
import java.util.stream.Collectors;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Keras;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.utils.Warnings;

/** The shape of one image of an architecture's input, by Keras's rules; -1 stands for any length. */
final class InputShapes {
    private InputShapes() {}

    /** True when the channels stand before height and width. */
    static boolean isChannelsFirst() {
        return Keras.imageDataFormat().equals("channels_first");
    }

    /** Lengths in the order that is set: {@code (height, width, channels)} unless the channels stand first. */
    static long[] of(long height, long width, long channels) {
        return isChannelsFirst() ? new long[] {channels, height, width} : new long[] {height, width, channels};
    }

    static long height(long[] shape) {
        return shape[isChannelsFirst() ? 1 : 0];
    }

    static long width(long[] shape) {
        return shape[isChannelsFirst() ? 2 : 1];
    }

    static long channels(long[] shape) {
        return shape[isChannelsFirst() ? 0 : 2];
    }

    /**
     * The shape that was asked for, when the architecture can take it, else its own.
     *
     * @param title how messages call the architecture
     * @param defaultSize its own height and width
     * @param minSize the least height and width that its layers leave anything of
     */
    static long[] obtain(String title, ImageOptions<?> options, int defaultSize, int minSize) {
        return obtain(title, options, defaultSize, minSize, options.includeTop);
    }

    /**
     * As {@link #obtain(String, ImageOptions, int, int)}, for architectures whose top takes images of any size.
     *
     * @param needsSize true when the lengths must be known
     */
    static long[] obtain(String title, ImageOptions<?> options, int defaultSize, int minSize, boolean needsSize) {
        long[] asked = options.inputShape;
        boolean isImagenet = options.weights.isImagenet();
        if (asked == null) {
            return needsSize ? of(defaultSize, defaultSize, 3) : of(-1, -1, 3);
        }
        if (isImagenet && needsSize) {
            long[] own = of(defaultSize, defaultSize, 3);
            if (!Arrays.equals(asked, own)) {
                throw refused(
                        title,
                        "inputShape" + text(own) + ", that of the published weights with their top",
                        asked,
                        "leave it out, or take includeTop(false) for images of another size");
            }
            return own;
        }
        checkChannels(title, asked, isImagenet);
        checkSize(title, asked, minSize);
        if (needsSize && Arrays.stream(asked).anyMatch(n -> n < 0)) {
            throw refused(
                    title,
                    "inputShape with a known height and width",
                    asked,
                    "give them, or take includeTop(false), which images of any size suit");
        }
        return asked;
    }

    private static void checkChannels(String title, long[] asked, boolean isImagenet) {
        long channels = channels(asked);
        if (isImagenet && channels != 3) {
            throw refused(
                    title,
                    "inputShape with 3 channels, those of the published weights",
                    asked,
                    "give 3 channels, or weights(\"none\")");
        }
        if (channels != 1 && channels != 3) {
            Warnings.warn(title + " usually takes images of 1 or 3 channels, not " + channels + ".");
        }
    }

    /** Refuses a height or width that the layers would leave nothing of. */
    static void checkSize(String title, long[] asked, int minSize) {
        if (isBelow(height(asked), minSize) || isBelow(width(asked), minSize)) {
            throw refused(title, "inputShape of at least " + minSize + " x " + minSize, asked, "take larger images");
        }
    }

    /** Refuses a shape and a tensor that contradict each other in height or width. */
    static void checkTensor(String title, ImageOptions<?> options) {
        if (options.inputShape == null || options.inputTensor == null) {
            return;
        }
        long[] given = ofTensor(options.inputTensor);
        long[] asked = options.inputShape;
        if (height(given) != height(asked) || width(given) != width(asked)) {
            throw refused(
                    title, "the height and width of inputTensor, " + text(given), asked, "leave out one of the two");
        }
    }

    /** The shape of one image of a batch. */
    static long[] ofTensor(Tensor images) {
        return Shapes.withoutBatch(images.shape()).getShape();
    }

    private static boolean isBelow(long length, int least) {
        return length >= 0 && length < least;
    }

    static InvalidArgumentException refused(String title, String expected, long[] received, String fix) {
        return new InvalidArgumentException(
                JerasException.message(title + " cannot be made.", expected, "inputShape" + text(received), fix));
    }

    /** As it is written in Java: {@code (160, 160, 3)}. */
    static String text(long[] shape) {
        return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
