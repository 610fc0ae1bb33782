package jeras.zoo.bert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How near an answer is to a right one, as SQuAD's evaluation measures it: letters in lower case, without punctuation and English
 * articles. Chinese characters count as words of their own.
 *
 * @see <a href="https://arxiv.org/abs/1606.05250">Rajpurkar et al.: SQuAD</a>, section 6.1
 */
final class AnswerScore {
    private AnswerScore() {}

    /** 1 if the answer is one of the right ones, else 0. */
    static double exactMatch(String answer, List<String> right) {
        return best(right, r -> words(answer).equals(words(r)) ? 1 : 0);
    }

    /** The harmonic mean of the shares of words that the answer has in common with the right one that is nearest. */
    static double f1(String answer, List<String> right) {
        return best(right, r -> f1(words(answer), words(r)));
    }

    private static double best(List<String> right, ToDoubleFunction<String> score) {
        return right.stream().mapToDouble(score).max().orElse(0);
    }

    private static double f1(List<String> said, List<String> right) {
        if (said.isEmpty() || right.isEmpty()) {
            return said.equals(right) ? 1 : 0;
        }
        Map<String, Integer> left = new HashMap<>();
        right.forEach(w -> left.merge(w, 1, Integer::sum));
        int common = 0;
        for (String word : said) {
            if (left.merge(word, -1, Integer::sum) >= 0) {
                common++;
            }
        }
        return 2.0 * common / (said.size() + right.size());
    }

    static List<String> words(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{Punct}\\p{IsPunctuation}]", "")
                .replaceAll("\\b(a|an|the)\\b", " ")
                .replaceAll("(\\p{IsHan})", " $1 ");
        List<String> words = new ArrayList<>(List.of(plain.strip().split("\\s+")));
        words.removeIf(String::isEmpty);
        return words;
    }
}
