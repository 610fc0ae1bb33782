package jeras.utils;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final List<String> LOSSES =
            List.of("mse", "mae", "binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy");

    @Test
    void findsALetterLeftOutAddedMistakenOrSwapped() {
        List<String> ids = List.of("adam", "sgd", "rmsprop");
        assertThat(Suggestions.nearest("adm", ids)).contains("adam");
        assertThat(Suggestions.nearest("adamm", ids)).contains("adam");
        assertThat(Suggestions.nearest("adan", ids)).contains("adam");
        assertThat(Suggestions.nearest("sdg", ids)).contains("sgd");
        assertThat(Suggestions.nearest("rmspop", ids)).contains("rmsprop");
    }

    @Test
    void ignoresCapitalsAndUnderscores() {
        assertThat(Suggestions.nearest("SparseCategoricalCrossentropy", LOSSES))
                .contains("sparse_categorical_crossentropy");
        assertThat(Suggestions.nearest("MSE", LOSSES)).contains("mse");
    }

    @Test
    void findsNothingThatIsTooFar() {
        assertThat(Suggestions.nearest("hinge", LOSSES)).isEmpty();
        assertThat(Suggestions.nearest("", LOSSES)).isEmpty();
        assertThat(Suggestions.nearest("mse", List.of())).isEmpty();
    }

    @Test
    void theMessageListsWhatIsKnownAndNamesTheNearest() {
        assertThat(Suggestions.unknown("loss", "mze", List.of("mse", "huber"))).isEqualTo("""
                        Unknown loss "mze".
                          expected: one of "mse", "huber"
                          received: "mze"
                          fix:      did you mean "mse"?""");
    }

    @Test
    void theMessageNamesAllThatAreEquallyNear() {
        assertThat(Suggestions.unknown("loss", "mze", LOSSES)).endsWith("did you mean \"mse\" or \"mae\"?");
    }

    @Test
    void theMessagePointsToTheListWhereNothingIsNear() {
        assertThat(Suggestions.unknown("optimizer", "lion", List.of("adam", "sgd")))
                .isEqualTo("""
                        Unknown optimizer "lion".
                          expected: one of "adam", "sgd"
                          received: "lion"
                          fix:      use one of the expected ids""");
    }

    @Test
    void ofManyTheMessageListsTheClosest() {
        List<String> many = IntStream.range(0, 100)
                .mapToObj(i -> "layer" + (char) ('a' + i % 26) + i)
                .toList();

        assertThat(Suggestions.unknown("layer", "layerc2x", many)
                        .lines()
                        .toList()
                        .get(1))
                .startsWith("  expected: one of 100, such as \"layerc2\", \"layerc28\", ")
                .hasSizeLessThan(150);
    }
}
