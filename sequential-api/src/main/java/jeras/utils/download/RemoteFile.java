package jeras.utils.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * A published file and what is known of its content. The more is known, the less a server is believed: with a size it
 * cannot send a byte too many, with a hash no other byte.
 *
 * <pre>{@code
 * RemoteFile.of("digits.csv", URI.create("https://host.example/digits.csv")).size(44_098).hash(FileHash.sha256("16bf..."))
 * }</pre>
 */
public final class RemoteFile {
    private static final long DEFAULT_MAX_SIZE = 32L << 30;

    private final String name;
    private final URI address;
    private final OptionalLong size;
    private final Optional<FileHash> hash;
    private final long maxSize;

    private RemoteFile(String name, URI address, OptionalLong size, Optional<FileHash> hash, long maxSize) {
        this.name = name;
        this.address = address;
        this.size = size;
        this.hash = hash;
        this.maxSize = maxSize;
    }

    /**
     * A file of which nothing but its address is known.
     *
     * @param name the file's name on this machine, without a folder
     * @param address where it is published, http or https
     * @throws InvalidArgumentException if the name is none, or names another folder
     */
    public static RemoteFile of(String name, URI address) {
        requireName(name);
        requireAddress(address);
        return new RemoteFile(name, address, OptionalLong.empty(), Optional.empty(), DEFAULT_MAX_SIZE);
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.equals(".") || name.equals("..") || name.matches(".*[/\\\\\\x00].*")) {
            throw new InvalidArgumentException(JerasException.message(
                    "A file cannot be downloaded under this name.",
                    "a file name without a folder",
                    "\"" + name + "\"",
                    "give the folder by cacheDir and cacheSubdir"));
        }
    }

    private static void requireAddress(URI address) {
        String scheme = String.valueOf(address.getScheme());
        if (!(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https")) || address.getHost() == null) {
            throw new InvalidArgumentException(JerasException.message(
                    "A file cannot be downloaded from this address.",
                    "http://host/path or https://host/path",
                    address.toString(),
                    "give the whole web address; a file on this machine needs no download"));
        }
    }

    /** The file's length in bytes, when it is known beforehand. */
    public RemoteFile size(long bytes) {
        return new RemoteFile(name, address, OptionalLong.of(bytes), hash, maxSize);
    }

    /** The hash of its content. */
    public RemoteFile hash(FileHash known) {
        return new RemoteFile(name, address, size, Optional.of(known), maxSize);
    }

    /** The most bytes that a file of unknown size may have; 32 GiB by default. */
    public RemoteFile maxSize(long bytes) {
        return new RemoteFile(name, address, size, hash, bytes);
    }

    /** The same content at another address. */
    RemoteFile at(URI other) {
        return new RemoteFile(name, other, size, hash, maxSize);
    }

    /** Its name on this machine. */
    public String name() {
        return name;
    }

    /** Where it is published. */
    public URI address() {
        return address;
    }

    OptionalLong size() {
        return size;
    }

    Optional<FileHash> hash() {
        return hash;
    }

    long maxSize() {
        return maxSize;
    }

    /** The last part of its address: what a mirror calls it. */
    String publishedName() {
        String path = address.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? name : last;
    }

    /** Whether nothing that is known of the file speaks against the one at {@code path}. */
    boolean matches(Path path) throws IOException {
        return (size.isEmpty() || Files.size(path) == size.getAsLong())
                && (hash.isEmpty() || hash.get().matches(path));
    }

    /** What is known of the content, such as {@code 145 bytes with SHA-256 22e1...}. */
    String describe() {
        return Stream.of(
                        size.isPresent() ? Optional.of(size.getAsLong() + " bytes") : Optional.<String>empty(),
                        hash.map(FileHash::toString))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" with "));
    }

    @Override
    public String toString() {
        return "RemoteFile(" + name + " from " + address + ")";
    }
}
