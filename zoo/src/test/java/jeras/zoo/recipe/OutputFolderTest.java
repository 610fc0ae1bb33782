package jeras.zoo.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFolderTest {
    @TempDir
    Path around;

    private static void write(OutputFolder folder, String text) {
        folder.write("test", new JsonObject(), inside -> {
            Files.createDirectory(inside.resolve("sub"));
            Files.writeString(inside.resolve("sub").resolve("model.txt"), text);
        });
    }

    private List<String> namesAround() throws IOException {
        try (Stream<Path> files = Files.list(around)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void claimingLeavesNoTrace() throws IOException {
        OutputFolder.claim(around.resolve("new"));

        assertThat(namesAround()).isEmpty();
    }

    @Test
    void theFolderSaysWhoseItIs() throws IOException {
        Path path = around.resolve("new");

        write(OutputFolder.claim(path), "first");

        RecipeFolder read = RecipeFolder.open(path);
        assertThat(read.kind()).isEqualTo("test");
        assertThat(read.files()).containsExactly("sub/model.txt");
        assertThat(namesAround()).containsExactly("new");
    }

    @Test
    void whatARecipeWroteIsReplaced() throws IOException {
        Path path = around.resolve("new");
        write(OutputFolder.claim(path), "first");

        write(OutputFolder.claim(path), "second");

        assertThat(path.resolve("sub").resolve("model.txt")).hasContent("second");
        assertThat(namesAround()).containsExactly("new");
    }

    @Test
    void aFolderWithSomethingOfTheUsersIsNotReplaced() throws IOException {
        Path path = around.resolve("new");
        write(OutputFolder.claim(path), "first");
        Files.writeString(path.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> OutputFolder.claim(path))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The results cannot be written to %s.
                          expected: a new folder, or one with nothing in it but what a recipe wrote
                          received: a folder that also holds notes.txt
                          fix:      name another one with --output""".formatted(path));
        assertThat(path.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void aFolderOfSomethingElseIsNotReplaced() throws IOException {
        Files.writeString(around.resolve("thesis.tex"), "mine");

        assertThatThrownBy(() -> OutputFolder.claim(around)).hasMessage("""
                        The results cannot be written to %s.
                          expected: a new folder, or one with nothing in it but what a recipe wrote
                          received: a folder of something else
                          fix:      name another one with --output""".formatted(around));
    }

    @Test
    void aFileIsNotReplaced() throws IOException {
        Path file = Files.writeString(around.resolve("digits"), "mine");

        assertThatThrownBy(() -> OutputFolder.claim(file)).hasMessage("""
                        The results cannot be written to %s.
                          expected: a new folder, or one with nothing in it but what a recipe wrote
                          received: a file of that name
                          fix:      name another one with --output""".formatted(file));
    }

    @Test
    void anEmptyFolderIsFilled() throws IOException {
        Path path = Files.createDirectory(around.resolve("empty"));

        write(OutputFolder.claim(path), "first");

        assertThat(path.resolve("sub").resolve("model.txt")).hasContent("first");
    }

    @Test
    void aFolderInNoFolderIsRefused() {
        Path path = around.resolve("missing").resolve("digits");

        assertThatThrownBy(() -> OutputFolder.claim(path)).hasMessage("""
                        The results cannot be written to %s.
                          expected: a folder that exists to hold it
                          received: no folder %s
                          fix:      create it, or name another one with --output""".formatted(path, path.getParent()));
    }

    @Test
    void aFailureWhileWritingLeavesTheOldFolder() throws IOException {
        Path path = around.resolve("new");
        write(OutputFolder.claim(path), "first");
        OutputFolder folder = OutputFolder.claim(path);

        assertThatThrownBy(() -> folder.write("test", new JsonObject(), inside -> {
                    Files.writeString(inside.resolve("half.txt"), "half");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        The results cannot be written to %s.
                          expected: a folder that can be written to and has enough room
                          received: java.io.IOException: disk full
                          fix:      check its permissions, or free some space""".formatted(path));
        assertThat(path.resolve("sub").resolve("model.txt")).hasContent("first");
        assertThat(namesAround()).containsExactly("new");
    }

    /** Writes half a folder and waits to be ended. */
    public static final class Interrupted {
        private Interrupted() {}

        public static void main(String... arguments) {
            OutputFolder.claim(Path.of(arguments[0])).write("test", new JsonObject(), inside -> {
                Files.writeString(inside.resolve("half.txt"), "half");
                System.out.println("half");
                System.out.flush();
                try {
                    TimeUnit.MINUTES.sleep(5);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            });
        }
    }

    @Test
    void aProcessThatIsEndedLeavesNoHalfFolder() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Interrupted.class.getName(),
                        around.resolve("new").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("half");
        assertThat(namesAround()).hasSize(1);

        process.destroy();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(namesAround()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"format\": \"other\", \"version\": 1}",
                "{\"format\": \"jeras-recipe\", \"version\": 2}",
                "{\"format\": \"jeras-recipe\", \"version\": \"1\"}",
                "{'format': 'jeras-recipe', 'version': 1}"
            })
    void aDamagedDescriptionIsRefused(String json) throws IOException {
        Files.writeString(around.resolve("recipe.json"), json);

        assertThatThrownBy(() -> RecipeFolder.open(around))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith(around.resolve("recipe.json") + " is not as a recipe writes it.");
    }

    @Test
    void aDescriptionIsReadUpToABound() throws IOException {
        Files.writeString(around.resolve("recipe.json"), "[".repeat(2_000_000));

        assertThatThrownBy(() -> RecipeFolder.open(around)).hasMessage("""
                        %s is not as a recipe writes it.
                          expected: at most 1048576 bytes
                          received: more
                          fix:      restore the folder, or train again""".formatted(around.resolve("recipe.json")));
        Files.writeString(around.resolve("recipe.json"), "[".repeat(1_000_000));
        assertThatThrownBy(() -> RecipeFolder.open(around)).isInstanceOf(FileFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.txt", "sub/model.txt", "..", ".", ""})
    void noFileOutsideTheFolderIsNamed(String name) throws IOException {
        Files.writeString(around.resolve("secret.txt"), "secret");
        Path path = around.resolve("new");
        write(OutputFolder.claim(path), "first");
        RecipeFolder folder = RecipeFolder.open(path);

        assertThatThrownBy(() -> folder.file(name)).isInstanceOf(FileFormatException.class);
    }

    @Test
    void settingsOfAnotherTypeAreRefused() {
        Path path = around.resolve("new");
        JsonObject settings = new JsonObject();
        settings.addProperty("a", "text");
        settings.addProperty("b", 2.5);
        settings.addProperty("c", true);
        OutputFolder.claim(path).write("test", settings, inside -> {});
        RecipeFolder folder = RecipeFolder.open(path);

        assertThat(folder.text("a")).isEqualTo("text");
        assertThat(folder.number("b")).isEqualTo(2.5);
        assertThat(folder.flag("c")).isTrue();
        assertThatThrownBy(() -> folder.number("a")).isInstanceOf(FileFormatException.class);
        assertThatThrownBy(() -> folder.text("b")).isInstanceOf(FileFormatException.class);
        assertThatThrownBy(() -> folder.flag("missing")).isInstanceOf(FileFormatException.class);
    }
}
