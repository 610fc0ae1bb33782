package jeras.callbacks;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Records;
import jeras.utils.Warnings;

/**
 * Posts the logs of each epoch to a server: its number, from 0, as {@code epoch}, and the logs by name, as JSON in a field of a form.
 * A server that does not answer within five seconds is left alone for the rest of the training, after a warning.
 *
 * <pre>{@code RemoteMonitor.of("http://localhost:9000").sendAsJson(true)}</pre>
 *
 * <p>Numbers that JSON cannot hold, such as a loss that is NaN, are sent as {@code null}.
 *
 * @see <a href="https://keras.io/api/callbacks/remote_monitor/">keras.callbacks.RemoteMonitor</a>
 */
public final class RemoteMonitor extends Callback {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Config config;
    private HttpClient client;
    private boolean silent;

    /** Keras's arguments. */
    private record Config(String root, String path, String field, Map<String, String> headers, boolean sendAsJson) {}

    private RemoteMonitor(Config config) {
        this.config = config;
    }

    /** Posts to {@code http://localhost:9000}. */
    public static RemoteMonitor of() {
        return of("http://localhost:9000");
    }

    /** Posts to the server with this address, http or https. */
    public static RemoteMonitor of(String root) {
        return new RemoteMonitor(new Config(root, "/publish/epoch/end/", "data", Map.of(), false));
    }

    private RemoteMonitor with(String component, Object value) {
        return new RemoteMonitor(Records.with(config, component, value));
    }

    /** What follows the server in the address; default: {@code /publish/epoch/end/}. */
    public RemoteMonitor path(String path) {
        return with("path", path);
    }

    /** The field of the form that holds the JSON; default: {@code data}. */
    public RemoteMonitor field(String name) {
        return with("field", name);
    }

    /** More headers of the request; default: none. */
    public RemoteMonitor headers(Map<String, String> headers) {
        return with("headers", Map.copyOf(headers));
    }

    /** Whether the request is the JSON itself and no form; default: false. */
    public RemoteMonitor sendAsJson(boolean json) {
        return with("sendAsJson", json);
    }

    @Override
    public void onTrainBegin() {
        silent = false;
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        if (silent) {
            return;
        }
        JsonObject send = new JsonObject();
        send.addProperty("epoch", epoch);
        logs.asMap().forEach((name, value) -> send.addProperty(name, Double.isFinite(value) ? value : null));
        HttpRequest request = request(send.toString());
        try {
            client = client == null
                    ? HttpClient.newBuilder().connectTimeout(PATIENCE).build()
                    : client;
            client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            silent = true;
            Warnings.warn("Could not reach RemoteMonitor root server at " + config.root + ": " + e);
        } catch (InterruptedException e) {
            // The training loop ends a training whose thread is interrupted.
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(String json) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(config.root + config.path))
                    .timeout(PATIENCE)
                    .setHeader(
                            "Content-Type",
                            config.sendAsJson ? "application/json" : "application/x-www-form-urlencoded");
            config.headers.forEach(request::setHeader);
            String body = config.sendAsJson ? json : encoded(config.field) + "=" + encoded(json);
            return request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException(JerasException.message(
                    "RemoteMonitor cannot post to this address.",
                    "an address that begins with http:// or https://, and headers that a request may have",
                    config.root + config.path + ", headers " + config.headers.keySet(),
                    "correct it; the reason is: " + e.getMessage()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
