package jeras.zoo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Reads pixels that were sent as lists of numbers in lists; grey ones may leave the channels away. */
final class PixelList {
    private final ImageFile.Target target;
    private final int index;
    private final float[] values;
    private int count;

    PixelList(ImageFile.Target target, int index) {
        this.target = target;
        this.index = index;
        this.values = new float[target.height() * target.width() * target.channels()];
    }

    /** The pixels as they are, {@code (height, width, channels)}. */
    Array read(JsonArray rows) {
        for (JsonElement row : list(rows, target.height())) {
            for (JsonElement pixel : list(row, target.width())) {
                if (target.channels() == 1 && !pixel.isJsonArray()) {
                    add(pixel);
                } else {
                    list(pixel, target.channels()).forEach(this::add);
                }
            }
        }
        return Array.of(values, target.height(), target.width(), target.channels());
    }

    private JsonArray list(JsonElement json, int size) {
        if (!json.isJsonArray() || json.getAsJsonArray().size() != size) {
            throw wrong(
                    json.isJsonArray() ? "a list of " + json.getAsJsonArray().size() : "no list");
        }
        return json.getAsJsonArray();
    }

    private void add(JsonElement number) {
        if (!number.isJsonPrimitive() || !number.getAsJsonPrimitive().isNumber()) {
            throw wrong("something that is no number");
        }
        values[count++] = number.getAsFloat();
    }

    private InvalidArgumentException wrong(String received) {
        return new InvalidArgumentException(JerasException.message(
                "Instance " + index + " cannot be answered.",
                "pixels as lists of shape " + target.shape(),
                received,
                "send height lists of width lists of channels numbers, or an image file in base64"));
    }
}
