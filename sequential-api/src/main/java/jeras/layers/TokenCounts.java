package jeras.layers;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often tokens occur, and in how many documents. */
final class TokenCounts<T> {
    private final Map<T, Count> counts = new HashMap<>();
    private long documents;

    /** Mutable, so that counting makes no objects. */
    private static final class Count {
        private long tokens;
        private long documents;
        private long lastDocument = -1;
    }

    /** Counts the tokens of one more document. */
    void add(List<T> document) {
        for (T token : document) {
            Count count = counts.computeIfAbsent(token, t -> new Count());
            count.tokens++;
            if (count.lastDocument != documents) {
                count.lastDocument = documents;
                count.documents++;
            }
        }
        documents++;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** The tokens, the most frequent first; of equally frequent ones the greatest first. */
    List<T> sorted(Comparator<T> order) {
        return counts.entrySet().stream()
                .sorted(Comparator.<Map.Entry<T, Count>>comparingLong(e -> -e.getValue().tokens)
                        .thenComparing(Map.Entry::getKey, order.reversed()))
                .map(Map.Entry::getKey)
                .toList();
    }

    void remove(T token) {
        counts.remove(token);
    }

    /** {@code log(1 + documents / (1 + documents with the token))}. */
    double inverseDocumentFrequency(T token) {
        return Math.log(1 + (double) documents / (1 + counts.get(token).documents));
    }
}
