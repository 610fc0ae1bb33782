package jeras.saving;

import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.JerasException;

/** Files for the tests of this package, and the numbers in arrays. */
final class TestFiles {
    private TestFiles() {}

    static byte[] bytes(String resource) {
        try (InputStream in = TestFiles.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8).lines().toList();
    }

    /** A resource as a file in a folder. */
    static Path copy(String resource, Path folder) {
        return write(folder.resolve(Path.of(resource).getFileName().toString()), bytes(resource));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The conformance cases beside the checkout; the test is skipped where they are not. */
    static Path conformanceCases() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path cases = at.resolve("shared").resolve("conformance").resolve("cases");
            if (Files.isDirectory(cases)) {
                return cases;
            }
        }
        assumeTrue(false, "no shared/conformance/cases beside the checkout");
        throw new AssertionError();
    }

    /** The message of the exception that reading must end in, with the file's folder left out. */
    static String failure(Path file, Runnable reading) {
        Throwable thrown = catchThrowable(reading::run);
        if (!(thrown instanceof JerasException)) {
            throw new AssertionError("expected a JerasException", thrown);
        }
        return thrown.getMessage().replace(file.toAbsolutePath().getParent() + "/", "");
    }

    static double[] values(Array array) {
        ByteBuffer bytes = array.bytes().order(ByteOrder.nativeOrder());
        double[] values = new double[(int) array.shape().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (array.dataType()) {
                case FLOAT64 -> bytes.getDouble();
                case FLOAT32 -> bytes.getFloat();
                case FLOAT16 -> half(bytes.getShort());
                case INT64 -> bytes.getLong();
                case INT32 -> bytes.getInt();
                case INT16 -> bytes.getShort();
                case INT8 -> bytes.get();
                case UINT8, BOOLEAN -> bytes.get() & 0xff;
                default -> throw new AssertionError(array.dataType());
            };
        }
        return values;
    }

    /** IEEE 754 half precision, written out as the standard defines it. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude = exponent == 0 ? fraction * 0x1p-24 : (1 + fraction * 0x1p-10) * Math.pow(2, exponent - 15);
        return bits < 0 ? -magnitude : magnitude;
    }
}
