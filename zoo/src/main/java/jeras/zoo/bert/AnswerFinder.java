package jeras.zoo.bert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.Model;
import jeras.applications.text.TextBatches;
import jeras.applications.text.TextTokenizer;
import jeras.applications.text.TokenizedText;

/** Finds answers in texts of any length, with windows of what the model can take. */
final class AnswerFinder {
    /** So many of the likeliest beginnings and ends are paired. */
    private static final int CANDIDATES = 20;

    private static final int LONGEST_ANSWER = 30;

    private final Model model;
    private final TextTokenizer tokenizer;
    private final int stride;

    AnswerFinder(Model model, TextTokenizer tokenizer, int stride) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.stride = stride;
    }

    /**
     * An answer and where it stands.
     *
     * @param score the sum of the logits of its beginning and end
     */
    record Found(String text, int start, int end, double score) {}

    /** The answer to each question, in the context at the same place. */
    List<Found> find(List<String> questions, List<String> contexts) {
        List<TokenizedText> windows = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            for (TokenizedText window : tokenizer.windows(questions.get(i), contexts.get(i), stride)) {
                windows.add(window);
                owners.add(i);
            }
        }
        List<List<Array>> logits = Logits.of(model, TextBatches.of(tokenizer, windows));
        List<Found> best = new ArrayList<>();
        questions.forEach(q -> best.add(new Found("", 0, 0, Double.NEGATIVE_INFINITY)));
        for (int w = 0; w < windows.size(); w++) {
            int owner = owners.get(w);
            Found found = best(
                    windows.get(w),
                    contexts.get(owner),
                    logits.get(w).get(0).toDoubleArray(),
                    logits.get(w).get(1).toDoubleArray());
            if (found.score > best.get(owner).score) {
                best.set(owner, found);
            }
        }
        return best;
    }

    private static Found best(TokenizedText window, String context, double[] starts, double[] ends) {
        Found best = new Found("", 0, 0, Double.NEGATIVE_INFINITY);
        for (int from : likeliest(window, starts)) {
            for (int to : likeliest(window, ends)) {
                double score = starts[from] + ends[to];
                if (to >= from && to - from < LONGEST_ANSWER && score > best.score) {
                    int start = window.start(from);
                    int end = window.end(to);
                    best = new Found(context.substring(start, end), start, end, score);
                }
            }
        }
        return best;
    }

    /** Tokens of the context. */
    private static List<Integer> likeliest(TokenizedText window, double[] logits) {
        return IntStream.range(0, window.size())
                .filter(i -> window.text(i) == 1)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -logits[i]))
                .limit(CANDIDATES)
                .toList();
    }
}
