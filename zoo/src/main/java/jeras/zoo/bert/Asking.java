package jeras.zoo.bert;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.applications.text.TextBatches;
import jeras.applications.text.TextEncoder;
import jeras.applications.text.TextTokenizer;
import jeras.applications.text.TokenizedText;
import jeras.zoo.recipe.Answer;
import jeras.zoo.recipe.Predictor;
import jeras.zoo.recipe.Ranking;
import jeras.zoo.recipe.RecipeFolder;

/** Asks the models that the recipe has written. */
public final class Asking {
    private Asking() {}

    /** What answers for a folder, by the task that it was trained for. */
    public static Predictor open(RecipeFolder folder) {
        TextEncoder encoder = TextEncoder.fromPretrained(folder.path());
        TextTokenizer tokenizer = TextTokenizer.of(folder.path());
        List<String> labels = encoder.labels();
        return switch (folder.text("task")) {
            case "classification" -> {
                Model model = encoder.classifier(o -> o.compile(false));
                yield texts -> rank(model, TextBatches.of(tokenizer, tokenizer.encodeAll(texts)), texts, labels);
            }
            case "pairs" -> {
                Model model = encoder.classifier(o -> o.compile(false));
                yield texts -> rank(
                        model,
                        TextBatches.of(tokenizer, tokenizer.encodeAll(part(texts, 0), part(texts, 1))),
                        texts,
                        labels);
            }
            case "tagging" -> {
                Model model = encoder.tagger(o -> o.compile(false));
                yield texts -> texts.stream()
                        .map(text -> tagged(model, tokenizer, text, labels))
                        .toList();
            }
            case "questions" -> {
                AnswerFinder finder =
                        new AnswerFinder(encoder.questionAnswering(), tokenizer, AnsweringTask.stride(tokenizer));
                yield texts -> answers(finder, texts);
            }
            default ->
                throw new FileFormatException(JerasException.message(
                        "The model in " + folder.path() + " was trained for something unknown.",
                        "the task classification, pairs, tagging or questions",
                        folder.text("task"),
                        "restore the folder as the recipe wrote it"));
        };
    }

    private static List<Ranking> rank(Model model, TextBatches batches, List<String> texts, List<String> labels) {
        List<Ranking> answers = new ArrayList<>();
        Logits.of(model, batches)
                .forEach(logits -> answers.add(Ranking.of(
                        texts.get(answers.size()), Logits.softmax(logits.get(0).toDoubleArray()), labels)));
        return answers;
    }

    /** One of two texts with a tab in between. */
    private static List<String> part(List<String> pairs, int which) {
        return pairs.stream()
                .map(pair -> {
                    String[] parts = pair.split("\t", -1);
                    if (parts.length != 2) {
                        throw new InvalidArgumentException(JerasException.message(
                                "The input is not a pair.",
                                "two texts with a tab in between",
                                "\"" + pair + "\"",
                                "in bash, write $'first\\tsecond'"));
                    }
                    return parts[which];
                })
                .toList();
    }

    private static Tagged tagged(Model model, TextTokenizer tokenizer, String sentence, List<String> labels) {
        List<String> words = Arrays.asList(sentence.strip().split("\\s+"));
        TokenizedText text = tokenizer.encodeWords(words);
        List<String> tags = WordTags.of(
                text,
                Logits.of(model, TextBatches.of(tokenizer, List.of(text)))
                        .get(0)
                        .get(0),
                labels,
                words.size());
        return new Tagged(sentence, words, tags);
    }

    /** Words with their labels. */
    private record Tagged(String input, List<String> words, List<String> tags) implements Answer {
        @Override
        public String text(int top) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < words.size(); i++) {
                line.append(i == 0 ? "" : " ").append(words.get(i)).append('/').append(tags.get(i));
            }
            return line.toString();
        }

        @Override
        public JsonObject json(int top) {
            JsonObject json = new JsonObject();
            json.addProperty("input", input);
            json.add("words", array(words));
            json.add("tags", array(tags));
            return json;
        }

        private static JsonArray array(List<String> texts) {
            JsonArray array = new JsonArray();
            texts.forEach(array::add);
            return array;
        }
    }

    private static List<Answered> answers(AnswerFinder finder, List<String> inputs) {
        List<AnswerFinder.Found> found = finder.find(part(inputs, 0), part(inputs, 1));
        List<Answered> answers = new ArrayList<>();
        found.forEach(f -> answers.add(new Answered(inputs.get(answers.size()), f)));
        return answers;
    }

    /** A question with its answer. */
    private record Answered(String input, AnswerFinder.Found found) implements Answer {
        @Override
        public String text(int top) {
            return String.format(Locale.ROOT, "%s: %s", input.split("\t", -1)[0], found.text());
        }

        @Override
        public JsonObject json(int top) {
            JsonObject json = new JsonObject();
            json.addProperty("input", input);
            json.addProperty("answer", found.text());
            json.addProperty("start", found.start());
            json.addProperty("end", found.end());
            // A text without a word has no answer.
            if (Double.isFinite(found.score())) {
                json.addProperty("score", found.score());
            }
            return json;
        }
    }
}
