package jeras.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The open cases, where they lie beside the checkout. */
class ConformanceTest {
    @TestFactory
    Stream<DynamicTest> whatKerasComputesJerasComputes() {
        Path cases = cases();
        assumeTrue(cases != null, "no folder shared/conformance/cases beside the checkout");
        return ConformanceCase.find(cases, "").stream()
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    Outcome outcome = c.run();
                    assumeTrue(outcome.status() != Outcome.Status.SKIP, outcome.toString());
                    assertThat(outcome.toString()).startsWith("ok ");
                }));
    }

    private static Path cases() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path cases = folder.resolve("shared/conformance/cases");
            if (Files.isDirectory(cases)) {
                return cases;
            }
        }
        return null;
    }
}
