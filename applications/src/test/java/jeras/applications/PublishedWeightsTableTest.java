package jeras.applications;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that Keras fetches, by {@code src/test/python/published_weights.py}; no request leaves this machine. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class PublishedWeightsTableTest {
    private final ProxySelector before = ProxySelector.getDefault();

    @TempDir
    private Path cache;

    /** A proxy that is not there. */
    private static final class Nowhere extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {}
    }

    @BeforeEach
    void goOffline() {
        System.setProperty("jeras.cache", cache.toString());
        ProxySelector.setDefault(new Nowhere());
    }

    @AfterEach
    void goOnline() {
        System.clearProperty("jeras.cache");
        ProxySelector.setDefault(before);
    }

    static Stream<String> rows() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/published_weights.tsv")).stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aModelAsksForTheFileOfKeras(String row) {
        String[] cells = row.split("\t", -1);
        JsonObject arguments = new JsonObject();
        arguments.addProperty("weights", "imagenet");
        arguments.addProperty("include_top", Boolean.valueOf(cells[1]));
        String name = cells[3].substring(cells[3].lastIndexOf('/') + 1);
        String file = name.equals(cells[2]) ? name : name + " as " + cells[2];

        assertThatThrownBy(() -> Architecture.build(cells[0], arguments))
                .hasRootCauseInstanceOf(IOException.class)
                .cause()
                .cause()
                .hasMessageContaining("expected: " + cells[3] + "\n")
                .hasMessageContaining("put " + file + " into");
    }
}
