package jeras.utils;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NamingTest {
    /** Every public class of Keras 3.15 with the name that its {@code to_snake_case} gives. */
    static Stream<String> classNames() {
        return Resources.text("class-names.tsv").lines();
    }

    /** Every argument name of Keras 3.15's public API, but for three that are no words: M, N and abs_. */
    static Stream<String> argumentNames() {
        return Resources.text("argument-names.txt").lines();
    }

    @ParameterizedTest
    @MethodSource("classNames")
    void classesAreNamedAsInKeras(String classAndName) {
        String[] columns = classAndName.split("\t", 2);
        assertThat(Naming.snakeCase(columns[0])).isEqualTo(columns[1]);
    }

    @ParameterizedTest
    @MethodSource("argumentNames")
    void everyArgumentOfKerasSurvivesTheWayToJavaAndBack(String argument) {
        assertThat(Naming.snakeOption(Naming.camelCase(argument))).isEqualTo(argument);
        assertThat(Naming.camelCase(argument)).doesNotContain("_");
    }

    @ParameterizedTest
    @CsvSource({
        "return_sequences, returnSequences",
        "beta_1, beta1",
        "adam_beta_1, adamBeta1",
        "beta_2_decay, beta2Decay",
        "epsilon_2, epsilon2",
        "l1, l1",
        "l2_regularization_strength, l2RegularizationStrength",
        "units, units"
    })
    void optionsAreArgumentsInCamelCase(String snake, String camel) {
        assertThat(Naming.camelCase(snake)).isEqualTo(camel);
        assertThat(Naming.snakeOption(camel)).isEqualTo(snake);
    }
}
