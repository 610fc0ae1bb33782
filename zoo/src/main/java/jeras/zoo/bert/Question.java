package jeras.zoo.bert;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A question about a text in which the answer stands.
 *
 * @param answers the right answers, which may differ in length
 * @param start where the first of them begins in the context, in Java's chars
 */
record Question(String question, String context, List<String> answers, int start) {
    /** The questions of a file as of SQuAD 1.1 that have an answer. */
    static List<Question> read(Path file) {
        try {
            List<Question> questions = new ArrayList<>();
            JsonObject json = JsonParser.parseString(TextFile.read(file)).getAsJsonObject();
            for (JsonElement article : json.getAsJsonArray("data")) {
                for (JsonElement paragraph : article.getAsJsonObject().getAsJsonArray("paragraphs")) {
                    add(questions, paragraph.getAsJsonObject(), file);
                }
            }
            return questions;
        } catch (JsonParseException
                | IllegalStateException
                | ClassCastException
                | NullPointerException
                | NumberFormatException
                | UnsupportedOperationException e) {
            throw TextFile.wrong(
                    file,
                    "JSON as of SQuAD 1.1: data[], paragraphs[] with context and qas[], each with question and answers[]"
                            + " of text and answer_start",
                    String.valueOf(e.getMessage()),
                    e);
        }
    }

    private static void add(List<Question> questions, JsonObject paragraph, Path file) {
        String context = paragraph.get("context").getAsString();
        for (JsonElement element : paragraph.getAsJsonArray("qas")) {
            JsonArray given = element.getAsJsonObject().getAsJsonArray("answers");
            if (given.isEmpty()) {
                continue; // SQuAD 2.0 has questions without an answer
            }
            List<String> answers = new ArrayList<>();
            given.forEach(a -> answers.add(a.getAsJsonObject().get("text").getAsString()));
            int codePoints = given.get(0).getAsJsonObject().get("answer_start").getAsInt();
            boolean outside = codePoints < 0 || codePoints > context.codePointCount(0, context.length());
            int start = outside ? -1 : context.offsetByCodePoints(0, codePoints);
            if (outside || !context.startsWith(answers.get(0), start)) {
                throw TextFile.wrong(
                        file,
                        "answers that stand at their answer_start in the context, counted in characters",
                        "\"" + answers.get(0) + "\" at " + codePoints,
                        null);
            }
            questions.add(new Question(
                    element.getAsJsonObject().get("question").getAsString(), context, List.copyOf(answers), start));
        }
    }
}
