package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntConsumer;
import jeras.Array;
import jeras.Input;
import jeras.Sequential;
import jeras.backend.Backend;
import jeras.layers.Dense;
import org.junit.jupiter.api.Test;

/** Nobody closes anything, and yet native memory does not grow. */
class MemoryTest {
    private static final int STEPS = 10_000;
    /** By then PyTorch's allocator, the code cache and the heap have reached their size. */
    private static final int SETTLED = 2_000;

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long TWO_PERCENT = 50;

    private final Random random = new Random(0);
    private final Array x = Array.of(floats(32 * 8), 32, 8);
    private final Array y = Array.of(floats(32), 32, 1);
    private final Sequential model = Sequential.of(Input.of(8), Dense.of(4).activation("relu"), Dense.of(1));

    private float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    @Test
    void tenThousandStepsOfTrainingLeaveNoNativeArrayBehind() throws IOException {
        model.compile("adam", "mse", "mae");
        staysFlat(i -> model.trainOnBatch(x, y));
    }

    @Test
    void tenThousandPredictionsLeaveNoNativeArrayBehind() throws IOException {
        staysFlat(i -> model.predict(x));
    }

    @Test
    void oneLongFitLeavesNoNativeArrayBehind() throws IOException {
        model.compile("adam", "mse", "mae");
        int[] batchSizes = {32, 7};
        staysFlat(
                STEPS / 10,
                i -> model.fit(
                        x, y, f -> f.batchSize(batchSizes[i % 2]).epochs(5).verbose(0)));
    }

    private static void staysFlat(IntConsumer step) throws IOException {
        staysFlat(STEPS, step);
    }

    private static void staysFlat(int steps, IntConsumer step) throws IOException {
        int settled = steps * SETTLED / STEPS;
        for (int i = 0; i < settled; i++) {
            step.accept(i);
        }
        int arrays = Backend.resources();
        long resident = residentKb();
        for (int i = settled; i < steps; i++) {
            step.accept(i);
        }
        assertThat(Backend.resources()).as("native arrays").isEqualTo(arrays);
        assumeThat(STATUS).as("where Linux tells a process's memory").isReadable();
        assertThat(residentKb()).as("resident kilobytes").isLessThan(resident + resident / TWO_PERCENT);
    }

    private static long residentKb() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
