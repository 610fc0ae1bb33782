package jeras.training;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import jeras.Array;
import jeras.data.Batch;
import jeras.ops.Shapes;
import jeras.utils.DataTypes;

/**
 * A short text that tells data apart: SHA-256 over the shapes and types of all arrays and the CRC-32C of each mebibyte of their
 * values. It takes some milliseconds for 100 MB; it notices changes, and is no protection against somebody who makes them on purpose.
 */
final class DataFingerprint {
    private static final int CHUNK = 1 << 20;

    private final MessageDigest digest;

    private DataFingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    static String of(Batch data) {
        DataFingerprint print = new DataFingerprint();
        print.add("x", data.x());
        print.add("y", data.y());
        print.add("sample_weight", data.sampleWeight());
        return "sha256-crc32c:" + HexFormat.of().formatHex(print.digest.digest());
    }

    private void add(String part, List<Array> arrays) {
        for (Array array : arrays) {
            text(part + " " + DataTypes.name(array.dataType()) + " " + Shapes.text(array.shape()) + "\n");
            if (array.dataType() == DataType.STRING) {
                for (String value : array.toStringArray()) {
                    text(value.length() + ":" + value);
                }
            } else {
                values(array.bytes());
            }
        }
    }

    private void text(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private void values(ByteBuffer bytes) {
        int size = bytes.remaining();
        int first = bytes.position();
        for (int from = 0; from < size; from += CHUNK) {
            CRC32C sum = new CRC32C();
            sum.update(bytes.slice(first + from, Math.min(CHUNK, size - from)));
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, (int) sum.getValue()));
        }
    }
}
