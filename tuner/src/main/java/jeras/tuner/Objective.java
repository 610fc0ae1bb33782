package jeras.tuner;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.losses.Losses;
import jeras.metrics.Metric;
import jeras.metrics.Metrics;

/**
 * What a search makes as small or as great as it can: a log of training, such as {@code "val_loss"}, or a sum of several.
 *
 * @see <a href="https://keras.io/keras_tuner/api/tuners/objective/">KerasTuner: Objective</a>
 */
public final class Objective {
    /** What a {@link HyperModel} that returns one number gives, when no objective is named. */
    static final Objective DEFAULT = new Objective("default_objective", "min", List.of());

    private final String name;
    private final String direction;
    private final List<Objective> parts;

    private Objective(String name, String direction, List<Objective> parts) {
        this.name = name;
        this.direction = direction;
        this.parts = List.copyOf(parts);
    }

    /**
     * A log whose direction its name tells: losses and errors are to be small, accuracies and scores great. What metrics of Jeras know
     * of themselves decides, so that {@code "val_f1_score"} is to be great, which KerasTuner takes for an error.
     *
     * @param name as in the logs of {@code fit}, so usually with {@code val_} before it
     * @throws InvalidArgumentException if the name is not that of a loss or metric
     */
    public static Objective of(String name) {
        String direction = direction(name);
        if (direction.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "Whether \"" + name + "\" is to be small or great is not known.",
                    "\"val_loss\", or the id of a loss or metric with or without \"val_\"",
                    "\"" + name + "\"",
                    "say it: Objective.of(\"" + name + "\", \"min\") or \"max\""));
        }
        return new Objective(name, direction, List.of());
    }

    /**
     * A log and its direction.
     *
     * @param direction {@code "min"} or {@code "max"}
     */
    public static Objective of(String name, String direction) {
        if (!List.of("min", "max").contains(direction)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The objective \"" + name + "\" has no such direction.",
                    "\"min\" or \"max\"",
                    "\"" + direction + "\"",
                    "choose one of them"));
        }
        return new Objective(name, direction, List.of());
    }

    /** The sum of those that are to be small, less those that are to be great; it is to be small. */
    public static Objective sum(Objective... parts) {
        return new Objective("multi_objective", "min", Arrays.asList(parts));
    }

    private static String direction(String log) {
        String metric = log.startsWith("val_") ? log.substring(4) : log;
        metric = metric.startsWith("weighted_") ? metric.substring(9) : metric;
        if (List.of("loss", "crossentropy", "ce").contains(metric)) {
            return "min";
        }
        if (metric.equals("acc")) {
            return "max";
        }
        String known = Metrics.ofClass(metric).map(Metric::direction).orElse("");
        return known.isEmpty() && Losses.ids().contains(metric) ? "min" : known;
    }

    /** The log, {@code "multi_objective"} for a sum. */
    public String name() {
        return name;
    }

    /** {@code "min"} or {@code "max"}. */
    public String direction() {
        return direction;
    }

    /** Whether the first value is better than the second; a NaN never is. */
    boolean isBetter(double value, double than) {
        return direction.equals("max") ? value > than : value < than;
    }

    /** What is worse than any value. */
    double worst() {
        return direction.equals("max") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** The logs that it is made of. */
    List<String> logs() {
        return parts.isEmpty()
                ? List.of(name)
                : parts.stream().map(Objective::name).toList();
    }

    boolean isIn(Map<String, Double> logs) {
        return logs.containsKey(name) || logs.keySet().containsAll(logs());
    }

    /** Its value where {@link #isIn} holds. */
    double value(Map<String, Double> logs) {
        if (parts.isEmpty() || logs.containsKey(name)) {
            return logs.get(name);
        }
        return parts.stream()
                .mapToDouble(p -> p.direction.equals("max") ? -logs.get(p.name) : logs.get(p.name))
                .sum();
    }

    /** The logs and, of a sum, its value. */
    Map<String, Double> withValue(Map<String, Double> logs) {
        Map<String, Double> all = new LinkedHashMap<>(logs);
        all.put(name, value(logs));
        return all;
    }

    /** As KerasTuner prints it: {@code Objective(name="val_loss", direction="min")}. */
    @Override
    public String toString() {
        String own = "Objective(name=\"" + name + "\", direction=\"" + direction + "\")";
        return parts.isEmpty()
                ? own
                : "Multi" + own + parts.stream().map(Objective::toString).collect(Collectors.joining(", ", ": [", "]"));
    }
}
