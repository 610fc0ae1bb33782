package jeras.datasets;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Holds names that files mention to the folder that they belong in. */
final class PathGuard {
    private PathGuard() {}

    /** A file in the folder, or below it. */
    static Path below(Path folder, String name) throws IOException {
        try {
            Path whole = folder.normalize();
            Path file = whole.resolve(name).normalize();
            if (!name.isBlank() && file.startsWith(whole) && !file.equals(whole) && !name.startsWith("/")) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new IOException("\"" + name + "\", which cannot be the name of a file", e);
        }
        throw new IOException("\"" + name + "\", which leads out of " + folder);
    }
}
