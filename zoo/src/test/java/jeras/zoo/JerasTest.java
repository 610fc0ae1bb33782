package jeras.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JerasTest {
    @Test
    void aloneItSaysWhatThereIs() {
        Transcript run = Transcript.of();

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(
                        "Jeras is Keras for Java. These recipes train a model, say how good it is, and save it with a"
                                + " report:\n")
                .contains(
                        "\n  image-classification\n      Trains an image classifier, evaluates it on images that it has"
                                + " not seen, and saves it.\n      ./jeras image-classification --dataset mnist\n",
                        "\n  predict\n      Asks a saved model about images or texts.\n      ./jeras predict digits-cnn"
                                + " photo.png\n")
                .endsWith("The options of each: ./jeras COMMAND --help\n");
    }

    @Test
    void everyRecipeHasItsHelp() {
        assertThat(Recipes.all()).isNotEmpty().allSatisfy(recipe -> {
            Transcript run = Transcript.of(recipe.kind(), "--help");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).startsWith("Usage: jeras " + recipe.kind()).contains("--output");
        });
        assertThat(Transcript.of("--help").out()).startsWith("Usage: jeras [-h] [COMMAND]");
    }

    @Test
    void anUnknownCommandIsRefusedWithTheNearest() {
        Transcript run = Transcript.of("image-clasification");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("""
                        Unknown command "image-clasification".
                          expected: one of "image-classification", "sentiment", "bert", "predict", "serve", "export"
                          received: "image-clasification"
                          fix:      did you mean "image-classification"?
                        """);
    }

    @Test
    void anUnknownOptionBesideTheCommandsIsRefused() {
        assertThat(Transcript.of("--jsn").err())
                .startsWith("Unknown option: '--jsn'")
                .endsWith("Try --help.\n");
    }
}
