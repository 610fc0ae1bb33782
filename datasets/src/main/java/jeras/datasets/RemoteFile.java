package jeras.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A published file, known by its content.
 *
 * @param name the file's name, without a folder
 * @param size its length in bytes
 * @param sha256 its SHA-256 in lower case hexadecimal digits
 */
record RemoteFile(String name, long size, String sha256) {

    /** Whether the file at {@code path} has this very content. */
    boolean matches(Path path) throws IOException {
        return Files.size(path) == size && sha256Of(path).equals(sha256);
    }

    static String sha256Of(Path path) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
