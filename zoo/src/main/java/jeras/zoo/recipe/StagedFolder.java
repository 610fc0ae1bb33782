package jeras.zoo.recipe;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/** A folder beside its final place, which is gone when it is closed, or when the process ends, before it was moved there. */
final class StagedFolder implements AutoCloseable {
    private final Path path;
    private final Thread atExit;

    private StagedFolder(Path path) {
        this.path = path;
        // Ctrl-C ends the process without a finally.
        this.atExit = new Thread(() -> delete(path), "removes " + path.getFileName());
    }

    static StagedFolder beside(Path target) throws IOException {
        StagedFolder staged = new StagedFolder(sibling(target));
        Runtime.getRuntime().addShutdownHook(staged.atExit);
        try {
            Files.createDirectory(staged.path);
            return staged;
        } catch (IOException e) {
            staged.close();
            throw e;
        }
    }

    private static Path sibling(Path target) {
        return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    Path path() {
        return path;
    }

    /** Puts this folder in the place of another one, which comes back if that fails. */
    void replace(Path target) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(path, target);
            return;
        }
        Path old = sibling(target);
        Files.move(target, old);
        try {
            Files.move(path, target);
        } catch (IOException e) {
            Files.move(old, target);
            throw e;
        }
        delete(old);
    }

    @Override
    public void close() {
        delete(path);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyEnding) {
            // the hook itself cleans up
        }
    }

    /** Deletes what can be deleted: what is left over has a name that says so. */
    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // a leftover does no harm
        }
    }
}
