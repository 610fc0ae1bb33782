package jeras.applications.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubTest {
    private static final String PLACE = "/owner/small/resolve/main/";

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private String fixture;

    @TempDir
    Path cache;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                requests.add(path);
                Path file = Fixture.of(fixture).folder().resolve(path.replaceFirst("^" + PLACE, ""));
                boolean there = path.startsWith(PLACE) && Files.isRegularFile(file);
                byte[] bytes = there ? Files.readAllBytes(file) : new byte[0];
                exchange.sendResponseHeaders(there ? 200 : 404, there ? bytes.length : -1);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private TextEncoder encoder(String id) {
        String address = "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
        return TextEncoder.fromPretrained(id, h -> h.endpoint(address).cacheDir(cache));
    }

    @ParameterizedTest
    @ValueSource(strings = {"roberta-float16", "distilbert-parts"})
    void aModelIsDownloadedOnceWithAllItsFiles(String name) {
        fixture = name;
        TextEncoder encoder = encoder("owner/small");
        Fixture.of(name).assertOutputs(encoder.backbone(), "last_hidden_state");
        assertThat(encoder.folder()).contains(cache.resolve("models/hub/owner/small/main"));
        assertThat(requests).contains(PLACE + "config.json", PLACE + "tokenizer.json");

        requests.clear();
        Fixture.of(name).assertOutputs(encoder("owner/small").backbone(), "last_hidden_state");
        assertThat(requests).isEmpty();
    }

    @Test
    void withoutANetworkTheMessageSaysWhichFilesToPutWhere() {
        fixture = "roberta-float16";
        server.stop(0);
        assertThatThrownBy(() -> encoder("owner/small"))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("The model owner/small cannot be downloaded.")
                .hasMessageContaining("put config.json into " + cache.resolve("models/hub/owner/small/main"))
                .hasMessageContaining("name a folder with these files: TextEncoder.fromPretrained(Path.of(\"...\"))")
                .hasMessageContaining("jeras.mirror");
    }

    @Test
    void whatIsNoNameOfAModelIsRefused() {
        for (String id : new String[] {"../../etc", "a/b/c", "", "/etc/passwd"}) {
            assertThatThrownBy(() -> encoder(id))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessage("""
                            No model has this id.
                              expected: owner/name, or a folder that is there
                              received: "%s"
                              fix:      correct it""", id);
        }
        assertThatThrownBy(() -> TextEncoder.fromPretrained("owner/small", h -> h.revision("../main")))
                .isInstanceOf(InvalidArgumentException.class);
    }
}
