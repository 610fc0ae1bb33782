package jeras.saving;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header of a safetensors file, checked before anything of it is believed: its own length, every tensor's data type, shape
 * and bytes, and that the tensors lie one behind the other from the header's end to the file's.
 *
 * @param metadata texts about the whole file, such as the framework that wrote it
 * @param tensors what the file holds, in the file's order
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, Tensor> tensors) {
    /** What other readers accept at most, too. */
    static final int LARGEST = 100_000_000;

    static final String METADATA = "__metadata__";
    private static final int PREFIX = Long.BYTES;
    private static final int DEEPEST_SHAPE = 64;
    private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

    /**
     * One tensor.
     *
     * @param type its data type's name
     * @param position where its first byte lies in the file
     * @param length its bytes
     */
    record Tensor(String type, Shape shape, long position, long length) {}

    static SafetensorsHeader read(Source source) {
        Place place = source.place();
        if (source.size() < PREFIX + 2) {
            throw place.damaged("a safetensors file, of 10 bytes at least", source.size() + " bytes");
        }
        long length = source.read(0, PREFIX).getLong();
        if (length < 2 || length > LARGEST || length > source.size() - PREFIX) {
            throw place.error(
                    "a safetensors file, which begins with the length of its header",
                    LooksLike.describe(source),
                    Place.COPY_AGAIN);
        }
        ByteBuffer bytes = source.read(PREFIX, length);
        byte[] header = new byte[bytes.remaining()];
        bytes.get(header);
        JsonObject json = JsonText.read(header, place);
        return new Parser(place, PREFIX + length, source.size()).parse(json);
    }

    /** Reads one header; the tensors' bytes lie from {@code start} to {@code end} in the file. */
    private record Parser(Place place, long start, long end) {
        SafetensorsHeader parse(JsonObject json) {
            Map<String, String> metadata = new LinkedHashMap<>();
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
                Place inside = place.at(shown(entry.getKey()));
                if (!entry.getValue().isJsonObject()) {
                    throw inside.damaged("a JSON object", "another JSON value");
                }
                JsonObject value = entry.getValue().getAsJsonObject();
                if (entry.getKey().equals(METADATA)) {
                    value.entrySet().forEach(m -> metadata.put(m.getKey(), text(m.getValue(), inside)));
                } else {
                    tensors.put(entry.getKey(), tensor(value, inside));
                }
            }
            requireNoGaps(tensors);
            return new SafetensorsHeader(metadata, tensors);
        }

        private Tensor tensor(JsonObject json, Place inside) {
            if (!json.keySet().equals(FIELDS)) {
                throw inside.damaged("dtype, shape and data_offsets", String.join(", ", json.keySet()));
            }
            String type = text(json.get("dtype"), inside);
            Shape shape = shape(json.get("shape"), inside);
            long[] offsets = numbers(json.get("data_offsets"), inside);
            boolean ordered = offsets.length == 2 && offsets[0] <= offsets[1];
            if (!ordered || offsets[1] > end - start) {
                throw inside.damaged(
                        "a first and a last offset within " + (end - start) + " bytes",
                        json.get("data_offsets").toString());
            }
            long length = offsets[1] - offsets[0];
            SafetensorsType known = SafetensorsType.named(type);
            if (known != null && bytes(shape, known.width(), inside) != length) {
                throw inside.damaged(bytes(shape, known.width(), inside) + " bytes for " + type + shape, length + "");
            }
            return new Tensor(type, shape, start + offsets[0], length);
        }

        private Shape shape(JsonElement json, Place inside) {
            long[] dims = numbers(json, inside);
            if (dims.length > DEEPEST_SHAPE) {
                throw inside.damaged("at most " + DEEPEST_SHAPE + " axes", dims.length + " axes");
            }
            return new Shape(dims);
        }

        private long bytes(Shape shape, int width, Place inside) {
            try {
                long bytes = width;
                for (long dim : shape.getShape()) {
                    bytes = Math.multiplyExact(bytes, dim);
                }
                return bytes;
            } catch (ArithmeticException e) {
                throw inside.damaged("a shape that fits into the file", shape.toString());
            }
        }

        private long[] numbers(JsonElement json, Place inside) {
            if (!(json instanceof JsonArray array)) {
                throw inside.damaged("a list of numbers", "another JSON value");
            }
            long[] numbers = new long[array.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = number(array.get(i), inside);
            }
            return numbers;
        }

        /** A number that is not negative. Gson would cut 1.5 and wrap what is too large. */
        private long number(JsonElement json, Place inside) {
            String digits = json instanceof JsonPrimitive p && p.isNumber() ? p.getAsString() : "";
            if (!digits.matches("[0-9]{1,18}")) {
                throw inside.damaged("a number from 0 on", shown(json.toString()));
            }
            return Long.parseLong(digits);
        }

        private String text(JsonElement json, Place inside) {
            if (!(json instanceof JsonPrimitive p) || !p.isString()) {
                throw inside.damaged("a text", shown(json.toString()));
            }
            return p.getAsString();
        }

        /** No byte belongs to two tensors, and none to nobody: nothing is hidden in a file. */
        private void requireNoGaps(Map<String, Tensor> tensors) {
            List<Map.Entry<String, Tensor>> sorted = new ArrayList<>(tensors.entrySet());
            sorted.sort(Comparator.comparingLong(
                            (Map.Entry<String, Tensor> t) -> t.getValue().position())
                    .thenComparingLong(t -> t.getValue().length()));
            long next = start;
            for (Map.Entry<String, Tensor> tensor : sorted) {
                if (tensor.getValue().position() != next) {
                    throw place.at(shown(tensor.getKey()))
                            .damaged(
                                    "the byte behind the tensor before it, " + (next - start),
                                    "byte " + (tensor.getValue().position() - start));
                }
                next += tensor.getValue().length();
            }
            if (next != end) {
                throw place.damaged((end - start) + " bytes of tensors", (next - start) + " bytes");
            }
        }

        /** Names come from the file: control characters and great lengths do not reach a terminal. */
        private static String shown(String name) {
            String plain = name.replaceAll("\\p{Cntrl}", "?");
            return plain.length() > 200 ? plain.substring(0, 200) + "..." : plain;
        }
    }
}
