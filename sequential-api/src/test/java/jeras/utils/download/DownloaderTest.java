package jeras.utils.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import jeras.testing.DataServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloaderTest {
    private static final int SIZE = 300_000;
    private static final int HALF = SIZE / 2;

    private final byte[] bytes = randomBytes(1);
    private final FileHash hash = FileHash.sha256(sha256(bytes));
    private Downloader downloader = new Downloader(Duration.ofSeconds(10));

    @TempDir
    private Path temporary;

    private Path folder;
    private Path target;
    private Path part;
    private DataServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new DataServer();
        folder = temporary.resolve("datasets").resolve("set");
        target = folder.resolve("data.gz");
        part = folder.resolve("data.gz.part");
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void savesWhatAServerSends() throws Exception {
        server.on("/data.gz", DataServer.serving(bytes));

        fetch("/data.gz");

        assertThat(target).hasBinaryContent(bytes);
        assertThat(part).doesNotExist();
    }

    @Test
    void asksForNothingWhenTheFileIsThere() throws Exception {
        Files.createDirectories(folder);
        Files.write(target, bytes);

        fetch("/data.gz");

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void takesABodyOfUnannouncedLength() throws Exception {
        server.on("/data.gz", exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked
            exchange.getResponseBody().write(bytes);
        });

        fetch("/data.gz");

        assertThat(target).hasBinaryContent(bytes);
    }

    @Test
    void followsARedirectAlsoWithARange() throws Exception {
        leavePart(Arrays.copyOf(bytes, HALF));
        server.on("/old", exchange -> redirect(exchange, server.uri("/data.gz").toString()));
        server.on("/data.gz", DataServer.serving(bytes));

        fetch("/old");

        assertThat(target).hasBinaryContent(bytes);
        assertThat(server.requests()).containsExactly("/old bytes=150000-", "/data.gz bytes=150000-");
    }

    @Test
    void givesUpOnRedirectsThatGoRoundInCircles() {
        server.on("/data.gz", exchange -> redirect(exchange, "/data.gz"));

        assertFails("/data.gz", "the server answered with status 302");
        assertThat(server.requests()).hasSizeLessThan(10);
    }

    @Test
    void followsNoRedirectFromHttpsToHttp() throws Exception {
        server.on("/data.gz", DataServer.serving(bytes));
        SSLContext before = SSLContext.getDefault();
        SSLContext trusted = selfSigned(temporary.resolve("keys"));
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(trusted));
        secure.createContext("/same", exchange -> redirect(exchange, "/secure"));
        secure.createContext(
                "/down", exchange -> redirect(exchange, server.uri("/data.gz").toString()));
        secure.createContext("/secure", exchange -> DataServer.send(exchange, 200, bytes));
        secure.start();
        try {
            SSLContext.setDefault(trusted);
            downloader = new Downloader(Duration.ofSeconds(10));
            String address = "https://127.0.0.1:" + secure.getAddress().getPort();

            assertThatThrownBy(() -> downloader.fetch(file(URI.create(address + "/down")), folder))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the server answered with status 302");
            assertThat(server.requests()).isEmpty();

            downloader.fetch(file(URI.create(address + "/same")), folder);
            assertThat(target).hasBinaryContent(bytes);
        } finally {
            SSLContext.setDefault(before);
            secure.stop(0);
        }
    }

    @Test
    void goesOnWithThePartOfAnEarlierRun() throws Exception {
        leavePart(Arrays.copyOf(bytes, HALF));
        server.on("/data.gz", DataServer.serving(bytes));

        fetch("/data.gz");

        assertThat(target).hasBinaryContent(bytes);
        assertThat(server.requests()).containsExactly("/data.gz bytes=150000-");
    }

    @Test
    void needsNoServerForAPartThatIsWhole() throws Exception {
        leavePart(bytes);

        fetch("/data.gz");

        assertThat(target).hasBinaryContent(bytes);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void beginsAnewWhereTheServerKnowsNoRanges() throws Exception {
        leavePart(randomBytes(2, HALF));
        server.on("/data.gz", exchange -> DataServer.send(exchange, 200, bytes));

        fetch("/data.gz");

        assertThat(target).hasBinaryContent(bytes);
    }

    @Test
    void beginsAnewWhenThePartWasAnotherFile() throws Exception {
        leavePart(randomBytes(2, HALF));
        server.on("/data.gz", DataServer.serving(bytes));

        fetch("/data.gz");

        assertThat(target).hasBinaryContent(bytes);
        assertThat(server.requests()).containsExactly("/data.gz bytes=150000-", "/data.gz");
    }

    @Test
    void beginsAnewWhenTheServerRefusesOrConfusesTheRange() throws Exception {
        for (int status : new int[] {416, 206}) {
            leavePart(Arrays.copyOf(bytes, HALF));
            server.on("/" + status, exchange -> {
                if (DataServer.start(exchange) == 0) {
                    DataServer.send(exchange, 200, bytes);
                } else {
                    exchange.getResponseHeaders().set("Content-Range", "bytes 0-149999/300000");
                    DataServer.send(exchange, status, status == 206 ? Arrays.copyOf(bytes, HALF) : new byte[0]);
                }
            });

            fetch("/" + status);

            assertThat(target).hasBinaryContent(bytes);
            Files.delete(target);
        }
    }

    @Test
    void beginsAnewWhenThePartIsTooLong() throws Exception {
        leavePart(randomBytes(2, SIZE + 1));
        server.on("/data.gz", DataServer.serving(bytes));

        fetch("/data.gz");

        assertThat(target).hasBinaryContent(bytes);
    }

    @Test
    void goesOnByItselfAfterABreak() throws Exception {
        server.on("/data.gz", exchange -> {
            if (DataServer.start(exchange) > 0) {
                DataServer.serving(bytes).send(exchange);
            } else {
                sendHalf(exchange);
            }
        });

        fetch("/data.gz");

        assertThat(target).hasBinaryContent(bytes);
        assertThat(server.requests().get(0)).isEqualTo("/data.gz");
        assertThat(server.requests().get(1)).startsWith("/data.gz bytes=");
    }

    @Test
    void goesOnByItselfAfterAStall() throws Exception {
        downloader = new Downloader(Duration.ofMillis(500));
        server.on("/data.gz", exchange -> {
            if (DataServer.start(exchange) > 0) {
                DataServer.serving(bytes).send(exchange);
            } else {
                sendHalf(exchange);
                server.hang();
            }
        });

        fetch("/data.gz");

        assertThat(target).hasBinaryContent(bytes);
    }

    @Test
    void keepsWhatCameFromAServerThatAlwaysBreaksOff() throws Exception {
        server.on("/data.gz", exchange -> {
            int start = DataServer.start(exchange);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-299999/300000");
            exchange.sendResponseHeaders(start == 0 ? 200 : 206, SIZE - start);
            exchange.getResponseBody().write(bytes, start, 1000);
            exchange.getResponseBody().flush();
        });

        assertThatThrownBy(() -> fetch("/data.gz")).isInstanceOf(IOException.class);

        assertThat(target).doesNotExist();
        assertThat(server.requests()).hasSize(5);
        assertThat(Files.readAllBytes(part)).isEqualTo(Arrays.copyOf(bytes, 5000));
    }

    @Test
    void failsWhenTheServerStallsBeforeItsHeaders() {
        downloader = new Downloader(Duration.ofMillis(500));
        server.on("/data.gz", exchange -> server.hang());

        assertFails("/data.gz", "request timed out");
    }

    @Test
    void failsWhenTheServerStallsBeforeTheBody() {
        downloader = new Downloader(Duration.ofMillis(500));
        server.on("/data.gz", exchange -> {
            exchange.sendResponseHeaders(200, SIZE);
            exchange.getResponseBody().flush();
            server.hang();
        });

        assertFails("/data.gz", "nothing more came for 0.5 s");
    }

    @Test
    void failsWhenAnUnannouncedBodyEndsTooEarly() {
        server.on("/data.gz", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(bytes, 0, DataServer.start(exchange) == 0 ? HALF : 0);
        });

        assertFails("/data.gz", "the body ended after 0 of 300000 bytes");
    }

    @Test
    void refusesOtherBytesOfTheSameLength() throws Exception {
        byte[] lie = randomBytes(2);
        server.on("/data.gz", DataServer.serving(lie));

        assertFails(
                "/data.gz",
                "the bytes that came are not the published ones: SHA-256 " + sha256(lie) + " in place of "
                        + hash.hex());
        assertThat(part).doesNotExist();
        assertThat(server.requests()).containsExactly("/data.gz");
    }

    @Test
    void refusesAnnouncedBytesOfAnotherLengthUnread() {
        server.on("/data.gz", exchange -> DataServer.send(exchange, 200, "<html>Please log in</html>".getBytes(UTF_8)));

        assertFails("/data.gz", "the server announced 26 bytes in place of 300000");
        assertThat(part).doesNotExist();
    }

    @Test
    void refusesAnEndlessBodyAfterTheFilesLength() throws Exception {
        server.on("/data.gz", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(bytes);
            while (true) {
                exchange.getResponseBody().write(bytes); // ends with the client's connection
            }
        });

        assertFails("/data.gz", "the server sent more than the file's 300000 bytes");
        assertThat(part).doesNotExist();
    }

    @Test
    void saysWhichStatusRefusedIt() {
        server.on("/data.gz", exchange -> DataServer.send(exchange, 403, "no".getBytes(UTF_8)));

        assertFails("/data.gz", "the server answered with status 403");
    }

    @Test
    void keepsThePartWhenTheServerIsOutOfOrder() throws Exception {
        leavePart(Arrays.copyOf(bytes, HALF));
        server.on("/data.gz", exchange -> DataServer.send(exchange, 503, new byte[0]));

        assertFails("/data.gz", "the server answered with status 503");
        assertThat(part).hasSize(HALF);
    }

    @Test
    void saysThatThereIsNoConnection() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/data.gz");
        }

        assertThatThrownBy(() -> downloader.fetch(file(nobody), folder))
                .isInstanceOf(IOException.class)
                .hasMessage("no connection to 127.0.0.1");
        assertThat(target).doesNotExist();
    }

    @Test
    void fetchesOnceForManyThreads() throws Exception {
        server.on("/data.gz", DataServer.serving(bytes));
        ExecutorService threads = Executors.newFixedThreadPool(8);

        List<Future<?>> fetches = IntStream.range(0, 8)
                .<Future<?>>mapToObj(i -> threads.submit(() -> {
                    fetch("/data.gz");
                    return null;
                }))
                .toList();
        for (Future<?> each : fetches) {
            each.get();
        }
        threads.shutdown();

        assertThat(target).hasBinaryContent(bytes);
        assertThat(server.requests()).containsExactly("/data.gz");
    }

    @Test
    void stopsWhenItsThreadIsInterruptedAndKeepsNoLock() throws Exception {
        server.on("/data.gz", exchange -> server.hang());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fetch("/data.gz")).isInstanceOfAny(IOException.class, InterruptedException.class);

        Thread.interrupted();
        server.on("/well", DataServer.serving(bytes));
        fetch("/well");
        assertThat(target).hasBinaryContent(bytes);
    }

    private void fetch(String path) throws IOException, InterruptedException {
        downloader.fetch(file(server.uri(path)), folder);
    }

    private void assertFails(String path, String message) {
        assertThatThrownBy(() -> fetch(path)).isInstanceOf(IOException.class).hasMessage(message);
        assertThat(target).doesNotExist();
    }

    private void leavePart(byte[] content) throws IOException {
        Files.createDirectories(folder);
        Files.write(part, content);
    }

    private void sendHalf(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, SIZE);
        exchange.getResponseBody().write(bytes, 0, HALF);
        exchange.getResponseBody().flush();
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        DataServer.send(exchange, 302, new byte[0]);
        exchange.close();
    }

    /** A context that serves as 127.0.0.1 and trusts itself. */
    private static SSLContext selfSigned(Path store) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(keytool, "-keystore", store.toString()));
        command.addAll(List.of("-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=test"));
        command.addAll(List.of("-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-storepass", "secret"));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        char[] password = "secret".toCharArray();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, password);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static byte[] randomBytes(int seed) {
        return randomBytes(seed, SIZE);
    }

    private static byte[] randomBytes(int seed, int size) {
        byte[] random = new byte[size];
        new Random(seed).nextBytes(random);
        return random;
    }

    private RemoteFile file(URI address) {
        return RemoteFile.of("data.gz", address).size(SIZE).hash(hash);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
