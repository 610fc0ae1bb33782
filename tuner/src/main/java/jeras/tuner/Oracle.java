package jeras.tuner;

import java.util.Map;
import java.util.Optional;

/**
 * Chooses what is tried next. It keeps nothing: what it chooses depends on the trials so far and the seed alone, so that a search
 * that was interrupted goes on as it would have.
 */
interface Oracle {
    /** The values of the next trial; empty when there is nothing more to try. */
    Optional<Map<String, Object>> next(Tried tried);

    /** What must stay the same for a search to go on, by KerasTuner's names. */
    default Map<String, Object> settings() {
        return Map.of();
    }
}
