package jeras.utils.download;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.OptionalLong;

/** One line that shows how far a download is, redrawn in place; silent where nobody looks at a terminal. */
final class ProgressLine {
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean visible;
    private final String name;
    private final OptionalLong size;
    private long drawn = System.nanoTime() - REDRAW_NANOS;

    ProgressLine(PrintStream out, boolean visible, String name, OptionalLong size) {
        this.out = out;
        this.visible = visible;
        this.name = name;
        this.size = size;
    }

    /** A line on {@link System#err} for people, nothing in logs, pipes and tests. */
    static ProgressLine of(String name, OptionalLong size) {
        return new ProgressLine(System.err, isTerminal(System.console()), name, size);
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
        String amount = size.isPresent() ? share(bytes, size.getAsLong()) : megabytes(bytes) + " MB";
        out.print("\rDownloading " + name + ": " + amount + end);
        out.flush();
    }

    private static String share(long bytes, long size) {
        double percent = size == 0 ? 100 : 100.0 * bytes / size;
        return String.format(Locale.ROOT, "%s of %s MB, %.0f%%", megabytes(bytes), megabytes(size), percent);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
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
