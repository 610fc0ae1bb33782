package jeras.notebooks;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Runs a notebook's code cells as a Java kernel does, in this process and with its class path: on JShell, without Jupyter.
 *
 * <p>Lines that begin with {@code %} are for kernels only and left out. {@code display} and {@code updateDisplay} print.
 */
final class NotebookRunner implements AutoCloseable {
    private static final List<String> KERNEL_FUNCTIONS = List.of(
            "String display(Object shown, String... types) { System.out.println(shown); return \"id\"; }",
            "void updateDisplay(String id, Object shown, String... types) { System.out.println(shown); }");

    private final JShell shell;

    private NotebookRunner() {
        shell = JShell.builder().executionEngine("local").build();
        // Surefire's own class path is one jar that names the others; the property has them.
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : path.split(File.pathSeparator, -1)) {
            shell.addToClasspath(entry);
        }
        KERNEL_FUNCTIONS.forEach(shell::eval);
    }

    /**
     * Runs all code cells.
     *
     * @return for each code cell what a kernel would show for its last expression, {@code ""} if it ends in none
     * @throws AssertionError at the first cell that does not compile or throws; it names the cell by its number among
     *     all cells, counted from 1
     */
    static List<String> run(Notebook notebook) {
        try (NotebookRunner runner = new NotebookRunner()) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < notebook.cells().size(); i++) {
                Notebook.Cell cell = notebook.cells().get(i);
                if (cell.isCode()) {
                    values.add(runner.runCell(cell.source(), "Cell " + (i + 1) + " of " + notebook.name()));
                }
            }
            return values;
        }
    }

    private String runCell(String source, String where) {
        String rest = source.lines().filter(line -> !line.startsWith("%")).collect(Collectors.joining("\n"));
        String value = "";
        while (!rest.isBlank()) {
            CompletionInfo snippet = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (!snippet.completeness().isComplete()) {
                throw failure(where, "is not complete Java", source);
            }
            value = evaluate(snippet.source(), where, source);
            rest = snippet.remaining();
        }
        return value;
    }

    private String evaluate(String snippet, String where, String cell) {
        String value = "";
        for (SnippetEvent event : shell.eval(snippet)) {
            if (event.exception() != null) {
                throw failure(where, "threw " + describe(event.exception()), cell);
            }
            if (event.status() == Snippet.Status.REJECTED
                    || event.status() == Snippet.Status.RECOVERABLE_NOT_DEFINED
                    || event.status() == Snippet.Status.RECOVERABLE_DEFINED) {
                throw failure(where, "does not compile: " + problems(event.snippet()), cell);
            }
            if (event.snippet().kind() == Snippet.Kind.VAR || event.snippet().kind() == Snippet.Kind.EXPRESSION) {
                value = event.value() == null ? "" : event.value();
            }
        }
        return value;
    }

    private static String describe(Exception thrown) {
        String type = thrown instanceof EvalException e
                ? e.getExceptionClassName()
                : thrown.getClass().getName();
        return type + ": " + thrown.getMessage();
    }

    private String problems(Snippet snippet) {
        return shell.diagnostics(snippet)
                .map(problem -> problem.getMessage(Locale.ROOT))
                .collect(Collectors.joining("; "));
    }

    private static AssertionError failure(String where, String what, String cell) {
        return new AssertionError(where + " " + what + "\n" + cell.indent(4));
    }

    @Override
    public void close() {
        shell.close();
    }
}
