package jeras.zoo.serve;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.zoo.recipe.Predictor;

/**
 * Answers {@code POST /predict}, {@code GET /health} and {@code GET /} in JSON. All that a client can make large or slow has a
 * bound, see {@link Limits}, and a client is never told more of an error than its own mistake.
 */
final class PredictionServer {
    /** Many more than compute: a client that is slow to send or to read keeps one busy. */
    private static final int CONNECTIONS = 32;

    private static final int BACKLOG = 64;

    static {
        // Read once, by the first server of this JVM. Seconds until a request must be there, and its answer taken.
        preset("sun.net.httpserver.maxReqTime", "30");
        preset("sun.net.httpserver.maxRspTime", "120");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final Phaser requests = new Phaser(1);
    private final Limits limits;
    private final Slots slots;
    private final Questions questions;
    private final JsonObject description;
    private final Consumer<Throwable> log;
    private volatile boolean stopping;

    private PredictionServer(
            HttpServer server, Limits limits, Questions questions, JsonObject description, Consumer<Throwable> log) {
        this.server = server;
        this.limits = limits;
        this.slots = new Slots(limits);
        this.questions = questions;
        this.description = description;
        this.log = log;
    }

    private static void preset(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Starts a server.
     *
     * @param address port 0 for any that is free
     * @param name what is served, for the description
     * @param log is told of errors that are not a client's mistake
     * @throws InvalidArgumentException if the address cannot be used
     */
    static PredictionServer start(
            InetSocketAddress address,
            String name,
            Predictor predictor,
            int top,
            Limits limits,
            Consumer<Throwable> log) {
        Questions questions = new Questions(predictor, limits.instances(), top);
        JsonObject description = new JsonObject();
        description.addProperty("model", name);
        description.addProperty("predict", "POST /predict " + questions.expected());
        description.addProperty("health", "GET /health");
        try {
            HttpServer http = HttpServer.create(address, BACKLOG);
            PredictionServer server = new PredictionServer(http, limits, questions, description, log);
            http.setExecutor(server.threads);
            http.createContext("/", server::handle);
            http.start();
            return server;
        } catch (IOException | RuntimeException e) {
            throw new InvalidArgumentException(
                    JerasException.message(
                            "The service cannot listen.",
                            "a free port of this machine",
                            address + ": " + e.getMessage(),
                            "choose another one by --port and --host"),
                    e);
        }
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) {
        requests.register();
        try (exchange) {
            respond(exchange);
        } catch (IOException e) {
            // The client has gone, or was too slow.
        } finally {
            requests.arriveAndDeregister();
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        try {
            if (stopping) {
                throw new HttpProblem(HttpProblem.BUSY, "The service is stopping.");
            }
            send(exchange, 200, answer(exchange));
        } catch (HttpProblem e) {
            sendError(exchange, e.status(), e.getMessage());
        } catch (RuntimeException | Error e) {
            log.accept(e);
            sendError(exchange, HttpProblem.UNKNOWN, "The request could not be answered.");
        }
    }

    private JsonObject answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/" -> {
                requireMethod(exchange, "GET");
                return description;
            }
            case "/health" -> {
                requireMethod(exchange, "GET");
                JsonObject health = new JsonObject();
                health.addProperty("status", "ok");
                return health;
            }
            case "/predict" -> {
                requireMethod(exchange, "POST");
                String type = Questions.type(exchange.getRequestHeaders().getFirst("Content-Type"));
                questions.checkType(type);
                byte[] body = body(exchange);
                return slots.in(() -> questions.answer(type, body));
            }
            default -> throw new HttpProblem(HttpProblem.NOT_FOUND, "There are POST /predict, GET /health and GET /.");
        }
    }

    private static void requireMethod(HttpExchange exchange, String method) {
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new HttpProblem(HttpProblem.WRONG_METHOD, "Use " + method + ".");
        }
    }

    private byte[] body(HttpExchange exchange) throws IOException {
        String told = exchange.getRequestHeaders().getFirst("Content-Length");
        try {
            if (told != null && Long.parseLong(told) > limits.bodyBytes()) {
                throw tooLarge();
            }
        } catch (NumberFormatException e) {
            throw new HttpProblem(HttpProblem.BAD_REQUEST, "Content-Length is no number.", e);
        }
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(limits.bodyBytes() + 1);
        if (body.length > limits.bodyBytes()) {
            throw tooLarge();
        }
        return body;
    }

    private HttpProblem tooLarge() {
        return new HttpProblem(
                HttpProblem.TOO_LARGE, "The request is too large: at most " + limits.bodyBytes() + " bytes.");
    }

    private static void sendError(HttpExchange exchange, int status, String message) throws IOException {
        JsonObject error = new JsonObject();
        error.addProperty("error", message);
        if (status == HttpProblem.BUSY) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        if (status != HttpProblem.NOT_FOUND && status != HttpProblem.WRONG_METHOD) {
            // What may be left of the body is not worth reading.
            exchange.getResponseHeaders().set("Connection", "close");
        }
        send(exchange, status, error);
    }

    private static void send(HttpExchange exchange, int status, JsonObject json) throws IOException {
        byte[] bytes = (json + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead ? -1 : bytes.length);
        if (!isHead) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Takes no more requests, finishes those that are being answered, as long as {@link Limits#patience}, and stops. */
    void stop() {
        stopping = true;
        try {
            int phase = requests.arriveAndDeregister();
            requests.awaitAdvanceInterruptibly(phase, limits.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // They have had their time.
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
