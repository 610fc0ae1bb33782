package jeras.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import jeras.Array;
import jeras.FileFormatException;
import jeras.Model;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Weights come from a server on this machine in the place of Keras's. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class PublishedWeightsTest {
    @TempDir
    private Path cache;

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String name = exchange.getRequestURI().getPath().substring("/models/".length());
            requests.add(name);
            byte[] content = files.getOrDefault(name, new byte[0]);
            try (exchange) {
                exchange.sendResponseHeaders(files.containsKey(name) ? 200 : 404, content.length);
                exchange.getResponseBody().write(content);
            }
        });
        server.start();
        System.setProperty("jeras.cache", cache.toString());
        System.setProperty(
                "jeras.mirror",
                "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                        + server.getAddress().getPort());
    }

    @AfterEach
    void stopServer() {
        System.clearProperty("jeras.cache");
        System.clearProperty("jeras.mirror");
        server.stop(0);
    }

    @Test
    void publishedWeightsAreFetchedOnceAndLoaded() throws IOException {
        String name = "mobilenet_2_5_128_tf_no_top.h5";
        Model trained = MobileNet.of(
                a -> a.weights("none").alpha(0.25).includeTop(false).inputShape(128, 128, 3));
        Path saved = cache.resolve("trained.weights.h5");
        trained.saveWeights(saved);
        files.put(name, Files.readAllBytes(saved));

        for (int i = 0; i < 2; i++) {
            Model model = MobileNet.of(a -> a.alpha(0.25).includeTop(false).inputShape(128, 128, 3));
            assertThat(model.getWeights()).isEqualTo(trained.getWeights());
        }

        assertThat(requests).containsExactly(name);
        assertThat(cache.resolve("models").resolve(name)).exists();
    }

    @Test
    void aFileWithAnotherHashIsNotLoaded() {
        files.put("vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5", "not weights".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> VGG16.of(a -> a.includeTop(false))).isInstanceOf(FileFormatException.class);
        assertThat(cache.resolve("models/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5"))
                .doesNotExist();
    }

    @Test
    void everyNetworkAsksForItsOwnFile() {
        assertThatThrownBy(() -> ResNet101V2.of());
        assertThatThrownBy(() -> MobileNet.of(a -> a.includeTop(false).inputShape(100, 90, 3)));
        assertThatThrownBy(() -> MobileNetV2.of(a -> a.alpha(1.4).inputShape(96, 96, 3)));
        assertThatThrownBy(() -> MobileNetV3Small.of(a -> a.alpha(0.75)));
        assertThatThrownBy(() -> MobileNetV3Large.of(a -> a.minimalistic(true).includeTop(false)));

        assertThat(requests)
                .containsExactly(
                        "resnet101v2_weights_tf_dim_ordering_tf_kernels.h5",
                        "mobilenet_1_0_224_tf_no_top.h5",
                        "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.4_96.h5",
                        "weights_mobilenet_v3_small_224_0.75_float.h5",
                        "weights_mobilenet_v3_large_minimalistic_224_1.0_float_no_top_v2.h5");
    }

    @Test
    void namesOfClassesThatAreNotKerassAreRefusedHoweverOftenOneAsks() {
        files.put("imagenet_class_index.json", "{}".getBytes(StandardCharsets.UTF_8));
        Array predictions = Array.zeros(DataType.FLOAT32, 1, 1000);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> ResNet50.decodePredictions(predictions)).isInstanceOf(FileFormatException.class);
        }
        assertThat(requests).contains("imagenet_class_index.json");
    }
}
