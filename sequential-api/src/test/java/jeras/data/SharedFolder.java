package jeras.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The data sets in the folder {@code shared}, a sibling of the checkout; tests that need one skip without it. */
final class SharedFolder {
    private SharedFolder() {}

    static Path of(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolveSibling("shared").resolve("data").resolve(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        assumeTrue(false, "skipped: no folder shared/data/" + name + " beside the checkout");
        throw new AssertionError("unreachable");
    }
}
