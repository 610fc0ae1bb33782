package jeras.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import jeras.Array;
import jeras.Input;
import jeras.Sequential;
import jeras.backend.Backend;
import jeras.layers.Dense;

/**
 * Trains or predicts for long and prints {@code arrays residentKb} once it has settled and once more at the end; a process of
 * its own for {@link MemoryTest}, which so sees no other test's memory.
 */
final class MemoryProbe {
    private static final int STEPS = 10_000;
    private static final int EPOCH = 100;
    /** By then Java's compiler and PyTorch's allocator have what they need. */
    private static final int SETTLED = 2_000;

    private static final Path STATUS = Path.of("/proc/self/status");

    private MemoryProbe() {}

    public static void main(String[] args) throws IOException {
        Array x = random(32 * EPOCH, 8);
        Array y = random(32 * EPOCH, 1);
        Array batch = x.slice(0, 32);
        Array target = y.slice(0, 32);
        Sequential model = Sequential.of(Input.of(8), Dense.of(4).activation("relu"), Dense.of(1));
        // A number of its own: what is found while training goes by the clock, and each has arrays of its size.
        model.compile(c -> c.optimizer("adam").loss("mse").metrics("mae").stepsPerExecution(8));
        int stride = args[0].equals("fit") ? EPOCH : 1;
        Runnable work = switch (args[0]) {
            case "fit" -> () -> model.fit(x, y, f -> f.verbose(0));
            case "trainOnBatch" -> () -> model.trainOnBatch(batch, target);
            default -> () -> model.predict(batch);
        };
        for (int step = stride; step <= STEPS; step += stride) {
            work.run();
            if (step == SETTLED || step == STEPS) {
                System.out.println(Backend.resources() + " " + residentKb());
            }
        }
    }

    private static Array random(int rows, int columns) {
        Random random = new Random(0);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Array.of(values, rows, columns);
    }

    private static long residentKb() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
