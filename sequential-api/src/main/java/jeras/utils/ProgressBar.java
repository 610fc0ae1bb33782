package jeras.utils;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * The line that grows while a model trains, character for character as Keras draws it.
 *
 * <pre>{@code
 * ProgressBar bar = ProgressBar.of(938, b -> b.title("Epoch 1/5"));
 * bar.update(1, () -> logs);          // as often as you like; drawn at most every 50 ms
 * bar.update(938, logs, true);        // 938/938 ━━━━━━━━━━━━━━━━━━━━ 6s 6ms/step - accuracy: 0.9264 - loss: 0.2571
 * }</pre>
 *
 * <p>The values are shown as given: averaging is the metrics' work. A value that one update brings stays until another
 * replaces it. The time is the time still to go while the bar runs and the time taken at its end; the time per step
 * leaves out the first step, which is never typical. Not safe for use by several threads.
 *
 * @see <a href="https://keras.io/api/utils/python_utils/#progbar-class">keras.utils.Progbar</a>
 */
public final class ProgressBar {
    private static final long UNKNOWN = -1;

    private final Options options;
    private final Display.Line line;
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final long start;
    private long target;
    private boolean firstStepSeen;
    private long firstStepEnd;
    private boolean drawn;
    private long lastDrawn;

    /** How the bar looks, where it goes, and which clock it reads. */
    public static final class Options {
        private int width = 20;
        private int verbose = 1;
        private double interval = 0.05;
        private String unitName = "step";
        private String title = "";
        private Supplier<String> note = () -> "";
        private Display display = Display.detect();
        private LongSupplier clock = System::nanoTime;

        private Options() {}

        /** The bar's length in characters; 20 by default. */
        public Options width(int characters) {
            require(characters > 0, "width", "a positive number of characters", characters);
            width = characters;
            return this;
        }

        /** 0 shows nothing, 1 (the default) the running bar, 2 one line at the end. */
        public Options verbose(int level) {
            require(level >= 0 && level <= 2, "verbose", "0, 1 or 2", level);
            verbose = level;
            return this;
        }

        /** The least number of seconds between two redraws; 0.05 by default. A display may ask for more. */
        public Options interval(double seconds) {
            require(seconds >= 0, "interval", "seconds, 0 or more", seconds);
            interval = seconds;
            return this;
        }

        /** What is counted, as in {@code 3ms/step}; {@code "step"} by default. */
        public Options unitName(String name) {
            unitName = name;
            return this;
        }

        /** A heading such as {@code Epoch 1/5}: a line above a terminal's bar, the beginning of the one line elsewhere. */
        public Options title(String text) {
            title = text;
            return this;
        }

        /** What stands after the values, asked whenever the line is drawn; nothing by default. */
        public Options note(Supplier<String> text) {
            note = text;
            return this;
        }

        /** Where the bar is shown; {@link Display#detect()} by default. */
        public Options display(Display where) {
            display = where;
            return this;
        }

        /** Nanoseconds since any moment; {@link System#nanoTime} by default. */
        public Options clock(LongSupplier nanoseconds) {
            clock = nanoseconds;
            return this;
        }

        private static void require(boolean holds, String option, String expected, Number received) {
            if (!holds) {
                throw new InvalidArgumentException(JerasException.message(
                        "A progress bar cannot take this " + option + ".",
                        expected,
                        received.toString(),
                        "change " + option + "(" + received + ")"));
            }
        }
    }

    private ProgressBar(long target, Options options) {
        this.target = target;
        this.options = options;
        this.line = options.display.line();
        this.start = options.clock.getAsLong();
        if (hasTitle() && options.display.titlesStandAbove()) {
            options.display.println(options.title);
        }
    }

    /** A bar of {@code target} steps; its clock starts now. */
    public static ProgressBar of(long target) {
        return of(target, options -> {});
    }

    /**
     * A bar of {@code target} steps; its clock starts now.
     *
     * @throws InvalidArgumentException if {@code target} is negative
     */
    public static ProgressBar of(long target, Consumer<Options> options) {
        Options.require(target >= 0, "target", "0 or more steps", target);
        return make(target, options);
    }

    /** A bar whose end is not known yet. */
    public static ProgressBar unknownLength(Consumer<Options> options) {
        return make(UNKNOWN, options);
    }

    private static ProgressBar make(long target, Consumer<Options> change) {
        Options options = new Options();
        change.accept(options);
        return new ProgressBar(target, options);
    }

    /** Sets the number of steps once it is known: at the end of the first pass over a stream. */
    public void target(long steps) {
        Options.require(steps >= 0, "target", "0 or more steps", steps);
        target = steps;
    }

