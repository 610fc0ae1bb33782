package jeras.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProfileTest {
    @Test
    void anOperatorsOwnTimeIsWithoutTheOperatorsThatItCalled() {
        String trace = "["
                + event("add", 1, 0, 10) // The first thread: add(empty), mul.
                + ","
                + event("empty", 1, 2, 3)
                + ","
                + event("mul", 1, 10, 4)
                + ","
                + event("add", 2, 1, 8) // The second thread, at the same time.
                + "]";

        assertThat(Profile.parse(trace).operators())
                .containsExactly(
                        new Profile.Operator("add", 2, 15),
                        new Profile.Operator("mul", 1, 4),
                        new Profile.Operator("empty", 1, 3));
    }

    @Test
    void theTableIsPerStepWithTheSlowestFirst() {
        String trace = "[" + event("mm", 1, 0, 3000) + "," + event("add", 1, 3000, 1000) + "]";

        assertThat(Profile.parse(trace).table(1, 2))
                .isEqualTo("    1.500 ms a step   75.0 %      0.5 calls a step  mm");
    }

    private static String event(String name, int thread, int start, int duration) {
        return String.format(
                "{\"ph\": \"X\", \"name\": \"%s\", \"tid\": %d, \"ts\": %d, \"dur\": %d}",
                name, thread, start, duration);
    }
}
