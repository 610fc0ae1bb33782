package jeras.saving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Says what a file that was not expected probably is, from its first bytes. */
final class LooksLike {
    private LooksLike() {}

    static boolean hdf5(Source source) {
        return Arrays.equals(first(source), Hdf5File.SIGNATURE);
    }

    static boolean zip(Source source) {
        return new String(first(source), StandardCharsets.ISO_8859_1).startsWith("PK\003\004");
    }

    static String describe(Source source) {
        byte[] first = first(source);
        String text = new String(first, StandardCharsets.ISO_8859_1);
        if (first.length == 0) {
            return "an empty file";
        }
        if (Arrays.equals(first, Hdf5File.SIGNATURE)) {
            return "an HDF5 file: weights alone, or a model in the legacy .h5 format";
        }
        if (zip(source)) {
            return "a ZIP file, or the beginning of one";
        }
        if (text.startsWith("\037\213")) {
            return "a file compressed with gzip";
        }
        if (text.stripLeading().startsWith("{")) {
            return "a JSON text";
        }
        if (text.stripLeading().startsWith("<")) {
            return "a web page or an XML text";
        }
        return source.size() + " bytes that begin with 0x" + HexFormat.of().formatHex(first);
    }

    private static byte[] first(Source source) {
        byte[] first = new byte[(int) Math.min(source.size(), Hdf5File.SIGNATURE.length)];
        source.read(0, ByteBuffer.wrap(first));
        return first;
    }
}
