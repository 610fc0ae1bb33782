package jeras.applications;

import java.util.HashMap;
import java.util.Map;

/**
 * The names of layers to which Keras's source gives none: {@code conv2d, conv2d_1, ...} in the order in which they are made. Where
 * branches meet, the model would number them in another order, that of its graph.
 */
final class LayerNames {
    private final Map<String, Integer> counts = new HashMap<>();

    /** The next name of a kind, such as {@code conv2d}. */
    String next(String kind) {
        int before = counts.merge(kind, 1, Integer::sum) - 1;
        return before == 0 ? kind : kind + "_" + before;
    }
}
