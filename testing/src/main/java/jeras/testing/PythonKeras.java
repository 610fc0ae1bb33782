package jeras.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Python with Keras 3.15 or later, where it is: {@code -Djeras.test.python=...}, else the first python3 on the path. */
public final class PythonKeras {
    private static final String PYTHON = System.getProperty("jeras.test.python", "python3");

    /** Prints the backend that can do the most, without loading it; fails when there is no Keras, or an older one. */
    private static final String BACKEND = """
            import importlib.metadata, importlib.util
            assert tuple(map(int, importlib.metadata.version("keras").split(".")[:2])) >= (3, 15)
            print(next(b for b in ["tensorflow", "jax", "torch"] if importlib.util.find_spec(b)))
            """;

    private PythonKeras() {}

    /**
     * Runs a script; skips the test where there is no Keras, and fails it when the script fails.
     *
     * @param folder where what Python prints is kept while it runs
     */
    public static void run(Path folder, Path script, Object... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("keras.log");
        ProcessBuilder command = command(folder, script, arguments);
        assertThat(exit(command.redirectErrorStream(true).redirectOutput(log.toFile())))
                .as(() -> text(log))
                .isZero();
    }

    /** A script to be run by the backend that there is; skips the test where there is no Keras. */
    static ProcessBuilder command(Path folder, Path script, Object... arguments)
            throws IOException, InterruptedException {
        Path answer = folder.resolve("backend.txt");
        ProcessBuilder question = new ProcessBuilder(PYTHON, "-c", BACKEND)
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile());
        assumeTrue(
                exit(question) == 0, PYTHON + " has no Keras 3.15: name a Python that has by -Djeras.test.python=...");
        List<String> command = new ArrayList<>(List.of(PYTHON, script.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("KERAS_BACKEND", Files.readString(answer).strip());
        return builder;
    }

    private static int exit(ProcessBuilder builder) throws InterruptedException {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return -1; // there is no such program
        }
        if (process.waitFor(10, TimeUnit.MINUTES)) {
            return process.exitValue();
        }
        process.destroyForcibly();
        return -1;
    }

    static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return log + " cannot be read";
        }
    }
}
