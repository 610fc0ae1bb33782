package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Model;
import jeras.Sequential;
import jeras.UnsupportedPartException;
import jeras.layers.Standardizer;
import jeras.layers.TextVectorization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standardizers of a user's own in {@code TextVectorization}; the files are made by {@code standardizers.py}. */
class StandardizersTest {
    private static final String[] QUESTION = {"see the tree"};

    @TempDir
    private Path folder;

    /** What the class of that name in the Python script does. */
    record Without(String letter) implements Standardizer {
        @Override
        public String standardize(String text) {
            return text.toLowerCase(Locale.ROOT).replace(letter, "");
        }
    }

    private static void register() {
        Keras.register(
                "jeras_tests>Without",
                Without.class,
                config -> new Without(config.text("letter")),
                without -> Map.of("letter", without.letter()));
        Keras.register("jeras_tests>shout", Standardizer.class, config -> text -> text.toUpperCase(Locale.ROOT));
    }

    @AfterEach
    void forget() {
        CustomObjects.REGISTERED.remove("jeras_tests>Without");
        CustomObjects.REGISTERED.remove("jeras_tests>shout");
    }

    @Test
    void anObjectInAFileOfKerasStandardizesAsThere() {
        register();

        Model model = Model.load(TestFiles.copy("standardizers/standardizer_object.keras", folder));

        assertThat(model.predict(QUESTION).toLongArray()).containsExactly(7, 2, 3, 0); // printed by the script
    }

    @Test
    void aFunctionInAFileOfKerasStandardizesAsThere() {
        register();

        Model model = Model.load(TestFiles.copy("standardizers/standardizer_function.keras", folder));

        assertThat(model.predict(QUESTION).toLongArray()).containsExactly(6, 2, 3, 0); // printed by the script
    }

    @Test
    void savesAndLoadsTheArgumentsOfARegisteredClass() {
        register();
        TextVectorization words =
                TextVectorization.of().standardize(new Without("e")).outputSequenceLength(4);
        words.adapt(new String[] {"the tree sees me", "Bees see THE sea", "green tea"});
        Model model = Sequential.of(Input.of(1).dtype("string"), words);
        Path file = folder.resolve("words.keras");
        model.save(file);

        Array loaded = Model.load(file).predict(QUESTION);

        assertThat(loaded).isEqualTo(model.predict(QUESTION));
        assertThat(loaded.toLongArray()).containsExactly(7, 2, 3, 0); // as Keras, see above
    }

    @Test
    void aFileWithAStandardizerThatNobodyKnowsIsRefusedWithItsName() {
        Path file = TestFiles.copy("standardizers/standardizer_object.keras", folder);

        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(UnsupportedPartException.class)
                .hasMessageContaining("received: an object of the class Without")
                .hasMessageContaining(
                        "fix:      register it by Keras.register(\"jeras_tests>Without\", ...), or put the"
                                + " library that does it on the class path");
    }

    @Test
    void aLambdaWorksButCannotBeSaved() {
        TextVectorization words = TextVectorization.of().standardize(text -> text.replace('-', ' '));
        words.adapt(new String[] {"well-made"});

        assertThat(words.getVocabulary()).containsExactly("", "[UNK]", "well", "made");
        Model model = Sequential.of(Input.of(1).dtype("string"), words);
        assertThatThrownBy(() -> model.save(folder.resolve("words.keras")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("as standardize of");
    }

    @Test
    void aStandardizerThatReturnsNullIsRefused() {
        TextVectorization words = TextVectorization.of().standardize(new Standardizer() {
            @Override
            public String standardize(String text) {
                return null;
            }

            @Override
            public String toString() {
                return "Nothing";
            }
        });

        assertThatThrownBy(() -> words.adapt(new String[] {"a"})).hasMessage("""
                        TextVectorization cannot go on.
                          expected: a text from the standardizer, perhaps an empty one
                          received: null from Nothing for "a"
                          fix:      return "" for a text of which nothing is left""");
    }
}
