package jeras.benchmarks;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The time that each native operator took for itself, without the operators that it called; from a Chrome trace. */
record Profile(List<Operator> operators) {
    /**
     * One operator.
     *
     * @param micros its own time in all calls, in microseconds
     */
    record Operator(String name, long calls, double micros) {}

    private record Event(String thread, String name, double start, double duration) {
        double end() {
            return start + duration;
        }
    }

    static Profile read(Path trace) {
        try {
            return parse(Files.readString(trace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Profile parse(String trace) {
        JsonElement root = JsonParser.parseString(trace);
        Iterable<JsonElement> all = root.isJsonArray()
                ? root.getAsJsonArray()
                : root.getAsJsonObject().getAsJsonArray("traceEvents");
        Map<String, List<Event>> threads = new HashMap<>();
        for (JsonElement element : all) {
            JsonObject e = element.getAsJsonObject();
            if (e.has("ph") && e.get("ph").getAsString().equals("X")) {
                Event event = new Event(
                        e.get("tid").getAsString(),
                        e.get("name").getAsString(),
                        e.get("ts").getAsDouble(),
                        e.get("dur").getAsDouble());
                threads.computeIfAbsent(event.thread, t -> new ArrayList<>()).add(event);
            }
        }
        Map<String, Operator> byName = new HashMap<>();
        threads.values().forEach(events -> addOwnTimes(events, byName));
        return new Profile(byName.values().stream()
                .sorted(Comparator.comparingDouble(Operator::micros).reversed().thenComparing(Operator::name))
                .toList());
    }

    /** An event that begins before another of its thread has ended was called by it. */
    private static void addOwnTimes(List<Event> events, Map<String, Operator> byName) {
        Deque<Event> callers = new ArrayDeque<>();
        events.stream()
                .sorted(Comparator.comparingDouble(Event::start)
                        .thenComparing(
                                Comparator.comparingDouble(Event::duration).reversed()))
                .forEach(event -> {
                    while (!callers.isEmpty() && callers.peek().end() <= event.start) {
                        callers.pop();
                    }
                    if (!callers.isEmpty()) {
                        add(byName, callers.peek().name, 0, -event.duration);
                    }
                    add(byName, event.name, 1, event.duration);
                    callers.push(event);
                });
    }

    private static void add(Map<String, Operator> byName, String name, long calls, double micros) {
        byName.merge(
                name,
                new Operator(name, calls, micros),
                (a, b) -> new Operator(name, a.calls + b.calls, a.micros + b.micros));
    }

    /** The slowest operators, per step. */
    String table(int rows, int steps) {
        double total = operators.stream().mapToDouble(Operator::micros).sum();
        return operators.stream()
                .limit(rows)
                .map(o -> String.format(
                        Locale.ROOT,
                        "%9.3f ms a step  %5.1f %%  %7.1f calls a step  %s",
                        o.micros / 1e3 / steps,
                        100 * o.micros / total,
                        (double) o.calls / steps,
                        o.name))
                .collect(Collectors.joining("\n"));
    }
}
