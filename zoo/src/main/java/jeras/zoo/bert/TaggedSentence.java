package jeras.zoo.bert;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The words of a sentence and a label for each. */
record TaggedSentence(List<String> words, List<String> tags) {
    private static final List<String> WORDS = List.of("words", "tokens");
    private static final List<String> TAGS = List.of("tags", "ner_tags", "labels");

    /** Lines of JSON, or the two columns of CoNLL's shared tasks: the first and the last of what stands in a line. */
    static List<TaggedSentence> read(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        List<TaggedSentence> sentences = name.endsWith(".jsonl") || name.endsWith(".json")
                ? TextFile.read(file)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> json(file, line))
                        .toList()
                : columns(file);
        return sentences.stream().filter(s -> !s.words.isEmpty()).toList();
    }

    private static List<TaggedSentence> columns(Path file) {
        List<TaggedSentence> sentences = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        int number = 0;
        for (String line : (TextFile.read(file) + "\n\n").split("\r?\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("-DOCSTART-")) {
                sentences.add(new TaggedSentence(List.copyOf(words), List.copyOf(tags)));
                words.clear();
                tags.clear();
                continue;
            }
            String[] fields = line.strip().split("\t| ", -1);
            if (fields.length < 2) {
                throw TextFile.wrong(
                        file, "a word and its label in each line", "\"" + line + "\" in line " + number, null);
            }
            words.add(fields[0]);
            tags.add(fields[fields.length - 1]);
        }
        return sentences;
    }

    private static TaggedSentence json(Path file, String line) {
        try {
            JsonObject object = JsonParser.parseString(line).getAsJsonObject();
            List<String> words = strings(object, WORDS);
            List<String> tags = strings(object, TAGS);
            if (!words.isEmpty() && words.size() == tags.size()) {
                return new TaggedSentence(words, tags);
            }
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            throw TextFile.wrong(file, "a JSON object in each line", e.getMessage(), e);
        }
        throw TextFile.wrong(
                file,
                "\"words\" and as many \"tags\" in each line",
                line.length() > 80 ? line.substring(0, 80) + "..." : line,
                null);
    }

    private static List<String> strings(JsonObject object, List<String> names) {
        return names.stream()
                .map(object::get)
                .filter(JsonArray.class::isInstance)
                .findFirst()
                .map(array -> StreamSupport.stream(((JsonArray) array).spliterator(), false)
                        .map(JsonElement::getAsString)
                        .toList())
                .orElse(List.of());
    }
}
