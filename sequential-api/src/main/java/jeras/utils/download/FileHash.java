package jeras.utils.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Arguments;

/**
 * What a file's content is recognised by.
 *
 * @param algorithm {@code "sha256"}, or {@code "md5"}, which tells damage but no longer keeps a forger away
 * @param hex the digest in lower case hexadecimal digits
 */
public record FileHash(String algorithm, String hex) {
    private static final int MD5_DIGITS = 32;
    private static final int SHA256_DIGITS = 64;

    /** Throws {@link InvalidArgumentException} when the digits are not those of the algorithm. */
    public FileHash {
        Arguments.oneOf("The hash of a file", "algorithm", algorithm, "sha256", "md5");
        hex = hex.toLowerCase(Locale.ROOT);
        int digits = algorithm.equals("md5") ? MD5_DIGITS : SHA256_DIGITS;
        if (hex.length() != digits || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new InvalidArgumentException(JerasException.message(
                    "This is not the " + algorithm + " hash of a file.",
                    digits + " hexadecimal digits",
                    "\"" + hex + "\"",
                    "give what " + algorithm + "sum prints for the file"));
        }
    }

    /** A SHA-256, 64 hexadecimal digits. */
    public static FileHash sha256(String hex) {
        return new FileHash("sha256", hex);
    }

    /** Keras's {@code hash_algorithm="auto"}: 64 digits are a SHA-256, all others an MD5. */
    public static FileHash auto(String hex) {
        return new FileHash(hex.length() == SHA256_DIGITS ? "sha256" : "md5", hex);
    }

    /** Whether the file at {@code path} has this content. */
    boolean matches(Path path) throws IOException {
        return of(algorithm, path).equals(this);
    }

    /** The hash that the file at {@code path} has. */
    static FileHash of(String algorithm, Path path) throws IOException {
        MessageDigest digest = digest(algorithm);
        try (InputStream in = Files.newInputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return new FileHash(algorithm, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.equals("md5") ? "MD5" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5 and SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return (algorithm.equals("md5") ? "MD5 " : "SHA-256 ") + hex;
    }
}
