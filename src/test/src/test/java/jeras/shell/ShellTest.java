package jeras.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code jeras-shell} offers: its imports, and what TAB proposes. */
class ShellTest {
    private static JShell shell;

    @BeforeAll
    static void start() throws IOException {
        shell = JShell.builder().executionEngine("local").build();
        // Surefire's own class path is one jar that names the others; the property has them.
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Stream.of(path.split(File.pathSeparator, -1)).forEach(shell::addToClasspath);
        startup().forEach(ShellTest::evaluate);
        evaluate("var model = Sequential.of(Input.of(8), Dense.of(1));");
        evaluate("Array x = Array.of(new float[8], 1, 8);");
        evaluate("Array y = Array.of(new float[1], 1, 1);");
        evaluate("Dataset dataset = Dataset.of(x, y).batch(1);");
    }

    @AfterAll
    static void stop() {
        shell.close();
    }

    /** The snippets of the startup file; its commands are the shell program's own. */
    private static List<String> startup() throws IOException {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("zoo/jeras.jsh");
            if (Files.exists(file)) {
                return Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("import "))
                        .toList();
            }
        }
        throw new AssertionError("no zoo/jeras.jsh above the working directory");
    }

    private static void evaluate(String line) {
        for (SnippetEvent event : shell.eval(line)) {
            assertThat(event.status()).as(line).isEqualTo(Snippet.Status.VALID);
            assertThat(event.exception()).as(line).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    model.comp                              | compile(
                    model.compile(c -> c.                   | optimizer(
                    model.compile(c -> c.loss("mse").       | metrics(
                    model.fit(x, y, f -> f.                 | batchSize(
                    model.fit(x, y, f -> f.epochs(2).       | validationSplit(
                    model.fit(dataset, (FitOptions f) -> f.  | epochs(
                    model.evaluate(x, y, e -> e.            | verbose(
                    model.predict(x, p -> p.                | batchSize(
                    Dense.of(3).                            | kernelInitializer(
                    Conv2D.of(32, 3).padding("same").       | activation(
                    Adam.of(0.1).                           | beta1(
                    Digits.                                 | load()
                    RandomSearch.of(hp -> hp.               | integer(
                    Hyperband.of(hp -> model).              | maxEpochs(
                    model.fit(x, y).                        | history()
                    """)
    void tabProposes(String typed, String proposal) {
        assertThat(proposals(typed)).contains(proposal);
    }

    @ParameterizedTest
    @CsvSource({"Metrics, jeras.Metrics", "Activation, jeras.layers.Activation", "Identity, jeras.layers.Identity"})
    void aNameOfTwoPackagesMeansTheCommonOne(String name, String type) {
        assertThat(shell.eval(name + ".class.getName()").get(0).value()).isEqualTo("\"" + type + "\"");
    }

    @Test
    void everyPublicTypeIsKnownByItsName() {
        evaluate("Loss loss = Loss.of(\"mse\");");
        evaluate("Metric metric = Metric.of(\"accuracy\");");
        evaluate("Initializer initializer = Initializer.of(\"he_normal\");");
        evaluate("RandomSearch search = RandomSearch.of(hp -> model);");
        evaluate("EarlyStopping stopping = EarlyStopping.of();");
        evaluate("TokenBatch tokens;");
        evaluate("Class<?>[] classes = {MobileNetV2.class, TextTokenizer.class, FolderDataset.class};");
        evaluate("String picture = TextPicture.of(Digits.load().xTest().get(0));");
    }

    private static List<String> proposals(String typed) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        return analysis.completionSuggestions(typed, typed.length(), new int[1]).stream()
                .map(Suggestion::continuation)
                .toList();
    }
}
