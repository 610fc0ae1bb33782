package jeras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jeras.layers.Dense;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole process: what a first use prints, how it ends, and what is said when the native library is missing. */
@Timeout(180)
class ProcessTest {
    @TempDir
    private Path folder;

    /** A first use without any setting. */
    static final class FirstUse {
        private FirstUse() {}

        public static void main(String[] args) {
            Sequential model = Sequential.of(Dense.of(1));
            model.compile("adam", "mse");
            model.fit(new float[4][2], new float[4][1], f -> f.epochs(2).verbose(0));
            System.out.println(model.predict(new float[1][2]).shape());
        }
    }

    /** Trains until somebody stops it. */
    static final class Forever {
        private Forever() {}

        public static void main(String[] args) {
            Sequential model = Sequential.of(Dense.of(64), Dense.of(1));
            model.compile("adam", "mse");
            model.fit(new float[64][32], new float[64][1], f -> f.verbose(0));
            System.out.println("training");
            model.fit(
                    new float[64][32],
                    new float[64][1],
                    f -> f.epochs(10_000_000).verbose(0));
        }
    }

    private static List<String> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.asList(path.split(File.pathSeparator));
    }

    private Process start(Class<?> program, List<String> classPath, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), program.getName()));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private String text(String stream) throws IOException {
        return Files.readString(folder.resolve(stream), StandardCharsets.UTF_8);
    }

    @Test
    void theFirstUseIsQuietAndLooksForNothingOnTheNetwork() throws Exception {
        // Without a logging library on the class path, as in a user's first project.
        List<String> plain =
                classPath().stream().filter(p -> !p.contains("slf4j-nop")).toList();
        Process process = start(
                FirstUse.class,
                plain,
                "-Dhttp.proxyHost=256.256.256.256",
                "-Dhttps.proxyHost=256.256.256.256",
                "-Dsun.net.client.defaultConnectTimeout=1");

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();

        assertThat(text("err")).isEmpty();
        assertThat(text("out")).isEqualTo("(1, 1)" + System.lineSeparator());
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void aMissingNativeLibraryIsOneClearMessage() throws Exception {
        List<String> without =
                classPath().stream().filter(p -> !p.contains("pytorch-native")).toList();
        Process process = start(FirstUse.class, without, "-DDJL_CACHE_DIR=" + folder.resolve("cache"));

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();

        assertThat(text("err"))
                .startsWith("""
                        Exception in thread "main" jeras.EngineStartException: PyTorch's native library is not there.
                          expected: ai.djl.pytorch:pytorch-native-cpu:2.7.1 for this platform on the class path \
                        (linux-x86_64, linux-aarch64, osx-aarch64 or win-x86_64)
                          received: none on %s
                          fix:      add the artifact with your platform's classifier, or set PYTORCH_LIBRARY_PATH \
                        and PYTORCH_FLAVOR to a libtorch 2.7.1 of your own
                        """.formatted(System.getProperty("os.name") + " " + System.getProperty("os.arch")));
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void anInterruptFromTheKeyboardEndsTrainingAtOnceAndCleanly() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "sends SIGINT by the shell's kill");
        Process process = start(Forever.class, classPath());
        for (int i = 0; i < 1200 && process.isAlive() && !text("out").contains("training"); i++) {
            Thread.sleep(100);
        }
        assertThat(text("out")).contains("training");

        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid())
                .start()
                .waitFor();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(text("err")).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(p -> p.getFileName().toString()).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder("out", "err");
        }
    }
}
