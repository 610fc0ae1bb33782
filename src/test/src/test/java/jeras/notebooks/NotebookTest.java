package jeras.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every notebook of the repository runs, cell by cell, with what the build has just made. */
class NotebookTest {
    private static final Path ROOT = root();

    static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("notebooks"))) {
            List<Path> notebooks = files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
            assertThat(notebooks).isNotEmpty();
            return notebooks;
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void runs(Path file) throws IOException {
        assertThat(NotebookRunner.run(Notebook.read(file))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void isStoredWithoutOutputs(Path file) throws IOException {
        assertThat(Notebook.read(file).cells()).allMatch(cell -> cell.outputs() == 0);
        assertThat(Files.readString(file)).doesNotContainPattern("\"execution_count\": \\d");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void asksMavenForThisVersion(Path file) throws IOException {
        Matcher pom = Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(pom.find()).isTrue();

        assertThat(Notebook.read(file).cells())
                .filteredOn(cell -> cell.source().startsWith("%maven"))
                .isNotEmpty()
                .allMatch(cell -> cell.source().endsWith(":" + pom.group(1)));
    }

    @Test
    void theTourEndsWithALoadedModelThatSaysTheSame() throws IOException {
        List<String> values = NotebookRunner.run(Notebook.read(ROOT.resolve("notebooks/getting-started.ipynb")));

        assertThat(values).last().isEqualTo("true");
        assertThat(values).anyMatch(value -> value.startsWith("{'accuracy': 0.9"));
        assertThat(values).anyMatch(value -> value.startsWith("Plot(curves"));
    }

    @Test
    void aCellThatDoesNotCompileIsNamed() {
        assertThatThrownBy(() -> NotebookRunner.run(notebook("int a = 1;", "int b = a +\n    missing;")))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Cell 3 of bad.ipynb does not compile: cannot find symbol")
                .hasMessageEndingWith("    int b = a +\n        missing;\n");
    }

    @Test
    void aCellThatThrowsIsNamed() {
        assertThatThrownBy(() -> NotebookRunner.run(notebook("int a = 0;", "1 / a")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Cell 3 of bad.ipynb threw java.lang.ArithmeticException: / by zero\n    1 / a\n");
    }

    @Test
    void aCellThatIsCutOffIsNamed() {
        assertThatThrownBy(() -> NotebookRunner.run(notebook("int f() {")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Cell 2 of bad.ipynb is not complete Java\n    int f() {\n");
    }

    /** A heading and then these cells. */
    private static Notebook notebook(String... code) {
        return new Notebook(
                "bad.ipynb",
                Stream.concat(
                                Stream.of(new Notebook.Cell(false, "# A heading", 0)),
                                Stream.of(code).map(source -> new Notebook.Cell(true, source, 0)))
                        .toList());
    }

    private static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("notebooks"))) {
                return at;
            }
        }
        throw new AssertionError("no folder notebooks above the working directory");
    }
}
