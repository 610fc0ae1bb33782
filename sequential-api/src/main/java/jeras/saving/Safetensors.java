package jeras.saving;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Suggestions;

/**
 * Tensors by name in a file: what Hugging Face's models, and many of PyTorch, come as. It holds numbers only, nothing that
 * could run.
 *
 * <pre>{@code
 * Safetensors file = Safetensors.open(Path.of("model.safetensors"));
 * file.names();
 * Array kernel = file.read("fc1.weight");
 * Safetensors.write(Path.of("copy.safetensors"), Map.of("fc1.weight", kernel));
 * }</pre>
 *
 * <p>Opening reads the header alone; a tensor is read when it is asked for, from its place in the file, so that a file may be
 * larger than the heap. A file is not mapped into memory: one that somebody cuts short while it is read would take the JVM down.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">The format</a>
 */
public final class Safetensors {
    private static final int ALIGNMENT = 8;
    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final SafetensorsHeader header;

    private Safetensors(Path file, SafetensorsHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * A tensor to be written, whose values are asked for when its turn comes.
     *
     * @param values gives an array of this shape and data type
     */
    public record Entry(String name, Shape shape, DataType dataType, Supplier<Array> values) {
        /** A tensor whose values are there. */
        public static Entry of(String name, Array values) {
            return new Entry(name, values.shape(), values.dataType(), () -> values);
        }
    }

    /**
     * Reads the header of a file.
     *
     * @throws FileFormatException if the file is missing, damaged or hostile
     */
    public static Safetensors open(Path file) {
        return new Safetensors(file, InputFile.open(file, SafetensorsHeader::read));
    }

    /** The names of the tensors, in the order in which the header lists them. */
    public Set<String> names() {
        return Collections.unmodifiableSet(header.tensors().keySet());
    }

    /** What the file says about itself, such as {@code {format=pt}}. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /** The shape of a tensor. */
    public Shape shape(String name) {
        return find(name).shape();
    }

    /** The data type of a tensor as the file names it, such as {@code "F32"} or {@code "BF16"}. */
    public String type(String name) {
        return find(name).type();
    }

    /**
     * The values of a tensor, in the file's data type: {@code file.read("x").cast("float32")}.
     *
     * @throws InvalidArgumentException if there is no such tensor
     * @throws FileFormatException if the file has changed since it was opened, or the data type is one that arrays do not have
     */
    public Array read(String name) {
        SafetensorsHeader.Tensor tensor = find(name);
        SafetensorsType type = SafetensorsType.named(tensor.type());
        if (type == null) {
            throw new Place(file, name)
                    .error(
                            "a data type among " + Arrays.toString(SafetensorsType.values()),
                            tensor.type(),
                            "convert the tensor to F32 before it is saved");
        }
        return InputFile.open(file, source -> {
            ByteBuffer bytes = source.read(tensor.position(), tensor.length());
            return Array.wrap(swapped(bytes, type.width()), tensor.shape(), type.dataType());
        });
    }

    private SafetensorsHeader.Tensor find(String name) {
        SafetensorsHeader.Tensor tensor = header.tensors().get(name);
        if (tensor == null) {
            throw new InvalidArgumentException(Suggestions.unknown("tensor", name, names()));
        }
        return tensor;
    }

    /** Writes tensors, in the order of the map, in the place of a file that is there. */
    public static void write(Path file, Map<String, Array> tensors) {
        List<Entry> entries = new ArrayList<>();
        tensors.forEach((name, values) -> entries.add(Entry.of(name, values)));
        write(file, entries, Map.of());
    }

    /**
     * Writes tensors one after the other, with texts about the whole file, in the place of a file that is there. Who looks
     * meanwhile sees the old file.
     *
     * @param metadata for instance {@code {format=pt}}, which some readers ask for
     * @throws InvalidArgumentException if two tensors have the same name, or one a data type that such files do not have
     * @throws FileFormatException if the file cannot be written; what was there before stays then
     */
    public static void write(Path file, List<Entry> tensors, Map<String, String> metadata) {
        byte[] header = header(tensors, metadata);
        AtomicFile.write(file, out -> {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (Entry entry : tensors) {
                write(entry, out);
            }
        });
    }

    private static byte[] header(List<Entry> tensors, Map<String, String> metadata) {
        JsonObject json = new JsonObject();
        if (!metadata.isEmpty()) {
            JsonObject texts = new JsonObject();
            new LinkedHashMap<>(metadata).forEach(texts::addProperty);
            json.add(SafetensorsHeader.METADATA, texts);
        }
        long offset = 0;
        Set<String> seen = new LinkedHashSet<>(Set.of(SafetensorsHeader.METADATA));
        for (Entry entry : tensors) {
            if (!seen.add(entry.name)) {
                throw refused(entry, "a name that no other tensor has", "\"" + entry.name + "\" again", "rename one");
            }
            long length = entry.shape.size() * type(entry).width();
            JsonObject described = new JsonObject();
            described.addProperty("dtype", type(entry).name());
            described.add("shape", numbers(entry.shape.getShape()));
            described.add("data_offsets", numbers(offset, offset + length));
            json.add(entry.name, described);
            offset += length;
        }
        byte[] text = JsonText.write(json);
        // Spaces behind it, so that the tensors begin at an address that suits their elements.
        byte[] padded = Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, text.length, padded.length, " ".getBytes(StandardCharsets.US_ASCII)[0]);
        return padded;
    }

    private static JsonArray numbers(long... values) {
        JsonArray array = new JsonArray();
        Arrays.stream(values).forEach(array::add);
        return array;
    }

    private static SafetensorsType type(Entry entry) {
        SafetensorsType type = SafetensorsType.of(entry.dataType);
        if (type == null) {
            throw refused(
                    entry,
                    "a data type of " + Arrays.toString(SafetensorsType.values()),
                    entry.dataType.toString(),
                    "cast it");
        }
        return type;
    }

    private static void write(Entry entry, OutputStream out) throws IOException {
        Array values = entry.values.get();
        if (!values.shape().equals(entry.shape) || values.dataType() != entry.dataType) {
            throw refused(
                    entry,
                    entry.dataType + " " + entry.shape,
                    values.dataType() + " " + values.shape(),
                    "give values as announced");
        }
        ByteBuffer bytes = swapped(values.bytes(), type(entry).width());
        WritableByteChannel channel = Channels.newChannel(out);
        while (bytes.hasRemaining()) {
            ByteBuffer part = bytes.slice(bytes.position(), Math.min(CHUNK, bytes.remaining()));
            bytes.position(bytes.position() + part.remaining());
            channel.write(part);
        }
    }

    private static InvalidArgumentException refused(Entry entry, String expected, String received, String fix) {
        return new InvalidArgumentException(
                JerasException.message("Tensor \"" + entry.name + "\" cannot be written.", expected, received, fix));
    }

    /** From the file's little-endian order to that of this machine, or back; mostly the same bytes. */
    private static ByteBuffer swapped(ByteBuffer bytes, int width) {
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN || width == 1) {
            return bytes;
        }
        ByteBuffer turned = ByteBuffer.allocate(bytes.remaining());
        for (int i = bytes.position(); i < bytes.limit(); i += width) {
            for (int j = width - 1; j >= 0; j--) {
                turned.put(bytes.get(i + j));
            }
        }
        return turned.flip();
    }

    @Override
    public String toString() {
        return "Safetensors of " + header.tensors().size() + " tensors in " + file;
    }
}
