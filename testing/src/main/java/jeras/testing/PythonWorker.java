package jeras.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A script of {@link PythonKeras} that does one thing after another while the test goes on: for each line that it reads it does
 * something, and then prints the line.
 */
public final class PythonWorker implements AutoCloseable {
    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;
    private final Path log;

    private PythonWorker(Process process, Path log) {
        this.process = process;
        this.questions = process.outputWriter();
        this.answers = process.inputReader();
        this.log = log;
    }

    /** Starts the script; skips the test where there is no Keras. */
    public static PythonWorker start(Path folder, Path script, Object... arguments)
            throws IOException, InterruptedException {
        Path log = folder.resolve("keras.log");
        ProcessBuilder command = PythonKeras.command(folder, script, arguments).redirectError(log.toFile());
        return new PythonWorker(command.start(), log);
    }

    /** What it is to do next, once it has done what it was told before. */
    public void tell(Object line) throws IOException {
        questions.write(line + "\n");
        questions.flush();
    }

    /** Waits until it has done what this line told; fails the test when the script has failed. */
    public void await(Object line) throws Exception {
        CompletableFuture<Optional<String>> answer = CompletableFuture.supplyAsync(
                () -> answers.lines().filter(line.toString()::equals).findFirst());
        assertThat(answer.get(5, TimeUnit.MINUTES))
                .as(() -> PythonKeras.text(log))
                .isPresent();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
