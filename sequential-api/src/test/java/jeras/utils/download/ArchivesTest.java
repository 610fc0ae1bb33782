package jeras.utils.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

    @Test
    void refusesABombAndLeavesNothingOfIt(@TempDir Path folder) throws IOException {
        Path bomb = folder.resolve("bomb.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("zeros"));
            zip.write(new byte[3 << 20]);
            zip.closeEntry();
        }

        assertThatThrownBy(() -> Archives.extract(bomb, "auto", folder.resolve("content"), 2 << 20))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s cannot be unpacked.
                          expected: a whole archive: zip, tar, tar.gz or tar.bz2
                          received: it unpacks to far more than an archive of its size should
                          fix:      fetch it again if it was damaged; unpack it by other means if you trust it""".formatted(bomb));
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(bomb);
        }
    }

    @Test
    void namesTheFormats() {
        assertThatThrownBy(() -> Archives.extract(Path.of("a"), "tgz", Path.of("b")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The content of an archive cannot be made.
                          expected: archiveFormat one of auto, tar, zip
                          received: "tgz"
                          fix:      choose one of them""");
    }
}
