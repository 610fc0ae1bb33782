package jeras.tuner;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Learns which hyperparameters a model has by building it: once by the defaults, and once for each scope that was not entered. */
record SpaceExplorer(ModelMaker models, Consumer<HyperParameters> learned) {

    /** Fills a space. */
    void explore(HyperParameters space) {
        Set<List<Condition>> settled = new HashSet<>();
        Deque<List<Condition>> open = new ArrayDeque<>();
        HyperParameters next = space.with(Map.of());
        while (true) {
            models.build(next);
            learned.accept(next);
            settled.addAll(next.activeScopes());
            next.inactiveScopes().stream()
                    .filter(s -> !settled.contains(s) && !open.contains(s))
                    .forEach(open::add);
            open.removeIf(settled::contains);
            if (open.isEmpty()) {
                return;
            }
            // One that cannot be entered is not tried again.
            List<Condition> scope = open.remove();
            settled.add(scope);
            Map<String, Object> values = new LinkedHashMap<>();
            scope.forEach(c -> values.put(c.parent(), c.values().get(0)));
            next = space.with(values);
        }
    }
}
