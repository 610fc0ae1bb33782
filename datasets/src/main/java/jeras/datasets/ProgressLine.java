package jeras.datasets;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;

/** One line that shows how far a download is, redrawn in place; silent where nobody looks at a terminal. */
final class ProgressLine {
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean visible;
    private final RemoteFile file;
    private long drawn = System.nanoTime() - REDRAW_NANOS;

    ProgressLine(PrintStream out, boolean visible, RemoteFile file) {
        this.out = out;
        this.visible = visible;
        this.file = file;
    }

    /** A line on {@link System#err} for people, nothing in logs, pipes and tests. */
    static ProgressLine of(RemoteFile file) {
        return new ProgressLine(System.err, isTerminal(System.console()), file);
    }

    /** Draws the line again when its last drawing is a while ago. */
    void show(long bytes) {
        if (visible && System.nanoTime() - drawn >= REDRAW_NANOS) {
            draw(bytes, "");
            drawn = System.nanoTime();
        }
    }

    /** Draws the line for the last time. */
    void finish(long bytes) {
        if (visible) {
            draw(bytes, System.lineSeparator());
        }
    }

    private void draw(long bytes, String end) {
        double percent = 100.0 * bytes / file.size();
        out.print(String.format(
                Locale.ROOT,
                "\rDownloading %s: %.1f of %.1f MB, %.0f%%%s",
                file.name(),
                bytes / 1e6,
                file.size() / 1e6,
                percent,
                end));
        out.flush();
    }

    /** Before Java 22 there is a console only at a terminal; since then there is always one, and it can be asked. */
    private static boolean isTerminal(Console console) {
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
