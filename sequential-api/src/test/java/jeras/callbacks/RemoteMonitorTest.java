package jeras.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.optimizers.SGD;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteMonitorTest {
    private static final Array ONES = Array.of(new float[][] {{1}, {1}});

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("X-Key") + " "
                    + URLDecoder.decode(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String root() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static void fit(int epochs, Callback callback) {
        Sequential model = Sequential.of(Input.of(1), Dense.of(1).kernelInitializer("zeros"));
        model.compile(c -> c.optimizer(SGD.of(0)).loss("mse"));
        model.fit(ONES, ONES, f -> f.epochs(epochs).verbose(0).callbacks(callback));
    }

    @Test
    void logsAreSentInAForm() {
        fit(2, RemoteMonitor.of(root()));

        assertThat(received)
                .containsExactly(
                        "POST /publish/epoch/end/ application/x-www-form-urlencoded null data={\"epoch\":0,\"loss\":1.0}",
                        "POST /publish/epoch/end/ application/x-www-form-urlencoded null data={\"epoch\":1,\"loss\":1.0}");
    }

    @Test
    void logsAreSentAsJson() {
        fit(
                1,
                RemoteMonitor.of(root())
                        .path("/logs")
                        .headers(Map.of("X-Key", "k"))
                        .sendAsJson(true));

        assertThat(received).containsExactly("POST /logs application/json k {\"epoch\":0,\"loss\":1.0}");
    }

    @Test
    void aServerThatIsNotThereDoesNotEndTraining() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        fit(3, RemoteMonitor.of("http://localhost:" + port));

        assertThat(received).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatThrownBy(() -> fit(1, RemoteMonitor.of("localhost 9000")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("RemoteMonitor cannot post to this address.");
    }
}
