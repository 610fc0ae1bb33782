package jeras.utils;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Decides which display fits.
 *
 * @param properties system properties by name, {@code ""} for one that is not set
 * @param variables environment variables by name, likewise
 * @param kernel the notebook kernel that runs, if any
 * @param terminal whether standard output is a terminal
 */
record DisplayDetection(
        UnaryOperator<String> properties,
        UnaryOperator<String> variables,
        Supplier<Optional<NotebookKernel>> kernel,
        BooleanSupplier terminal) {
    private static final String OVERRIDE = "jeras.progress";

    static DisplayDetection ofThisProcess() {
        return new DisplayDetection(
                name -> System.getProperty(name, ""),
                name -> Optional.ofNullable(System.getenv(name)).orElse(""),
                () -> NotebookKernel.find(NotebookKernel::load),
                DisplayDetection::standardOutputIsTerminal);
    }

    Display display(PrintStream out) {
        String override = properties.apply(OVERRIDE);
        return switch (override) {
            case "" -> detected(out);
            case "terminal" -> terminal(out);
            case "plain" -> plain(out);
            case "notebook" -> notebook(out).orElseGet(() -> plain(out));
            default ->
                throw new InvalidArgumentException(JerasException.message(
                        "The system property " + OVERRIDE + " names no display.",
                        "\"terminal\", \"plain\" or \"notebook\"",
                        "\"" + override + "\"",
                        "set one of these, or leave the property out to let Jeras detect"));
        };
    }

    private Display detected(PrintStream out) {
        return notebook(out).orElseGet(() -> isTerminal() ? terminal(out) : plain(out));
    }

    /** A JShell session runs the user's code in a second JVM that has no console of its own; the property tells. */
    private boolean isTerminal() {
        return terminal.getAsBoolean() || Boolean.parseBoolean(properties.apply("jshell"));
    }

    private Display terminal(PrintStream out) {
        return new TerminalDisplay(out, this::style);
    }

    private Display plain(PrintStream out) {
        return new PlainDisplay(out, this::style);
    }

    private Optional<Display> notebook(PrintStream out) {
        return kernel.get().map(running -> new NotebookDisplay(running, plain(out)));
    }

    private String style(String text) {
        String printable = ConsoleText.printable(text, charset());
        return variables.apply("NO_COLOR").isEmpty() ? printable : ConsoleText.withoutColours(printable);
    }

    /** The encoding of {@code System.out}; {@code PrintStream.charset()} tells only from Java 18 on. */
    private Charset charset() {
        String name = properties.apply("stdout.encoding");
        String older = name.isEmpty() ? properties.apply("sun.stdout.encoding") : name;
        return older.isEmpty() ? Charset.defaultCharset() : Charset.forName(older);
    }

    @SuppressWarnings("SystemConsoleNull") // Java 22 and newer are asked by isTerminal(console).
    private static boolean standardOutputIsTerminal() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** From Java 22 on there may be a console without a terminal, and {@code Console.isTerminal()} tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
