package jeras.zoo.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.Input;
import jeras.Keras;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.layers.Embedding;
import jeras.layers.GlobalAveragePooling1D;
import jeras.layers.TextVectorization;
import jeras.zoo.recipe.Predictor;
import jeras.zoo.recipe.Ranking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service is asked by HTTP clients, polite ones and others. */
class PredictionServerTest {
    private static final List<String> CLASSES = List.of("bad", "good");
    private static final Predictor ECHO = texts ->
            texts.stream().map(t -> Ranking.of(t, new double[] {1, 0}, CLASSES)).toList();

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Throwable> logged = new ArrayList<>();
    private PredictionServer server;

    @BeforeAll
    static void hurrySlowClients() {
        System.setProperty("sun.net.httpserver.maxReqTime", "2");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private void serve(Predictor predictor, Limits limits) {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = PredictionServer.start(free, "reviews", predictor, 2, limits, logged::add);
    }

    private static Limits limits() {
        return new Limits(4096, 4, 2, 8, Duration.ofSeconds(5));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(json(body));
    }

    private HttpRequest.Builder json(String body) {
        return HttpRequest.newBuilder(uri("/predict"))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static String error(HttpResponse<String> response) {
        return JsonParser.parseString(response.body())
                .getAsJsonObject()
                .get("error")
                .getAsString();
    }

    @Test
    void severalClientsGetWhatTheModelPredicts() throws Exception {
        Keras.setRandomSeed(5);
        TextVectorization words = TextVectorization.of();
        words.adapt(new String[] {"a wonderful film", "dull and long"});
        Model model = Sequential.of(
                Input.of(1).dtype("string"),
                words,
                Embedding.of(20, 8),
                GlobalAveragePooling1D.of(),
                Dense.of(2).activation("softmax"));
        serve(
                texts -> {
                    Array all = model.predict(texts.toArray(String[]::new));
                    return IntStream.range(0, texts.size())
                            .mapToObj(i -> Ranking.of(texts.get(i), all.get(i).toDoubleArray(), CLASSES))
                            .toList();
                },
                limits());
        Array expected = model.predict(new String[] {"a wonderful film", "dull"});
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<HttpResponse<String>>> responses = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            responses.add(threads.submit(() -> post("{\"instances\": [\"a wonderful film\", \"dull\"]}")));
        }
        threads.shutdown();
        for (Future<HttpResponse<String>> response : responses) {
            assertThat(response.get().statusCode()).isEqualTo(200);
            JsonArray predictions = JsonParser.parseString(response.get().body())
                    .getAsJsonObject()
                    .getAsJsonArray("predictions");
            assertThat(predictions).hasSize(2);
            for (int i = 0; i < 2; i++) {
                JsonObject prediction = predictions.get(i).getAsJsonObject();
                assertThat(prediction.keySet()).containsExactly("label", "probability", "top");
                int label = CLASSES.indexOf(prediction.get("label").getAsString());
                assertThat(prediction.get("probability").getAsDouble())
                        .isCloseTo(expected.getDouble(i, label), within(1e-6));
            }
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void itSaysWhatItIs() throws Exception {
        serve(ECHO, limits());

        assertThat(send(HttpRequest.newBuilder(uri("/"))).body()).isEqualTo("""
                {"model":"reviews","predict":"POST /predict {\\"instances\\": [...]} of type application/json, each a text",\
                "health":"GET /health"}
                """);
        assertThat(send(HttpRequest.newBuilder(uri("/health"))).body()).isEqualTo("{\"status\":\"ok\"}\n");
        assertThat(post("{\"instances\": []}").body()).isEqualTo("{\"predictions\":[]}\n");
    }

    @Test
    void wrongAddressesMethodsAndTypesHaveTheirStatus() throws Exception {
        serve(ECHO, limits());

        assertThat(send(HttpRequest.newBuilder(uri("/health/../../etc/passwd"))).statusCode())
                .isEqualTo(404);
        HttpResponse<String> get = send(HttpRequest.newBuilder(uri("/predict")));
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).hasValue("POST");
        assertThat(send(HttpRequest.newBuilder(uri("/health")).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
        for (String type : List.of("text/plain", "image/png", "application/x-www-form-urlencoded")) {
            HttpResponse<String> wrong = send(HttpRequest.newBuilder(uri("/predict"))
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(wrong.statusCode()).isEqualTo(415);
            assertThat(error(wrong)).isEqualTo("""
                    The request is of a type that is not understood.
                      expected: {"instances": [...]} of type application/json, each a text
                      received: %s
                      fix:      send the header Content-Type: application/json""".formatted(type));
        }
    }

    @Test
    void whatIsNotTheRightJsonIsRefused() throws Exception {
        serve(ECHO, limits());
        List<String> wrong = List.of(
                "",
                "{",
                "{\"instances\": [\"a\"]",
                "{'instances': []}",
                "{\"instances\": []} more",
                "[\"a\"]",
                "3",
                "{\"instances\": \"a\"}",
                "{\"instances\": [3]}",
                "{\"instances\": [null]}",
                "{\"instances\": [[\"a\"]]}",
                "[".repeat(2000) + "]".repeat(2000),
                "{\"a\":".repeat(600) + "1" + "}".repeat(600));
        for (String body : wrong) {
            HttpResponse<String> response = post(body);
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(error(response)).as(body).contains("expected: ").doesNotContain("Exception", "\tat ");
        }
        HttpResponse<String> notText = send(HttpRequest.newBuilder(uri("/predict"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xFF, '"'})));
        assertThat(error(notText)).contains("received: bytes that are not UTF-8");
        assertThat(logged).isEmpty();
    }

    @Test
    void tooMuchAtOnceIsRefused() throws Exception {
        serve(ECHO, limits());

        HttpResponse<String> many = post("{\"instances\": [\"a\",\"a\",\"a\",\"a\",\"a\"]}");
        assertThat(many.statusCode()).isEqualTo(413);
        assertThat(error(many)).isEqualTo("""
                These are too many instances for one request.
                  expected: at most 4
                  received: 5
                  fix:      send several requests""");
        // Refused by what the header says, before the body comes.
        assertThat(raw("Content-Length: 900000000000\r\n\r\n")).startsWith("HTTP/1.1 413 ");
        String chunk = "1000\r\n" + " ".repeat(4096) + "\r\n";
        assertThat(raw("Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk)).startsWith("HTTP/1.1 413 ");
    }

    /** Sends a request to predict as it is, and returns all that comes back. */
    private String raw(String rest) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout(15_000);
            String head = "POST /predict HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n";
            socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
                answer.append((char) c);
            }
            return answer.toString();
        }
    }

    @Test
    void aClientThatIsSlowIsCutOffAndKeepsNobodyWaiting() throws Exception {
        serve(ECHO, limits());
        long before = System.nanoTime();
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> {
            try {
                return raw("Content-Length: 100\r\n\r\n{");
            } catch (IOException e) {
                return "cut off";
            }
        });

        assertThat(post("{\"instances\": [\"a\"]}").statusCode()).isEqualTo(200);
        assertThat(slow.get()).isIn("", "cut off");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(logged).isEmpty();
    }

    /** Answers when it is told to. */
    private static final class Blocking implements Predictor {
        final CountDownLatch started;
        final CountDownLatch release = new CountDownLatch(1);

        Blocking(int requests) {
            started = new CountDownLatch(requests);
        }

        @Override
        public List<Ranking> predict(List<String> texts) {
            started.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of(Ranking.of("", new double[] {0, 1}, CLASSES));
        }
    }

    private CompletableFuture<Integer> status() {
        return client.sendAsync(json("{\"instances\": [\"a\"]}").build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode);
    }

    @Test
    void tooManyClientsAreToldToComeBackAndTheOthersAreAnswered() throws Exception {
        Blocking model = new Blocking(2);
        serve(model, new Limits(4096, 4, 2, 1, Duration.ofSeconds(20)));
        List<CompletableFuture<Integer>> all =
                IntStream.range(0, 8).mapToObj(i -> status()).collect(Collectors.toList());
        model.started.await();
        // Two compute, one waits, five are refused.
        while (all.stream().filter(CompletableFuture::isDone).count() < 5) {
            Thread.sleep(5);
        }
        assertThat(send(HttpRequest.newBuilder(uri("/health"))).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = post("{\"instances\": [\"a\"]}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        model.release.countDown();
        assertThat(all.stream().map(CompletableFuture::join)).containsOnly(200, 503);
        assertThat(all.stream().filter(s -> s.join() == 200)).hasSize(3);
    }

    @Test
    void stoppingFinishesWhatIsBeingAnswered() throws Exception {
        Blocking model = new Blocking(1);
        serve(model, limits());
        CompletableFuture<Integer> asked = status();
        model.started.await();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
        Thread.sleep(100);
        assertThat(stopped).isNotDone();
        assertThat(post("{\"instances\": [\"a\"]}").statusCode()).isEqualTo(503);
        model.release.countDown();

        assertThat(asked.get()).isEqualTo(200);
        stopped.get();
        assertThat(status()).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void anErrorInsideIsLoggedAndNotTold() throws Exception {
        serve(
                texts -> {
                    throw new IllegalStateException("the secret is 42");
                },
                limits());

        HttpResponse<String> response = post("{\"instances\": [\"a\"]}");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"error\":\"The request could not be answered.\"}\n");
        assertThat(logged).singleElement().isInstanceOf(IllegalStateException.class);
    }
}
