package jeras.utils.download;

import static java.nio.file.StandardOpenOption.CREATE_NEW;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/** Files on their way out of an archive: in a folder of their own until all are there. */
final class Extraction implements AutoCloseable {
    private static final int MOST_ENTRIES = 2_000_000;

    private final Path target;
    private final Path temporary;
    private long bytesLeft;
    private int entriesLeft = MOST_ENTRIES;

    private Extraction(Path target, Path temporary, long bytesLeft) {
        this.target = target;
        this.temporary = temporary;
        this.bytesLeft = bytesLeft;
    }

    /** @param limit how many bytes there may be in all */
    static Extraction into(Path target, long limit) throws IOException {
        Path whole = target.toAbsolutePath().normalize();
        Path temporary = whole.resolveSibling("." + whole.getFileName() + "." + UUID.randomUUID() + ".tmp");
        Files.createDirectories(temporary);
        return new Extraction(whole, temporary, limit);
    }

    void folder(String name) throws IOException {
        Files.createDirectories(place(name));
    }

    void file(String name, InputStream in) throws IOException {
        Path file = place(name);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file); // the last of several entries with one name counts, as in tar and unzip
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file, CREATE_NEW)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytesLeft -= count;
                if (bytesLeft < 0) {
                    throw new IOException("it unpacks to far more than an archive of its size should");
                }
                out.write(buffer, 0, count);
            }
        }
    }

    private Path place(String name) throws IOException {
        if (--entriesLeft < 0) {
            throw new IOException("it has more than " + MOST_ENTRIES + " entries");
        }
        Path place;
        try {
            // A backslash is a separator on Windows only; nowhere is it part of a name that data sets use.
            place = temporary.resolve(name.replace('\\', '/')).normalize();
        } catch (InvalidPathException e) {
            throw new IOException("\"" + name + "\" cannot be the name of a file", e);
        }
        if (!place.startsWith(temporary) || name.startsWith("/")) {
            throw new IOException("\"" + name + "\" leads out of the archive's folder");
        }
        return place;
    }

    /** Gives the folder its name; an earlier one of that name goes. */
    void publish() throws IOException {
        Path former = temporary.resolveSibling(temporary.getFileName() + ".old");
        if (Files.exists(target)) {
            Files.move(target, former, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        delete(former);
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        delete(temporary);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
