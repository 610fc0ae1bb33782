package jeras;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that the project lies in. */
final class Checkout {
    private Checkout() {}

    /** The first folder upwards that holds the modules. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("sequential-api"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "no checkout above " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }
}
