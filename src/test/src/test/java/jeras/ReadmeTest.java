package jeras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Runs the Java of the README as a reader would type it: block after block, in one JShell session. */
@ResourceLock(Resources.SYSTEM_OUT)
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

    @Test
    void everyBlockOfTheReadmeRuns() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = JAVA.matcher(Files.readString(Checkout.root().resolve("README.md")));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        assertThat(blocks).hasSizeGreaterThan(5);

        String printed = printedBy(() -> {
            // The local engine runs the snippets in this JVM, on the class path of the tests.
            try (JShell shell = JShell.builder().executionEngine("local").build()) {
                classPath().forEach(shell::addToClasspath);
                blocks.forEach(b -> run(shell, b));
            }
        });

        assertThat(printed)
                .contains("Model: \"sequential\"")
                .contains("Total params: 2,410")
                .containsPattern("\\{'accuracy': 0\\.[89]\\d+, 'loss': 0\\.\\d+\\}")
                .contains("models run on");
        assertThat(printed.lines()).contains("true");
    }

    private static List<String> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(path.split(File.pathSeparator));
    }

    private static void run(JShell shell, String block) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        String rest = block;
        while (!rest.isBlank()) {
            CompletionInfo next = analysis.analyzeCompletion(rest);
            for (SnippetEvent event : shell.eval(next.source())) {
                String complaints = shell.diagnostics(event.snippet())
                        .map(d -> d.getMessage(null))
                        .collect(Collectors.joining("\n"));
                assertThat(event.exception()).as(next.source()).isNull();
                assertThat(event.status())
                        .as("%s%n%s", next.source(), complaints)
                        .isIn(Snippet.Status.VALID, Snippet.Status.OVERWRITTEN);
            }
            rest = next.remaining();
        }
    }

    private static String printedBy(Runnable body) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            body.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theFilesThatTheReadmeNamesAreThere() throws IOException {
        Path root = Checkout.root();
        Matcher link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(root.resolve("README.md")));

        while (link.find()) {
            assertThat(root.resolve(link.group(1))).exists();
        }
        assertThat(root.resolve("jeras")).isExecutable();
        assertThat(root.resolve("jeras-shell")).isExecutable();
    }
}
