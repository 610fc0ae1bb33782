package jeras.utils;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A stream that remembers what was written to it, and a clock that stands still until it is set. */
final class Screen {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nanoseconds = 1_000_000_000_000L;
    private final long start = nanoseconds;

    PrintStream out() {
        return out;
    }

    long clock() {
        return nanoseconds;
    }

    /** Sets the clock to {@code seconds} after the screen was made. */
    Screen at(double seconds) {
        nanoseconds = start + Math.round(seconds * 1e9);
        return this;
    }

    /** What was written since the last call. */
    String written() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }
}
