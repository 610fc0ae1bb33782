package jeras.zoo.serve;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.zoo.recipe.Predictor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves a model that a recipe has written, until the process is asked to end. */
@Command(
        name = "serve",
        description = "Serves a saved model by HTTP and JSON.",
        footer = {
            "",
            "Examples:",
            "  jeras serve reviews-text-cnn",
            "  curl -H 'Content-Type: application/json' -d '{\"instances\": [\"a wonderful film\"]}' \\",
            "      http://127.0.0.1:8080/predict",
            "  curl -H 'Content-Type: image/png' --data-binary @photo.png http://127.0.0.1:8080/predict",
            "It knows no passwords and no encryption: beyond this machine, put a server in front that does."
        },
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class Serve implements Callable<Integer> {
    public static final String EXAMPLE = "digits-cnn";

    private final Function<Path, Predictor> opening;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The folder that a recipe has written.")
    private Path folder;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Where to listen, 0 for any that is free; default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Default: ${DEFAULT-VALUE}, for this machine alone; 0.0.0.0 for all that can reach it.")
    private String host;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many of the best guesses to tell; default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = "--max-instances",
            paramLabel = "N",
            defaultValue = "64",
            description = "The most instances of one request; default: ${DEFAULT-VALUE}.")
    private int maxInstances;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    @SuppressWarnings("unused") // picocli reads it.
    private boolean help;

    /** With what opens the folder. */
    public Serve(Function<Path, Predictor> opening) {
        this.opening = opening;
    }

    @Override
    public Integer call() throws InterruptedException {
        requireAtLeast("--top", 1, top);
        requireAtLeast("--port", 0, port);
        Limits limits = Limits.usual().withInstances(maxInstances);
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        Predictor predictor = opening.apply(folder);
        InetSocketAddress address = new InetSocketAddress(host, Math.min(port, 65_535));
        CountDownLatch ended = new CountDownLatch(1);
        PredictionServer server = PredictionServer.start(
                address, name, predictor, top, limits, e -> System.err.println("A request failed: " + e));
        // Ctrl-C ends the process without a finally.
        Thread atExit = new Thread(
                () -> {
                    server.stop();
                    ended.countDown();
                },
                "stops the service");
        Runtime.getRuntime().addShutdownHook(atExit);
        System.out.println("Serving " + name + " at http://" + host + ":"
                + server.address().getPort() + "/, until Ctrl-C.");
        ended.await();
        return 0;
    }

    private static void requireAtLeast(String option, int least, int received) {
        if (received < least) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option " + option + " cannot be set.",
                    "at least " + least,
                    Integer.toString(received),
                    "give another number"));
        }
    }
}
