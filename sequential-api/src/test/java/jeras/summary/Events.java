package jeras.summary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads files of events, field by field, as TensorBoard does. */
public final class Events {
    private Events() {}

    /** One value of a summary: {@code number} is NaN unless it is a scalar. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    public record Value(long step, String tag, double number, byte[] content) {}

    /** The fields of one message: a number, or the bytes of a text or a message. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Field(int number, long value, byte[] bytes) {}

    /** All values in the files of a folder, in their order. */
    public static List<Value> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Value> values = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                values.addAll(records(Files.readAllBytes(file)));
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Value> records(byte[] file) {
        List<Value> values = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            check(length, in.getInt());
            byte[] data = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            in.get(data);
            check(data, in.getInt());
            event(data, values);
        }
        return values;
    }

    private static void check(byte[] data, int checksum) {
        if (EventFile.maskedChecksum(data) != checksum) {
            throw new IllegalStateException("a wrong checksum");
        }
    }

    private static void event(byte[] data, List<Value> values) {
        long step = 0;
        for (Field field : fields(data)) {
            if (field.number == 2) {
                step = field.value;
            } else if (field.number == 4) {
                values.add(new Value(step, "graph", Double.NaN, field.bytes));
            } else if (field.number == 5) {
                for (Field value : fields(field.bytes)) {
                    values.add(value(step, value.bytes));
                }
            }
        }
    }

    private static Value value(long step, byte[] data) {
        String tag = "";
        double number = Double.NaN;
        byte[] content = {};
        for (Field field : fields(data)) {
            switch (field.number) {
                case 1 -> tag = new String(field.bytes, StandardCharsets.UTF_8);
                case 2 -> number = Float.intBitsToFloat((int) field.value);
                case 4, 5, 8 -> content = field.bytes;
                default -> {}
            }
        }
        return new Value(step, tag, number, content);
    }

    /** The texts in the field of a message, such as the names of a graph's nodes. */
    public static List<String> texts(byte[] message, int... path) {
        return fields(message).stream()
                .filter(f -> f.number == path[0])
                .flatMap(f -> path.length == 1
                        ? Stream.of(new String(f.bytes, StandardCharsets.UTF_8))
                        : texts(f.bytes, Arrays.copyOfRange(path, 1, path.length)).stream())
                .toList();
    }

    /** The first field with this number as doubles. */
    static double[] doubles(byte[] message, int number) {
        for (Field field : fields(message)) {
            if (field.number == number) {
                if (field.bytes.length == 0) {
                    return new double[] {Double.longBitsToDouble(field.value)};
                }
                ByteBuffer in = ByteBuffer.wrap(field.bytes).order(ByteOrder.LITTLE_ENDIAN);
                double[] values = new double[field.bytes.length / 8];
                in.asDoubleBuffer().get(values);
                return values;
            }
        }
        return new double[0];
    }

    private static List<Field> fields(byte[] message) {
        List<Field> fields = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            long value = 0;
            byte[] bytes = {};
            switch ((int) (key & 7)) {
                case 0 -> value = varint(in);
                case 1 -> value = in.getLong();
                case 2 -> {
                    bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                }
                case 5 -> value = in.getInt();
                default -> throw new IllegalStateException("an unknown kind of field");
            }
            fields.add(new Field((int) (key >> 3), value, bytes));
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
