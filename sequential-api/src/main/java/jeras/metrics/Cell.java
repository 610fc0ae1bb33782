package jeras.metrics;

import java.util.Locale;

/** What an answer can be. */
enum Cell {
    TRUE_POSITIVES,
    FALSE_POSITIVES,
    TRUE_NEGATIVES,
    FALSE_NEGATIVES;

    /** The name of its state. */
    String stateName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
