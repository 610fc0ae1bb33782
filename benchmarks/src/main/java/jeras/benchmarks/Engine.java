package jeras.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What runs a workload: Jeras, a backend of Keras, or transformers; each run in a process of its own. */
record Engine(String name, List<String> command) {
    static final String JERAS = "jeras";
    static final String TRANSFORMERS = "transformers";

    /** The Java heap of a measured process: fixed, so that the peak of memory does not depend on the machine's. */
    private static final String HEAP = "-Xmx512m";

    static Engine jeras() {
        return new Engine(
                JERAS,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Measure.class.getName(),
                        "{workload}"));
    }

    /** The backends that a Python has; none when there is no such Python, or no Keras in it. */
    static List<Engine> keras(String python, Path script) {
        try {
            return run(List.of(python, script.toString(), "--backends"))
                    .lines()
                    .map(b -> new Engine(b, List.of(python, script.toString(), "{workload}", b)))
                    .toList();
        } catch (UncheckedIOException e) {
            return List.of();
        }
    }

    /** Transformers, where a Python has it. */
    static List<Engine> transformers(String python, Path script) {
        try {
            return run(List.of(python, script.toString(), "--available"))
                    .lines()
                    .map(name -> new Engine(name, List.of(python, script.toString(), "{workload}")))
                    .toList();
        } catch (UncheckedIOException e) {
            return List.of();
        }
    }

    /** Whether it has the workload. */
    boolean runs(String workload) {
        return name.equals(JERAS) || name.equals(TRANSFORMERS) == workload.equals(Workloads.FINE_TUNING);
    }

    /** Times a workload. */
    Measurement measure(String workload, int epochs) {
        return Measurement.parse(run(forWorkload(workload, "--epochs", Integer.toString(epochs)))
                .lines()
                .filter(line -> line.startsWith("{"))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new UncheckedIOException(
                        new IOException(name + " printed no measurement of " + workload + "."))));
    }

    /** The command that runs a workload, with further arguments. */
    List<String> forWorkload(String workload, String... more) {
        List<String> arguments = new ArrayList<>(command);
        arguments.replaceAll(a -> a.equals("{workload}") ? workload : a);
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** What a command prints; what it says besides is shown only when it fails. */
    private static String run(List<String> command) {
        try {
            Path said = Files.createTempFile("benchmark", ".log");
            try {
                Process process =
                        new ProcessBuilder(command).redirectError(said.toFile()).start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int status = process.waitFor();
                if (status != 0) {
                    throw new IOException(String.format(
                            Locale.ROOT, "%s ended with %d:%n%s", command, status, Files.readString(said)));
                }
                return output;
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
