package jeras.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import jeras.InvalidArgumentException;
import jeras.utils.Suggestions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Times workloads on Jeras and on Keras's backends in turn, each in a process of its own, and prints the tables.
 *
 * <p>One round times every engine once before the next begins: what else the machine does then hits all alike.
 */
@Command(name = "benchmarks/run.sh", mixinStandardHelpOptions = true, sortOptions = false)
final class Compare implements Callable<Integer> {
    private static final List<String> ENGINES =
            List.of(Engine.JERAS, "tensorflow", "jax", "torch", Engine.TRANSFORMERS);

    @Parameters(
            arity = "0..*",
            paramLabel = "WORKLOAD",
            description =
                    "what to time (default: all but the optimizers, which are mlp_adam and so on, or optimizers for all)")
    private List<String> workloads = List.copyOf(Workloads.names());

    @Option(
            names = "--engines",
            split = ",",
            paramLabel = "ENGINE",
            description = "default: jeras,tensorflow,jax,torch,transformers")
    private List<String> wanted = ENGINES;

    @Option(names = "--rounds", description = "how often each engine is timed (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--epochs", description = "epochs a timing, the first left out (default: ${DEFAULT-VALUE})")
    private int epochs = 4;

    @Option(names = "--python", description = "a Python with Keras (default: ${DEFAULT-VALUE})")
    private String python = "python3";

    @Option(names = "--profile", description = "show where Jeras's time goes instead")
    private boolean profile;

    @Option(names = "--outside", description = "show how much of Jeras's training is spent outside PyTorch instead")
    private boolean outside;

    @Option(names = "--script", required = true, hidden = true)
    private Path script;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Compare())
                .setExecutionExceptionHandler((e, command, result) -> {
                    System.err.println(e.getMessage());
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        workloads = workloads.stream()
                .flatMap(w -> w.equals(Workloads.OPTIMIZERS) ? Workloads.optimizers().stream() : Stream.of(w))
                .toList();
        check(
                "workload",
                workloads,
                Stream.concat(Workloads.names().stream(), Workloads.optimizers().stream())
                        .toList());
        check("engine", wanted, ENGINES);
        if (profile || outside) {
            return lookInside();
        }
        List<Engine> engines = engines();
        if (engines.isEmpty()) {
            System.err.println("None of the engines " + wanted + " is at hand.");
            return 1;
        }
        Results results = new Results(engines.stream().map(Engine::name).toList());
        for (String workload : workloads) {
            for (int round = 0; round < rounds; round++) {
                engines.stream().filter(e -> e.runs(workload)).forEach(e -> time(e, workload, results));
            }
        }
        System.out.println();
        System.out.print(results.markdown());
        return 0;
    }

    private static void check(String what, List<String> given, List<String> known) {
        given.stream().filter(g -> !known.contains(g)).findFirst().ifPresent(g -> {
            throw new InvalidArgumentException(Suggestions.unknown(what, g, known));
        });
    }

    private List<Engine> engines() {
        List<Engine> found = new ArrayList<>(List.of(Engine.jeras()));
        List<Engine> keras = Engine.keras(python, script);
        found.addAll(keras);
        found.addAll(Engine.transformers(python, script.resolveSibling("transformers_bench.py")));
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(found.stream().map(Engine::name).toList());
        if (!missing.isEmpty()) {
            System.out.println((keras.isEmpty()
                            ? python + " is not a Python that can import keras"
                            : "this Python cannot import " + String.join(", ", missing))
                    + ": not timed: " + String.join(", ", missing));
        }
        return found.stream().filter(e -> wanted.contains(e.name())).toList();
    }

    /** One that fails is told and left out, so that the others' times are not lost. */
    private void time(Engine engine, String workload, Results results) {
        try {
            Measurement measurement = engine.measure(workload, epochs);
            System.out.println(measurement.toJson());
            results.add(measurement);
        } catch (UncheckedIOException e) {
            System.err.println(engine.name() + " could not run " + workload + ": "
                    + e.getCause().getMessage());
        }
    }

    private int lookInside() throws IOException, InterruptedException {
        for (String workload : workloads) {
            Path trace = Files.createTempDirectory("benchmark").resolve(workload + ".trace.json");
            String[] look = outside ? new String[] {"--outside"} : new String[] {"--profile", trace.toString()};
            int status = new ProcessBuilder(Engine.jeras().forWorkload(workload, look))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }
}
