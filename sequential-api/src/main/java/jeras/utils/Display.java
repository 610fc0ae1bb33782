package jeras.utils;

import java.io.PrintStream;
import java.util.function.UnaryOperator;

/**
 * Where progress is shown: a terminal redraws its line, a notebook replaces its output, a log file gets finished lines
 * only.
 *
 * <p>{@link #detect()} picks one; {@code -Djeras.progress=terminal|plain|notebook} overrides the pick, and a non-empty
 * environment variable {@code NO_COLOR} takes the colours away.
 */
public interface Display {

    /** One line of progress; it may be redrawn until it is finished. */
    interface Line {
        /** Shows {@code text} in place of what the line showed before. */
        void redraw(String text);

        /** Shows {@code text} for good; what follows starts on a new line. */
        void finish(String text);
    }

    /** A line of its own, not redrawn. */
    void println(String text);

    /** Starts a line; nothing is shown yet. */
    Line line();

    /** The least number of seconds between two redraws; infinite where only finished lines are shown. */
    double interval();

    /** Whether a running line is shown at all. */
    default boolean isLive() {
        return Double.isFinite(interval());
    }

    /** Whether a title is a line of its own above what it is the title of, as Keras writes it; else it begins that line. */
    default boolean titlesStandAbove() {
        return false;
    }

    /** A live line, redrawn with the bytes that Keras writes. */
    static Display terminal(PrintStream out) {
        return new TerminalDisplay(out, UnaryOperator.identity());
    }

    /** Finished lines only, without backspaces, carriage returns or colours: for log files and build servers. */
    static Display plain(PrintStream out) {
        return new PlainDisplay(out, UnaryOperator.identity());
    }

    /** The display that fits where this process writes: {@code detect(System.out)}. */
    static Display detect() {
        return detect(System.out);
    }

    /**
     * The display that fits where this process writes: a Java notebook kernel if one is running (IJava, JJava, Rapaio),
     * else a terminal if standard output is one (or {@code -Djshell=true} says that JShell stands before it), else
     * {@link #plain}.
     *
     * @throws jeras.InvalidArgumentException if the property {@code jeras.progress} has a value that is not known
     */
    static Display detect(PrintStream out) {
        return DisplayDetection.ofThisProcess().display(out);
    }
}
