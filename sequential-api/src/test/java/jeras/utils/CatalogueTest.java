package jeras.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue<StringBuilder> catalogue = new Catalogue<StringBuilder>("builder")
            .add(() -> new StringBuilder("a"), "first", "First")
            .add(() -> new StringBuilder("b"), "second");

    @Test
    void makesANewThingByEachOfItsIds() {
        assertThat(catalogue.make("first")).hasToString("a").isNotSameAs(catalogue.make("First"));
        assertThat(catalogue.make("second")).hasToString("b");
    }

    @Test
    void listsItsIdsInOrder() {
        assertThat(catalogue.ids()).containsExactly("first", "First", "second");
    }

    @Test
    void anUnknownIdNamesTheKnownOnesAndTheNearest() {
        assertThatThrownBy(() -> catalogue.make("secnd"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Unknown builder "secnd".
                          expected: one of "first", "First", "second"
                          received: "secnd"
                          fix:      did you mean "second"?""");
    }

    @Test
    void anIdMeansOneThing() {
        assertThatThrownBy(() -> catalogue.add(StringBuilder::new, "second"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("two things share the id \"second\" in the catalogue of builder");
    }
}
