package jeras.datasets;

import java.io.IOException;
import java.io.InputStream;

/** The tables inside the jar. */
final class EmbeddedTable {
    private EmbeddedTable() {}

    static CsvTable read(String path) {
        try (InputStream in = EmbeddedTable.class.getResourceAsStream(path)) {
            return CsvReader.read(in, path);
        } catch (IOException e) {
            throw new IllegalStateException("the jar has lost " + path, e);
        }
    }
}
