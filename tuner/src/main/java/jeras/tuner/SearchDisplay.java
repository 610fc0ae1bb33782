package jeras.tuner;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jeras.utils.PythonText;

/** Says how a search goes, in KerasTuner's words. */
record SearchDisplay(Objective objective, boolean talks) {
    private static final int WIDTH = 18;

    /** Names what is gone on with. */
    void resumed(Path folder, List<Trial> trials) {
        say("Reloading Tuner from " + folder + ": " + (trials.size() == 1 ? "1 trial" : trials.size() + " trials")
                + " so far");
    }

    void begin(int number, Trial trial, Optional<Trial> best) {
        say("\nSearch: Running Trial #" + number + "\n");
        Map<String, Object> values = trial.values();
        if (values.isEmpty()) {
            say("default configuration");
        } else {
            say(row("Value", "Best Value So Far", "Hyperparameter"));
            values.forEach((name, value) -> say(row(
                    ValueText.of(value),
                    best.map(b -> ValueText.of(b.values().getOrDefault(name, "-")))
                            .orElse("?"),
                    name)));
        }
        say("");
    }

    void end(int number, Trial trial, Optional<Trial> best, List<Trial> trials, int retries) {
        String time = "[" + duration(trial.state().seconds()) + "]";
        String why = trial.message().lines().findFirst().orElse("");
        switch (trial.status()) {
            case COMPLETED -> {
                say("\nTrial " + number + " Complete " + time);
                say(objective.name() + ": " + PythonText.number(trial.state().score()));
            }
            case INVALID -> {
                int runs = trial.state().runs();
                say("\nTrial " + number + " failed " + runs + " times. " + (retries + 1 - runs) + " retries left.");
                say(why);
            }
            default -> {
                say("\nTrial " + number + " Failed " + time);
                say(why);
            }
        }
        say("\nBest " + objective.name() + " So Far: "
                + best.map(b -> PythonText.number(b.state().score())).orElse("None"));
        say("Total elapsed time: "
                + duration(trials.stream().mapToDouble(t -> t.state().seconds()).sum()));
    }

    private void say(String line) {
        if (talks) {
            System.out.println(line);
        }
    }

    private static String row(String value, String best, String name) {
        return padded(value) + "|" + padded(best) + "|" + name;
    }

    private static String padded(String text) {
        String cut = text.length() > WIDTH ? text.substring(0, WIDTH - 3) + "..." : text;
        return cut + " ".repeat(WIDTH - cut.length());
    }

    /** {@code "00h 01m 05s"}. */
    static String duration(double seconds) {
        long s = Math.round(seconds);
        String days = s >= 86400 ? s / 86400 + "d " : "";
        return days + two(s / 3600 % 24) + "h " + two(s / 60 % 60) + "m " + two(s % 60) + "s";
    }

    private static String two(long number) {
        return (number < 10 ? "0" : "") + number;
    }
}
