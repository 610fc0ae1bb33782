package jeras.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The measurements of all rounds, and the tables of them in Markdown. */
final class Results {
    private static final String NONE = "–";

    private final List<String> engines;
    private final List<Measurement> all = new ArrayList<>();

    /**
     * @param engines the columns, Jeras among them or not
     */
    Results(List<String> engines) {
        this.engines = List.copyOf(engines);
    }

    void add(Measurement measurement) {
        all.add(measurement);
    }

    /** Step times with the ratios to the fastest Keras, then the rest. */
    String markdown() {
        return "Milliseconds of a training step (median over the rounds, the fastest and the slowest round in brackets)\n\n"
                + steps()
                + "\n\nMilliseconds to predict one sample\n\n"
                + predictions()
                + "\n\nMilliseconds to predict one batch\n\n"
                + plain(Measurement::predictBatchMs, "%.2f")
                + "\n\nSeconds of the first epoch, with compiling\n\n"
                + plain(Measurement::firstEpochS, "%.1f")
                + "\n\nPeak resident memory, MB\n\n"
                + plain(Measurement::peakMb, "%.0f")
                + "\n";
    }

    private String steps() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header("jeras / fastest Keras", "target"));
        for (String workload : workloads()) {
            List<String> row = row(workload, e -> spread(workload, e));
            OptionalDouble ratio = ratio(workload);
            row.add(text(ratio, "**%.2f**"));
            row.add(verdict(ratio, Target.ratio(workload), "≤ %.1f"));
            rows.add(row);
        }
        return table(rows);
    }

    private String predictions() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header("target"));
        for (String workload : workloads()) {
            List<String> row = row(workload, e -> text(median(workload, e, Measurement::predictOneMs), "%.2f"));
            row.add(verdict(
                    median(workload, Engine.JERAS, Measurement::predictOneMs),
                    Target.predictOneMs(workload),
                    "< %.0f ms"));
            rows.add(row);
        }
        return table(rows);
    }

    private String plain(ToDoubleFunction<Measurement> what, String format) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header());
        workloads().forEach(w -> rows.add(row(w, e -> text(median(w, e, what), format))));
        return table(rows);
    }

    /** Jeras's step time divided by that of the fastest Keras; empty when one of them was not timed. */
    OptionalDouble ratio(String workload) {
        OptionalDouble jeras = median(workload, Engine.JERAS, Measurement::stepMsMedian);
        Optional<Double> fastest = engines.stream()
                .filter(e -> !e.equals(Engine.JERAS))
                .map(e -> median(workload, e, Measurement::stepMsMedian))
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .min(Comparator.naturalOrder());
        return jeras.isPresent() && fastest.isPresent()
                ? OptionalDouble.of(jeras.getAsDouble() / fastest.get())
                : OptionalDouble.empty();
    }

    private List<String> workloads() {
        return all.stream().map(Measurement::workload).distinct().toList();
    }

    private List<Double> values(String workload, String engine, ToDoubleFunction<Measurement> what) {
        return all.stream()
                .filter(m -> m.workload().equals(workload) && m.engine().equals(engine))
                .map(what::applyAsDouble)
                .sorted()
                .toList();
    }

    private OptionalDouble median(String workload, String engine, ToDoubleFunction<Measurement> what) {
        List<Double> values = values(workload, engine, what);
        return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Statistics.median(values));
    }

    private String spread(String workload, String engine) {
        List<Double> values = values(workload, engine, Measurement::stepMsMedian);
        return values.isEmpty()
                ? NONE
                : String.format(
                        Locale.ROOT,
                        "%.2f (%.2f to %.2f)",
                        Statistics.median(values),
                        values.get(0),
                        values.get(values.size() - 1));
    }

    private List<String> header(String... last) {
        List<String> row = row("workload", e -> e);
        row.addAll(List.of(last));
        return row;
    }

    private interface Cell {
        String of(String engine);
    }

    private List<String> row(String first, Cell cell) {
        List<String> row = new ArrayList<>(List.of(first));
        engines.forEach(e -> row.add(cell.of(e)));
        return row;
    }

    private static String verdict(OptionalDouble value, OptionalDouble target, String format) {
        if (target.isEmpty()) {
            return NONE;
        }
        String text = text(target, format);
        return value.isEmpty() ? text : text + (value.getAsDouble() <= target.getAsDouble() ? ", met" : ", missed");
    }

    private static String text(OptionalDouble value, String format) {
        return value.isEmpty() ? NONE : String.format(Locale.ROOT, format, value.getAsDouble());
    }

    private static String table(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
        lines.add(1, "|" + " --- |".repeat(rows.get(0).size()));
        return String.join("\n", lines);
    }
}
