package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody closes anything, and yet native memory does not grow. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells a process's resident memory in /proc")
class MemoryTest {
    private static final double TWO_PERCENT = 1.02;

    private record Reading(int arrays, long residentKb) {
        static Reading parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Reading(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fit", "trainOnBatch", "predict"})
    void nativeMemoryIsFlatOverTenThousandSteps(String what) throws Exception {
        List<Reading> readings = probe(what);

        Reading settled = readings.get(0);
        Reading end = readings.get(1);
        assertThat(end.arrays).as("native arrays").isEqualTo(settled.arrays);
        assertThat((double) end.residentKb).as("resident kilobytes").isLessThan(settled.residentKb * TWO_PERCENT);
    }

    /**
     * The heap is all there from the start, so that what grows is native; small, so that the buffers of past batches, which
     * the garbage collector frees, are few. The working memory of the concurrent collector and of the optimizing compiler
     * would come and go in steps of megabytes, so neither runs.
     */
    private static List<Reading> probe(String what) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryProbe.class.getName(),
                what);
        command.environment().put("OMP_NUM_THREADS", "1");
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().map(Reading::parse).toList();
    }
}
