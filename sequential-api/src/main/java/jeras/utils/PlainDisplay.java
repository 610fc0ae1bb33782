package jeras.utils;

import java.io.PrintStream;
import java.util.function.UnaryOperator;

/** Writes finished lines and nothing else. */
record PlainDisplay(PrintStream out, UnaryOperator<String> style) implements Display {

    @Override
    public void println(String text) {
        out.print(ConsoleText.withoutColours(style.apply(text)) + "\n");
        out.flush();
    }

    @Override
    public Line line() {
        return new Line() {
            @Override
            public void redraw(String text) {}

            @Override
            public void finish(String text) {
                println(text);
            }
        };
    }

    @Override
    public double interval() {
        return Double.POSITIVE_INFINITY;
    }
}
