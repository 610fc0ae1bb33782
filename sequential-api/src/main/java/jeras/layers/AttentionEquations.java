package jeras.layers;

import java.util.Arrays;

/**
 * How heads with any number of axes attend along some of them.
 *
 * @param scores from keys and queries to scores {@code (batch axes, heads, queries' axes, keys' axes)}
 * @param combined from scores and values to what the heads give
 * @param axes the number of axes along which they attend
 */
record AttentionEquations(String scores, String combined, int axes) {
    /**
     * @param rank the number of axes of {@code (batch, ..., heads, size)}
     */
    static AttentionEquations of(int rank, int[] attentionAxes) {
        StringBuilder target = new StringBuilder();
        StringBuilder source = new StringBuilder();
        StringBuilder batch = new StringBuilder();
        int next = rank;
        for (int i = 0; i < rank; i++) {
            int axis = i;
            boolean attends = Arrays.stream(attentionAxes).anyMatch(a -> a == axis);
            target.append(letter(i));
            source.append(attends ? letter(next++) : letter(i));
            if (!attends && i < rank - 1) {
                batch.append(letter(i));
            }
        }
        StringBuilder product = new StringBuilder(batch);
        Arrays.stream(attentionAxes).forEach(a -> product.append(target.charAt(a)));
        Arrays.stream(attentionAxes).forEach(a -> product.append(source.charAt(a)));
        return new AttentionEquations(
                source + "," + target + "->" + product, product + "," + source + "->" + target, attentionAxes.length);
    }

    private static char letter(int i) {
        return (char) ('a' + i);
    }
}
