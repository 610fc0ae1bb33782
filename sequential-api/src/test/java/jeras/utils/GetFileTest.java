package jeras.utils;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.testing.DataServer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GetFileTest {
    private static final byte[] WORDS = "to be or not to be".getBytes(UTF_8);

    @TempDir
    private Path cache;

    private Path folder;
    private DataServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new DataServer();
        folder = cache.resolve("datasets");
        System.setProperty("jeras.cache", cache.toString());
    }

    @AfterEach
    void stopServer() {
        server.close();
        System.clearProperty("jeras.cache");
        System.clearProperty("jeras.mirror");
    }

    @Test
    void putsAFileIntoTheCacheOnce() {
        server.on("/a/words.txt", DataServer.serving(WORDS));

        Path file = Utils.getFile("hamlet.txt", address("/a/words.txt"));

        assertThat(file).isEqualTo(folder.resolve("hamlet.txt")).hasBinaryContent(WORDS);
        assertThat(Utils.getFile("hamlet.txt", address("/a/words.txt"))).isEqualTo(file);
        assertThat(server.requests()).containsExactly("/a/words.txt");
    }

    @Test
    void takesTheNameFromTheOriginWithoutItsQuery() {
        server.on("/a/words.txt", DataServer.serving(WORDS));

        assertThat(Utils.getFile(address("/a/words.txt?raw=true"))).isEqualTo(folder.resolve("words.txt"));
    }

    @Test
    void obeysTheFoldersThatAreGiven(@TempDir Path other) {
        server.on("/words.txt", DataServer.serving(WORDS));

        assertThat(Utils.getFile(
                        "a.txt", address("/words.txt"), g -> g.cacheDir(other).cacheSubdir("texts/english")))
                .isEqualTo(other.resolve("texts").resolve("english").resolve("a.txt"));
        assertThat(Utils.getFile("a.txt", address("/words.txt"), g -> g.cacheSubdir(other.toString())))
                .isEqualTo(other.resolve("a.txt"));
    }

    @Test
    void checksSha256AndMd5() throws Exception {
        server.on("/words.txt", DataServer.serving(WORDS));

        Utils.getFile("a", address("/words.txt"), g -> g.fileHash(hash("SHA-256", WORDS)));
        Utils.getFile("b", address("/words.txt"), g -> g.fileHash(hash("MD5", WORDS)));
        Utils.getFile(
                "c", address("/words.txt"), g -> g.fileHash(hash("MD5", WORDS)).hashAlgorithm("md5"));

        String other = hash("MD5", new byte[0]);
        assertThatThrownBy(() -> Utils.getFile("d", address("/words.txt"), g -> g.fileHash(other)))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        d cannot be downloaded.
                          expected: %s
                          received: the bytes that came are not the published ones: MD5 %s in place of %s
                          fix:      try again (what came is kept); or put words.txt as d into %s; \
                        or name a mirror with -Djeras.mirror=<address>""".formatted(address("/words.txt"), hash("MD5", WORDS), other, folder));
        assertThat(folder.resolve("d")).doesNotExist();
    }

    @Test
    void fetchesAFileWithAnotherHashAgainAsKerasDoes() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("a"), "old");
        server.on("/words.txt", DataServer.serving(WORDS));

        assertThat(Utils.getFile("a", address("/words.txt"))).hasContent("old");
        assertThat(Utils.getFile("a", address("/words.txt"), g -> g.fileHash(hash("SHA-256", WORDS))))
                .hasBinaryContent(WORDS);
    }

    @Test
    void fetchesAgainWhenForced() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("a"), "old");
        server.on("/words.txt", DataServer.serving(WORDS));

        assertThat(Utils.getFile("a", address("/words.txt"), g -> g.forceDownload(true)))
                .hasBinaryContent(WORDS);
    }

    @Test
    void mixesNoVersionsOfAFileWithoutHash() {
        byte[] first = new byte[200_000];
        byte[] second = new byte[200_000];
        Arrays.fill(second, (byte) 2);
        server.on("/a", exchange -> {
            boolean isFirst = server.requests().size() == 1;
            exchange.getResponseHeaders().set("ETag", isFirst ? "\"one\"" : "\"two\"");
            if (isFirst) {
                exchange.sendResponseHeaders(200, first.length);
                exchange.getResponseBody().write(first, 0, 100_000); // and breaks off
            } else {
                DataServer.serving(second).send(exchange); // ignores If-Range
            }
        });

        assertThat(Utils.getFile("a", address("/a"))).hasBinaryContent(second);
    }

    @Test
    void goesOnAfterABreakWhenTheServerSaysThatItIsTheSameFile() {
        byte[] bytes = new byte[200_000];
        server.on("/a", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            if (server.requests().size() == 1) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes, 0, 100_000);
            } else {
                DataServer.serving(bytes).send(exchange);
            }
        });

        assertThat(Utils.getFile("a", address("/a"))).hasBinaryContent(bytes);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1)).startsWith("/a bytes=");
    }

    @Test
    void takesNoMoreThanTheBound() {
        server.on("/announced", DataServer.serving(WORDS));
        server.on("/unannounced", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(WORDS); // ends with the client's connection
            }
        });

        assertThatThrownBy(() -> Utils.getFile("a", address("/announced"), g -> g.maxSize(10)))
                .hasMessageContaining(
                        "received: the server announced 18 bytes, more than the 10 that were asked for at most\n");
        assertThatThrownBy(() -> Utils.getFile("a", address("/unannounced"), g -> g.maxSize(1000)))
                .hasMessageContaining("received: the server sent more than 1000 bytes, the most that were asked for\n");
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(folder.resolve("a.part")).doesNotExist();
    }

    @Test
    void asksAMirrorInPlaceOfTheOrigin() {
        server.on("/mirror/words.txt", DataServer.serving(WORDS));
        server.on("/mirror/models/words.txt", DataServer.serving(new byte[1]));
        System.setProperty("jeras.mirror", address("/mirror"));

        assertThat(Utils.getFile("a", "https://host.invalid/words.txt")).hasBinaryContent(WORDS);
        assertThat(Utils.getFile("a", "https://host.invalid/words.txt", g -> g.cacheSubdir("models")))
                .hasSize(1);
    }

    @Test
    void saysOfflineWhichFileToPutWhere() throws IOException {
        String origin;
        try (ServerSocket socket = new ServerSocket(0)) {
            origin = "http://127.0.0.1:" + socket.getLocalPort() + "/words.txt";
        }

        assertThatThrownBy(() -> Utils.getFile(origin))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        words.txt cannot be downloaded.
                          expected: %s
                          received: no connection to 127.0.0.1
                          fix:      try again; or put words.txt into %s; or name a mirror with \
                        -Djeras.mirror=<address>""".formatted(origin, folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "tar.gz", "tar.bz2", "zip"})
    void unpacksArchivesByWhatTheyAre(String format) throws IOException {
        server.on("/photos.any", DataServer.serving(archive(format, Map.of("roses/1.txt", "red", "list.txt", "1"))));

        Path photos = Utils.getFile("photos", address("/photos.any"), g -> g.extract(true));

        assertThat(photos).isEqualTo(folder.resolve("photos"));
        assertThat(photos.resolve("roses").resolve("1.txt")).hasContent("red");
        assertThat(photos.resolve("list.txt")).hasContent("1");
        assertThat(folder.resolve("photos_archive")).isRegularFile();
        assertThat(Utils.getFile("photos", address("/photos.any"), g -> g.extract(true)))
                .isEqualTo(photos);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void namesArchiveAndFolderAsKerasDoes() throws IOException {
        server.on("/a/photos.tar.gz", DataServer.serving(archive("tar.gz", Map.of("list.txt", "1"))));

        assertThat(Utils.getFile("my.photos.tgz", address("/a/photos.tar.gz"), g -> g.extract(true)))
                .isEqualTo(folder.resolve("my_extracted"));
        assertThat(folder.resolve("my.photos.tgz")).isRegularFile();
        assertThat(Utils.getFile("", address("/a/photos.tar.gz"), g -> g.extract(true)))
                .isEqualTo(folder.resolve("photos.tar.gz"));
        assertThat(folder.resolve("photos.tar.gz_archive")).isRegularFile();
    }

    @Test
    void unpacksAgainWhatWasFetchedAgain() throws Exception {
        server.on("/old.zip", DataServer.serving(archive("zip", Map.of("a.txt", "old", "gone.txt", "old"))));
        server.on("/new.zip", DataServer.serving(archive("zip", Map.of("a.txt", "new"))));

        Utils.getFile("photos", address("/old.zip"), g -> g.extract(true));
        Path photos = Utils.getFile(
                "photos", address("/new.zip"), g -> g.extract(true).forceDownload(true));

        assertThat(photos.resolve("a.txt")).hasContent("new");
        assertThat(photos.resolve("gone.txt")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.txt", "/evil.txt", "a/../../evil.txt", "..\\evil.txt"})
    void refusesNamesThatLeadOutOfTheFolder(String name) throws IOException {
        for (String format : new String[] {"zip", "tar"}) {
            server.on("/" + format, DataServer.serving(archive(format, Map.of("a.txt", "good", name, "evil"))));

            assertThatThrownBy(() -> Utils.getFile(format, address("/" + format), g -> g.extract(true)))
                    .isInstanceOf(FileFormatException.class)
                    .hasMessage("""
                            %s cannot be unpacked.
                              expected: a whole archive: zip, tar, tar.gz or tar.bz2
                              received: "%s" leads out of the archive's folder
                              fix:      fetch it again if it was damaged; unpack it by other means if you trust it""".formatted(folder.resolve(format + "_archive"), name));
        }
        assertThat(folder.resolve("tar")).doesNotExist();
        assertThat(folder.resolve("evil.txt")).doesNotExist();
        try (var left = Files.list(folder)) {
            assertThat(left.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder(".lock", "zip_archive", "tar_archive");
        }
    }

    @Test
    void refusesLinksInTars() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry link = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        server.on("/links.tar", DataServer.serving(bytes.toByteArray()));

        assertThatThrownBy(() -> Utils.getFile("links", address("/links.tar"), g -> g.extract(true)))
                .hasMessageContaining("received: \"link\" is a link, a device or a sparse file\n");
        assertThat(folder.resolve("links")).doesNotExist();
    }

    @Test
    void refusesWhatIsNoArchiveOrDamaged() throws IOException {
        byte[] whole = archive("tar.gz", Map.of("a.txt", "x".repeat(5000)));
        server.on("/text", DataServer.serving(WORDS));
        server.on("/half", DataServer.serving(Arrays.copyOf(whole, whole.length / 2)));
        server.on("/tar", DataServer.serving(archive("tar", Map.of("a.txt", "1"))));

        for (String name : new String[] {"text", "half"}) {
            assertThatThrownBy(() -> Utils.getFile(name, address("/" + name), g -> g.extract(true)))
                    .isInstanceOf(FileFormatException.class)
                    .hasMessageStartingWith(folder.resolve(name + "_archive") + " cannot be unpacked.\n");
            assertThat(folder.resolve(name)).doesNotExist();
        }
        assertThatThrownBy(() -> Utils.getFile(
                        "tar", address("/tar"), g -> g.extract(true).archiveFormat("zip")))
                .isInstanceOf(FileFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "a\\b"})
    void refusesNamesWithAFolder(String name) {
        assertThatThrownBy(() -> Utils.getFile(name, address("/words.txt")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        A file cannot be downloaded under this name.
                          expected: a file name without a folder
                          received: "%s"
                          fix:      give the folder by cacheDir and cacheSubdir""".formatted(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "words.txt", "ftp://host.example/words.txt", "http:///words.txt"})
    void refusesWhatIsNoWebAddress(String origin) {
        assertThatThrownBy(() -> Utils.getFile("a", origin))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        A file cannot be downloaded from this address.
                          expected: http://host/path or https://host/path
                          received: %s
                          fix:      give the whole web address; a file on this machine needs no download""".formatted(origin));
    }

    @Test
    void refusesWhatIsNoHash() {
        assertThatThrownBy(() -> Utils.getFile("a", address("/a"), g -> g.fileHash("abc")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        This is not the md5 hash of a file.
                          expected: 32 hexadecimal digits
                          received: "abc"
                          fix:      give what md5sum prints for the file""");
    }

    private String address(String path) {
        return server.uri(path).toString();
    }

    private static String hash(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] archive(String format, Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (format.equals("zip")) {
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue().getBytes(UTF_8));
                    zip.closeEntry();
                }
            }
            return bytes.toByteArray();
        }
        try (OutputStream compressed = compressing(format, bytes);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(compressed)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                entry.setSize(file.getValue().getBytes(UTF_8).length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue().getBytes(UTF_8));
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static OutputStream compressing(String format, OutputStream out) throws IOException {
        return switch (format) {
            case "tar.gz" -> new GZIPOutputStream(out);
            case "tar.bz2" -> new BZip2CompressorOutputStream(out);
            default -> out;
        };
    }
}
