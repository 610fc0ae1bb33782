package jeras.tuner;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What a search knows when it chooses the next trial.
 *
 * @param trials in their order, all ended
 */
record Tried(HyperParameters space, List<Trial> trials, Objective objective, long seed) {
    /** How often values may repeat before the space counts as exhausted; KerasTuner's number. */
    private static final int MOST_COLLISIONS = 20;

    /** Names of values that belong to the search itself begin so, as in KerasTuner. */
    static final String OWN = "tuner/";

    /** The source of chance for the next trial. */
    SplittableRandom random() {
        return new SplittableRandom(SeedMix.of(seed, trials.size()));
    }

    List<Trial> completed() {
        return trials.stream().filter(Trial::isCompleted).toList();
    }

    /** The better trial comes first; of equal ones the earlier. */
    static Comparator<Trial> bestFirst(Objective objective) {
        Comparator<Trial> byScore = Comparator.comparingDouble(t -> t.score().orElse(objective.worst()));
        return objective.direction().equals("max") ? byScore.reversed() : byScore;
    }

    /** Random values that have not been tried; empty when none is found. */
    Optional<Map<String, Object>> randomValues() {
        return randomValues(random());
    }

    Optional<Map<String, Object>> randomValues(SplittableRandom random) {
        for (int i = 0; i <= MOST_COLLISIONS; i++) {
            Map<String, Object> values = values(p -> p.toValue(random.nextDouble()));
            if (!isTried(values)) {
                return Optional.of(values);
            }
        }
        return Optional.empty();
    }

    /** How a value is chosen. */
    interface Choice {
        Object valueOf(HyperParameter parameter);
    }

    /** Values for what counts, parents before children. */
    Map<String, Object> values(Choice choice) {
        HyperParameters chosen = HyperParameters.of();
        for (HyperParameter parameter : space.space()) {
            // Asked for in any case, so that a vector has a place for what does not count.
            Object value = choice.valueOf(parameter);
            chosen.add(parameter);
            if (chosen.isActive(parameter)) {
                chosen.put(parameter.name(), value);
            }
        }
        return new LinkedHashMap<>(chosen.values());
    }

    /** Whether a trial had these values; what the space does not know does not count. */
    boolean isTried(Map<String, Object> values) {
        Set<String> names = space.space().stream().map(HyperParameter::name).collect(Collectors.toSet());
        return trials.stream().anyMatch(t -> {
            Map<String, Object> before = new LinkedHashMap<>(t.values());
            before.keySet().retainAll(names);
            return before.equals(values);
        });
    }
}
