package jeras.zoo.bert;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many of the names, or other stretches, that labels with {@code B-} and {@code I-} mark were found whole and with the right
 * kind, as CoNLL's evaluation counts them.
 *
 * @see <a href="https://aclanthology.org/W03-0419/">Tjong Kim Sang, De Meulder: Introduction to the CoNLL-2003 shared task</a>
 */
record SpanScore(int right, int found, int there) {
    private record Span(int sentence, int from, int to, String kind) {}

    static SpanScore of(List<List<String>> truth, List<List<String>> said) {
        Set<Span> there = spans(truth);
        Set<Span> found = spans(said);
        Set<Span> right = new HashSet<>(there);
        right.retainAll(found);
        return new SpanScore(right.size(), found.size(), there.size());
    }

    private static Set<Span> spans(List<List<String>> sentences) {
        Set<Span> spans = new HashSet<>();
        for (int s = 0; s < sentences.size(); s++) {
            List<String> tags = sentences.get(s);
            int from = 0;
            String open = "";
            for (int w = 0; w <= tags.size(); w++) {
                String tag = w < tags.size() ? tags.get(w) : "O";
                boolean inside = tag.startsWith("B-") || tag.startsWith("I-");
                String kind = inside ? tag.substring(2) : "";
                boolean begins = tag.startsWith("B-") || !kind.equals(open);
                if (begins && !open.isEmpty()) {
                    spans.add(new Span(s, from, w, open));
                }
                if (begins) {
                    from = w;
                    open = kind;
                }
            }
        }
        return spans;
    }

    double precision() {
        return found == 0 ? 0 : (double) right / found;
    }

    double recall() {
        return there == 0 ? 0 : (double) right / there;
    }

    double f1() {
        return right == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
    }
}
