package jeras.benchmarks;

import java.util.Locale;
import jeras.Array;
import jeras.Input;
import jeras.Sequential;
import jeras.backend.Backend;
import jeras.layers.Dense;

/**
 * Runs a small model for long and says what native memory it holds: 10,000 training steps, then 10,000 calls of {@code predict}.
 *
 * <p>The heap should be there in full from the start ({@code -Xms256m -Xmx256m -XX:+AlwaysPreTouch}) and
 * neither the concurrent collector nor the optimizing compiler should run, whose own memory comes and goes ({@code
 * -XX:+UseSerialGC -XX:TieredStopAtLevel=1}): what then grows is native memory.
 */
final class Soak {
    private static final int ROUNDS = 10_000;
    private static final int EARLY = 1_000;
    private static final int EPOCH = 100;

    private Soak() {}

    public static void main(String[] args) {
        RandomData data = new RandomData();
        Array x = data.pixels(32 * EPOCH, 32);
        Array y = data.integers(2, 32 * EPOCH, 1);
        Array batch = x.slice(0, 32);
        Sequential model = Sequential.of(
                Input.of(32), Dense.of(16).activation("relu"), Dense.of(1).activation("sigmoid"));
        model.compile("adam", "binary_crossentropy", "accuracy");

        boolean flat = run("training", EPOCH, () -> model.fit(x, y, f -> f.verbose(0)));
        flat &= run("predict", 1, () -> model.predict(batch));
        System.exit(flat ? 0 : 1);
    }

    /**
     * True when nothing grew: at most 2 percent of resident memory, and no native array more.
     *
     * @param steps how many of them {@code work} does at once
     */
    private static boolean run(String what, int steps, Runnable work) {
        for (int i = 0; i < EARLY; i += steps) {
            work.run();
        }
        long before = ProcessMemory.residentKb().orElse(0);
        int arraysBefore = Backend.resources();
        report(what, EARLY, before, arraysBefore);
        for (int i = EARLY; i < ROUNDS; i += steps) {
            work.run();
        }
        long after = ProcessMemory.residentKb().orElse(0);
        int arraysAfter = Backend.resources();
        report(what, ROUNDS, after, arraysAfter);
        boolean flat = after <= before * 1.02 && arraysAfter <= arraysBefore;
        System.out.printf(
                Locale.ROOT,
                "%s: %+.2f %% resident memory, %+d native arrays: %s%n",
                what,
                100.0 * (after - before) / Math.max(1, before),
                arraysAfter - arraysBefore,
                flat ? "flat" : "NOT flat");
        return flat;
    }

    private static void report(String what, int steps, long residentKb, int arrays) {
        System.out.printf(
                Locale.ROOT,
                "%s: after %,6d steps %,d KB resident, %d native arrays%n",
                what,
                steps,
                residentKb,
                arrays);
    }
}
