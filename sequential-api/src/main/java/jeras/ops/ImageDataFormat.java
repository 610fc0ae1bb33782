package jeras.ops;

import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Where the channels of images stand when nobody says: one setting for the whole process. */
public final class ImageDataFormat {
    public static final String CHANNELS_LAST = "channels_last";
    public static final String CHANNELS_FIRST = "channels_first";

    private static volatile String current = CHANNELS_LAST;

    private ImageDataFormat() {}

    public static String get() {
        return current;
    }

    /**
     * Sets it for the layers that are made afterwards.
     *
     * @throws InvalidArgumentException if it is neither {@code "channels_last"} nor {@code "channels_first"}
     */
    public static void set(String dataFormat) {
        if (!dataFormat.equals(CHANNELS_LAST) && !dataFormat.equals(CHANNELS_FIRST)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The image data format cannot be set.",
                    CHANNELS_LAST + " or " + CHANNELS_FIRST,
                    "\"" + dataFormat + "\"",
                    "choose one of them"));
        }
        current = dataFormat;
    }
}