    /**
     * A step has ended. {@code logs} is asked for its values only if the line is redrawn now, so reading them from a
     * device costs nothing in between.
     *
     * @param current steps done, counted from 1
     */
    public void update(long current, Supplier<Map<String, Double>> logs) {
        long now = options.clock.getAsLong();
        double secondsPerStep = secondsPerStep(current, now);
        if (options.verbose == 1 && isDue(now)) {
            values.putAll(logs.get());
            line.redraw(titleInLine() + bar(current, now, secondsPerStep, false));
            drawn = true;
            lastDrawn = now;
        }
    }

    /**
     * A step has ended, or with {@code finalize} the last one: then the line is drawn in any case and closed.
     *
     * @param current steps done, counted from 1
     * @param logs names and values in the order of showing, averages already taken
     */
    public void update(long current, Map<String, Double> logs, boolean finalize) {
        values.putAll(logs);
        if (!finalize) {
            update(current, () -> logs);
            return;
        }
        long now = options.clock.getAsLong();
        double secondsPerStep = secondsPerStep(current, now);
        if (options.verbose == 1) {
            line.finish(titleInLine() + bar(current, now, secondsPerStep, true));
        } else if (options.verbose == 2 && target > 0) {
            options.display.println(titleInLine() + sentence(current, now, secondsPerStep));
        }
    }

    private boolean hasTitle() {
        return options.verbose > 0 && !options.title.isEmpty();
    }

    private String titleInLine() {
        return hasTitle() && !options.display.titlesStandAbove() ? options.title + " - " : "";
    }

    private boolean isDue(long now) {
        double interval = Math.max(options.interval, options.display.interval());
        return options.display.isLive() && (!drawn || seconds(lastDrawn, now) >= interval);
    }

    /** Zero before the first step has ended; the plain average where the first step was never reported on its own. */
    private double secondsPerStep(long current, long now) {
        if (current == 0) {
            return 0;
        }
        double average = firstStepSeen && current > 1
                ? seconds(firstStepEnd, now) / (current - 1)
                : seconds(start, now) / current;
        if (current == 1) {
            firstStepSeen = true;
            firstStepEnd = now;
        }
        return average;
    }

    private String bar(long current, long now, double secondsPerStep, boolean last) {
        String time = target > 0 && !last
                ? timeToGo(secondsPerStep * (target - current))
                : PythonFormat.fixed(seconds(start, now), 0) + "s";
        return count(current) + " " + bold(time) + " " + rate(secondsPerStep) + logs();
    }

    private String count(long current) {
        if (target <= 0) {
            return padded(current, 7) + "/Unknown";
        }
        int done = (int) (options.width * ((double) current / target));
        String green = done > 0 ? "\033[32m" + "━".repeat(done) + "\033[0m" : "";
        String white = "\033[37m" + "━".repeat(Math.max(0, options.width - done)) + "\033[0m";
        return bold(ofTarget(current)) + " " + green + white;
    }

    /**
     * One line without a bar. Keras compares without the absolute value here, so that negative values are written
     * {@code -2.5000e+00}.
     */
    private String sentence(long current, long now, double secondsPerStep) {
        StringBuilder text = new StringBuilder(ofTarget(current));
        text.append(" - ").append(PythonFormat.fixed(seconds(start, now), 0)).append("s - ");
        text.append(rate(secondsPerStep));
        values.forEach((name, value) -> append(text, name, value, value > 1e-3));
        return text + note();
    }

    private String logs() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> append(text, name, value, Math.abs(value) > 1e-3));
        return text + note();
    }

    private String note() {
        String note = options.note.get();
        return note.isEmpty() ? "" : " - " + note;
    }

    private static void append(StringBuilder text, String name, double value, boolean fixed) {
        text.append(" - ").append(name).append(": ");
        text.append(fixed ? PythonFormat.fixed(value, 4) : PythonFormat.scientific(value, 4));
    }

    private String ofTarget(long current) {
        return padded(current, Long.toString(target).length()) + "/" + target;
    }

    private String rate(double seconds) {
        if (seconds >= 1 || seconds == 0) {
            return PythonFormat.fixed(seconds, 0) + "s/" + options.unitName;
        }
        return seconds >= 1e-3
                ? PythonFormat.fixed(seconds * 1e3, 0) + "ms/" + options.unitName
                : PythonFormat.fixed(seconds * 1e6, 0) + "us/" + options.unitName;
    }

    private static String timeToGo(double eta) {
        long seconds = (long) eta;
        String inMinute = twoDigits(seconds % 60);
        if (eta > 3600) {
            return seconds / 3600 + ":" + twoDigits(seconds % 3600 / 60) + ":" + inMinute;
        }
        return eta > 60 ? seconds / 60 + ":" + inMinute : seconds + "s";
    }

    private static String twoDigits(long number) {
        return (number < 10 ? "0" : "") + number;
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return " ".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static String bold(String text) {
        return "\033[1m" + text + "\033[0m";
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }
}
