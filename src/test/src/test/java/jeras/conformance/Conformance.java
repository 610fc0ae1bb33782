package jeras.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Runs the cases of a folder and prints a line for each; {@code conformance.sh} starts it. */
public final class Conformance {
    private Conformance() {}

    /** Arguments: the folder, and optionally how the names of the cases begin. Exit code 1 when a case fails. */
    public static void main(String[] arguments) {
        if (arguments.length == 0 || !Files.isDirectory(Path.of(arguments[0]))) {
            System.err.println("usage: conformance.sh DIR [NAME_PREFIX]   (DIR holds folders with a case.json)");
            System.exit(2);
        }
        Map<Outcome.Status, Integer> counts = new EnumMap<>(Outcome.Status.class);
        for (ConformanceCase one :
                ConformanceCase.find(Path.of(arguments[0]), arguments.length > 1 ? arguments[1] : "")) {
            Outcome outcome = one.run();
            System.out.println(outcome);
            counts.merge(outcome.status(), 1, Integer::sum);
        }
        int failed = counts.getOrDefault(Outcome.Status.FAIL, 0);
        System.out.println(counts.getOrDefault(Outcome.Status.OK, 0) + " passed, " + failed + " failed, "
                + counts.getOrDefault(Outcome.Status.SKIP, 0) + " skipped");
        System.exit(failed > 0 ? 1 : 0);
    }
}
