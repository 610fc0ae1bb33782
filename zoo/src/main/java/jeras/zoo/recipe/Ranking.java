package jeras.zoo.recipe;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jeras.FileFormatException;
import jeras.JerasException;

/**
 * The classes that an input may belong to.
 *
 * @param input the input as it was given
 * @param scores the most probable class first
 */
public record Ranking(String input, List<Score> scores) implements Answer {
    public Ranking {
        scores = List.copyOf(scores);
    }

    /** A class and how probable it is, from 0 to 1. */
    public record Score(String label, double probability) {}

    /**
     * Ranks classes.
     *
     * @param probabilities one for each class
     * @param classNames what the classes are called
     * @throws FileFormatException if there are not as many names as classes
     */
    public static Ranking of(String input, double[] probabilities, List<String> classNames) {
        if (probabilities.length != classNames.size()) {
            throw new FileFormatException(JerasException.message(
                    "The names in classes.txt do not belong to this model.",
                    probabilities.length + " names, one for each class of the model",
                    classNames.size() + " names",
                    "restore the folder as the recipe wrote it"));
        }
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            scores.add(new Score(classNames.get(i), probabilities[i]));
        }
        scores.sort(Comparator.comparingDouble(Score::probability).reversed());
        return new Ranking(input, scores);
    }

    @Override
    public String text(int top) {
        return scores.stream()
                .limit(top)
                .map(s -> s.label() + " " + String.format(Locale.ROOT, "%.1f %%", 100 * s.probability()))
                .collect(Collectors.joining(", ", input + ": ", ""));
    }

    /** {@code {"input": ..., "label": ..., "probability": ..., "top": [{"label": ..., "probability": ...}, ...]}}. */
    @Override
    public JsonObject json(int top) {
        JsonObject answer = new JsonObject();
        answer.addProperty("input", input);
        answer.addProperty("label", scores.get(0).label());
        answer.addProperty("probability", rounded(scores.get(0).probability()));
        JsonArray best = new JsonArray();
        scores.stream().limit(top).forEach(score -> {
            JsonObject one = new JsonObject();
            one.addProperty("label", score.label());
            one.addProperty("probability", rounded(score.probability()));
            best.add(one);
        });
        answer.add("top", best);
        return answer;
    }

    /** Six digits are more than a float32 model knows. */
    private static double rounded(double probability) {
        return Math.round(probability * 1e6) / 1e6;
    }
}
