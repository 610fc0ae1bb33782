package jeras.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;

class HyperParametersTest {
    private final HyperParameters hp = HyperParameters.of();

    @Test
    void whatIsAskedForIsDeclaredAndHasItsDefault() {
        int units = hp.integer("units", 32, 512, o -> o.step(32));
        double rate = hp.decimal("rate", 1e-4, 1e-2, o -> o.sampling("log").defaultValue(1e-3));
        boolean dropout = hp.bool("dropout");
        String activation = hp.choice("activation", List.of("relu", "tanh"));
        int batch = hp.choice("batch", List.of(16, 32), o -> o.defaultValue(32));
        String data = hp.fixed("data", "digits");

        assertThat(units).isEqualTo(32);
        assertThat(rate).isEqualTo(1e-3);
        assertThat(dropout).isFalse();
        assertThat(activation).isEqualTo("relu");
        assertThat(batch).isEqualTo(32);
        assertThat(data).isEqualTo("digits");
        assertThat(hp)
                .hasToString("{units: 32, rate: 0.001, dropout: false, activation: relu, batch: 32, data: digits}");
        assertThat(hp.getInt("units")).isEqualTo(32);
        assertThat(hp.getDouble("rate")).isEqualTo(1e-3);
        assertThat(hp.getBoolean("dropout")).isFalse();
        assertThat(hp.getString("activation")).isEqualTo("relu");
    }

    @Test
    void theSameNameHasTheSameValue() {
        hp.integer("units", 1, 100);
        HyperParameters chosen = hp.with(Map.of("units", 42));

        assertThat(chosen.integer("units", 1, 100)).isEqualTo(42);
        assertThat(chosen.integer("units", 1, 100)).isEqualTo(42);
        assertThat(chosen.space()).hasSize(1);
    }

    @Test
    void theFirstDeclarationCountsSoASpaceOverridesTheModel() {
        hp.fixed("rate", 0.1);

        assertThat(hp.decimal("rate", 1e-4, 1e-2)).isEqualTo(0.1);
        assertThat(hp.space()).hasSize(1);
    }

    @Test
    void anotherKindUnderTheSameNameIsRefused() {
        hp.integer("units", 1, 100);

        assertThatThrownBy(() -> hp.choice("units", List.of("few", "many")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The hyperparameter "units" is of another kind.
                          expected: a value of String
                          received: 1, of Integer
                          fix:      use one name for one thing""");
    }

    @Test
    void aConditionalScopeRunsOnlyWhereItCounts() {
        declareConditional(hp);
        HyperParameters cnn = hp.with(Map.of("kind", "cnn"));
        int[] filters = new int[1];
        cnn.conditionalScope("kind", List.of("cnn"), () -> filters[0] = cnn.integer("filters", 8, 64));

        assertThat(hp.values()).containsOnly(entry("kind", "mlp"), entry("units", 16));
        assertThat(filters[0]).isEqualTo(8);
        assertThat(cnn.values()).containsOnly(entry("kind", "cnn"), entry("filters", 8));
        assertThatThrownBy(() -> cnn.get("units")).hasMessage("""
                The hyperparameter "units" has no value now.
                  expected: one whose conditions hold
                  received: one of a conditional scope that is not entered
                  fix:      ask for it where the scope is entered, or look with contains(...) first""");
        assertThat(cnn.contains("units")).isFalse();
    }

    private static void declareConditional(HyperParameters hp) {
        hp.choice("kind", List.of("mlp", "cnn"));
        hp.conditionalScope("kind", List.of("mlp"), () -> hp.integer("units", 16, 32));
        hp.conditionalScope("kind", List.of("cnn"), () -> {
            throw new AssertionError("not entered");
        });
    }

    @Test
    void theParentOfAScopeMustBeDeclared() {
        hp.bool("deep");

        assertThatThrownBy(() -> hp.conditionalScope("depp", List.of(true), () -> {}))
                .hasMessage("""
                Unknown hyperparameter "depp".
                  expected: one of "deep"
                  received: "depp"
                  fix:      did you mean "deep"?""");
    }

    @Test
    void aNameScopeStandsBeforeNames() {
        hp.nameScope("encoder", () -> {
            hp.integer("units", 4, 8);
            hp.nameScope("block", () -> hp.bool("norm"));
        });

        assertThat(hp.values()).containsOnlyKeys("encoder/units", "encoder/block/norm");
    }

    @Test
    void spaceAndValuesSurviveAFile() {
        declareConditional(hp);
        hp.decimal("rate", 1e-4, 1, o -> o.sampling("log").step(10).defaultValue(1e-2));
        hp.decimal("share", 0, 1);
        hp.bool("bias", o -> o.defaultValue(true));
        hp.choice("size", List.of(0.5, 2.0));
        hp.fixed("classes", 10);
        hp.integer("log", 1, 100, o -> o.sampling("reverse_log"));

        HyperParameters read = SpaceJson.read(SpaceJson.write(hp));

        assertThat(read.space()).isEqualTo(hp.space());
        assertThat(read.values()).isEqualTo(hp.values());
    }
}
