package jeras.utils;

import java.io.PrintStream;
import java.util.function.UnaryOperator;

/**
 * Redraws in place: backspaces over the last text, a carriage return, the new text, spaces over what is left of the
 * old.
 */
record TerminalDisplay(PrintStream out, UnaryOperator<String> style) implements Display {

    @Override
    public void println(String text) {
        out.print(style.apply(text) + "\n");
        out.flush();
    }

    @Override
    public Line line() {
        return new TerminalLine();
    }

    @Override
    public double interval() {
        return 0;
    }

    @Override
    public boolean titlesStandAbove() {
        return true;
    }

    private final class TerminalLine implements Line {
        private int shown;

        @Override
        public void redraw(String text) {
            print(text, "");
        }

        @Override
        public void finish(String text) {
            print(text, "\n");
            shown = 0;
        }

        private void print(String text, String end) {
            String plain = ConsoleText.withoutColours(text);
            int length = plain.codePointCount(0, plain.length());
            String leftOver = " ".repeat(Math.max(0, shown - length));
            out.print("\b".repeat(shown) + "\r" + style.apply(text) + leftOver + end);
            out.flush();
            shown = length;
        }
    }
}
